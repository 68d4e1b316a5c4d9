import { type ItemOutcome, WriteState } from '../../domain/write.js';
import { isUnexpected, mayPass, toError, toProblem } from './problems.js';

/** What one attempt came to: each item's value, never null, or its error; null for those that had ended before. */
export type Results = readonly unknown[];

/** A vendor knows the items of a bulk write by ids of their own. */
export const itemId = (writeId: string, index: number, count: number): string =>
  count === 1 ? writeId : `${writeId}.${index}`;

/** A stored outcome, as whoever waits gets it: the value, the error, or null where there is none yet. */
export function live(outcome: ItemOutcome | null | undefined): unknown {
  if (!outcome) return null;
  return 'problem' in outcome ? toError(outcome.problem) : outcome.value;
}

/** The state of a write whose items have all come to a value or an error, and the error that stands for it. */
export function verdictOn(ended: Results): { state: WriteState; reason: Error | undefined } {
  const errors = ended.filter((result): result is Error => result instanceof Error);
  const givenUp = errors.find((error) => mayPass(error) || isUnexpected(error));
  if (givenUp) return { state: WriteState.DEAD, reason: givenUp };
  const isRejected = errors.length > 0 && errors.length === ended.length;
  return { state: isRejected ? WriteState.REJECTED : WriteState.DELIVERED, reason: errors[0] };
}

/** What was stored, with what an attempt has added. What failed for a passing reason has not ended: it can be tried again. */
export const merged = (outcomes: readonly (ItemOutcome | null)[], results: Results, at: Date): (ItemOutcome | null)[] =>
  results.map((result, index) => {
    const before = outcomes[index];
    if (before) return before;
    if (result instanceof Error) return mayPass(result) ? null : { problem: toProblem(result, at) };
    return { value: result };
  });
