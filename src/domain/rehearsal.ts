import type { CallScope } from './scope.js';
import type { Sources } from './sources.js';
import type { Vendor } from './vendor.js';

/** A request that would go to a vendor. Keys are in none of it. */
export interface PlannedRequest {
  readonly vendor: Vendor;
  readonly method: string;
  /** The path of the address. */
  readonly path: string;
  /** The fields as the vendor names them; every value is replaced by `[redacted]`. Null where there is no body. */
  readonly body: unknown;
}

/**
 * Tells what a write would send, and sends nothing.
 * @param write makes one write through sources that are connected to nobody.
 * @throws what the write itself refuses.
 */
export type Rehearsal = (write: (sources: Sources, scope: CallScope) => Promise<unknown>) => Promise<PlannedRequest>;
