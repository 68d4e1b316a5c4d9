import type { KeptReads } from './kept-reads.js';
import type { RequestCost } from './request-cost.js';

/**
 * What every layer is handed on the way to a vendor: whose request it works for, and how long it may take. A scope
 * is never spread into another: what is made when it is first asked for, such as the signal, would be lost.
 */
export interface CallScope {
  /** Names the request in logs and in masked errors. */
  readonly requestId: string;
  /** Until when vendors may be waited for, in milliseconds since the epoch; a reserve before the caller's own deadline. */
  readonly deadline: number;
  /** Aborts when the deadline has passed (its reason is a `DeadlinePassed`) or when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Whether only what the vendors hold now will do, and nothing that was kept. */
  readonly fresh: boolean;
  /** Notes what the request costs. */
  readonly cost: RequestCost;
  /** Where somebody may ask how old the records are: notes those that were kept. */
  readonly kept?: KeptReads;
}

/** The same scope for a read for which only what the vendors hold now will do. */
export const freshScope = ({ requestId, deadline, signal, cost }: CallScope): CallScope => ({
  requestId,
  deadline,
  signal,
  fresh: true,
  cost,
});

/** The time for an operation has run out. */
export class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed';

  constructor() {
    super('The deadline of the operation has passed.');
  }
}
