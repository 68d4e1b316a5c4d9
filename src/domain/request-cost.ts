import { Vendor } from './vendor.js';

/** What one request cost at one vendor. */
export interface VendorCost {
  /** HTTP requests to the vendor, repeats included. */
  calls: number;
  /** Reads of several keys at once. */
  batches: number;
  /** Keys that were answered from the cache. */
  cacheHits: number;
  /** Keys that another request was already fetching. */
  coalescedKeys: number;
  /** Keys that were answered from the cache past their time, because the vendor could not be asked. */
  staleKeys: number;
}

/** Counts what a request costs, vendor by vendor. */
export class RequestCost {
  /** Made with the first cost: an operation that asks no vendor has none. */
  #costs: Map<Vendor, VendorCost> | undefined;

  add(vendor: Vendor, what: keyof VendorCost, count = 1): void {
    const costs = (this.#costs ??= new Map<Vendor, VendorCost>());
    const cost = costs.get(vendor) ?? { calls: 0, batches: 0, cacheHits: 0, coalescedKeys: 0, staleKeys: 0 };
    cost[what] += count;
    costs.set(vendor, cost);
  }

  of(vendor: Vendor): Readonly<VendorCost> | undefined {
    return this.#costs?.get(vendor);
  }

  get vendors(): readonly Vendor[] {
    const costs = this.#costs;
    return costs ? Object.values(Vendor).filter((vendor) => costs.has(vendor)) : [];
  }
}
