import type { AcknowledgedWrite } from './client.js';
import type { CallLog, LoggedCall } from './call-log.js';
import { type WriteName, writeNames } from './operations.js';

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

export interface Comparison {
  readonly kinds: readonly KindReport[];
  /** What was under way when something happened, as far as it had to be done again. */
  readonly interrupted: {
    /** It had to be committed anew when its caller asked again. */
    readonly beforeCommit: number;
    /** The vendor was being asked, and was asked again. */
    readonly duringCall: number;
    /** The vendor had answered, and was asked again: how it had gone was not stored. */
    readonly duringSettlement: number;
  };
}

/** Compares what was acknowledged with what arrived. */
export function compare(acknowledged: readonly AcknowledgedWrite[], log: CallLog): Comparison {
  const callsOf = log.byMark();
  const callsTo = ({ mark }: AcknowledgedWrite): readonly LoggedCall[] => callsOf.get(mark) ?? [];
  const kinds = writeNames.map((kind) => {
    const own = acknowledged.filter((write) => write.kind === kind);
    const arrivals = own.map(callsTo);
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
      outOfOrder: outOfOrder(own, callsTo),
    };
  });
  const repeated = acknowledged.flatMap((write) => callsTo(write).slice(0, -1));
  return {
    kinds,
    interrupted: {
      beforeCommit: acknowledged.filter(({ wasCommittedAnew }) => wasCommittedAnew).length,
      duringCall: repeated.filter(({ wasInterrupted }) => wasInterrupted).length,
      duringSettlement: repeated.filter(({ wasInterrupted }) => !wasInterrupted).length,
    },
  };
}

function outOfOrder(
  writes: readonly AcknowledgedWrite[],
  callsTo: (write: AcknowledgedWrite) => readonly LoggedCall[],
): number {
  let count = 0;
  const lastPlaces = new Map<string, number>();
  // The acknowledged writes of a client are in the order in which it made them.
  for (const write of writes) {
    const places = callsTo(write).map(({ place }) => place);
    if (write.record === undefined || places.length === 0) continue;
    if (Math.min(...places) < (lastPlaces.get(write.record) ?? -1)) count += 1;
    lastPlaces.set(write.record, Math.max(...places));
  }
  return count;
}
