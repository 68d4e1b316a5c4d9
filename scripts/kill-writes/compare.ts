import type { Vendor } from '../../src/domain/vendor.js';
import type { SimulatedCall, Simulator } from '../../src/vendors/simulator.js';
import type { AcknowledgedWrite } from './client.js';
import { markPattern, type WriteName, writeNames } from './operations.js';

/** What came of the writes of one kind. */
export interface KindReport {
  readonly kind: WriteName;
  readonly acknowledged: number;
  /** Acknowledged, and the vendor never took it. */
  readonly missing: number;
  /** Calls that repeated one before it, which the vendor knew as such or which changed nothing any more. */
  readonly repeatedCalls: number;
  /** Effects beyond the first. */
  readonly doubled: number;
  /** Writes that arrived after a later one to the same record. */
  readonly outOfOrder: number;
}

/** Every call that the simulators have seen; they themselves remember the last ones only. */
export class CallLog {
  readonly #calls = new Map<Vendor, Set<SimulatedCall>>();

  constructor(private readonly simulators: readonly Simulator[]) {}

  gather(): void {
    for (const { vendor, calls } of this.simulators) {
      const known = this.#calls.get(vendor) ?? new Set<SimulatedCall>();
      for (const call of calls) known.add(call);
      this.#calls.set(vendor, known);
    }
  }

  /** The writes among them that the vendor took, as texts, in their order. */
  writes(): { text: string; key: string }[] {
    return [...this.#calls.values()]
      .flatMap((calls) => [...calls])
      .filter(({ method, url, status }) => method !== 'GET' && !url.endsWith('/batch') && status < 300)
      .map(({ headers, body }) => {
        const text = JSON.stringify(body);
        // By what the vendor tells a repeat: its key, its message, or else the values themselves.
        const { messageId } = (body ?? {}) as { messageId?: string };
        return { text, key: String(headers['idempotency-key'] ?? messageId ?? text) };
      });
  }
}

/** Compares what was acknowledged with what arrived. */
export function compare(acknowledged: readonly AcknowledgedWrite[], calls: CallLog): KindReport[] {
  const sent = calls.writes();
  const callsOf = new Map<string, { place: number; key: string }[]>();
  for (const [place, { text, key }] of sent.entries()) {
    const mark = markPattern.exec(text)?.[0];
    if (mark) callsOf.set(mark, [...(callsOf.get(mark) ?? []), { place, key }]);
  }
  return writeNames.map((kind) => {
    const own = acknowledged.filter((write) => write.kind === kind);
    const arrivals = own.map(({ mark }) => callsOf.get(mark) ?? []);
    const denied = own.filter(({ outcome }) => outcome === 'ALREADY_EXISTS').length;
    return {
      kind,
      acknowledged: own.length,
      missing: arrivals.filter((found) => found.length === 0).length,
      repeatedCalls: arrivals.reduce((sum, found) => sum + Math.max(0, found.length - 1), 0),
      doubled: arrivals.reduce(
        (sum, found) => sum + Math.max(0, new Set(found.map(({ key }) => key)).size - 1),
        denied,
      ),
      outOfOrder: outOfOrder(own, callsOf),
    };
  });
}

function outOfOrder(
  writes: readonly AcknowledgedWrite[],
  callsOf: ReadonlyMap<string, readonly { place: number }[]>,
): number {
  let count = 0;
  const lastPlaces = new Map<string, number>();
  // The acknowledged writes of a client are in the order in which it made them.
  for (const { record, mark } of writes) {
    const places = (callsOf.get(mark) ?? []).map(({ place }) => place);
    if (record === undefined || places.length === 0) continue;
    if (Math.min(...places) < (lastPlaces.get(record) ?? -1)) count += 1;
    lastPlaces.set(record, Math.max(...places));
  }
  return count;
}
