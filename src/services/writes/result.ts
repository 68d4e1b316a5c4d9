import { type Write, type WriteRecord, WriteState } from '../../domain/write.js';
import { live } from './outcomes.js';
import { toError, unreadable } from './problems.js';
import type { EndedWrite } from './waiters.js';

/** A write as its caller gets it. */
export interface Result<Input, Outcome> {
  readonly write: Write;
  /** The items as they are delivered; undefined where they have been erased since. */
  readonly items: readonly Input[] | undefined;
  /** By item: its value, its error, or null while it is pending. */
  readonly outcomes: readonly (Outcome | Error | null)[];
}

/** The result that the journal holds. @throws WRITE_UNREADABLE */
export function resultOf<Input, Outcome>({ write, content }: WriteRecord): Result<Input, Outcome> {
  if (!content) throw unreadable();
  const { lastError, state } = write;
  // An item of a write that was given up has no outcome of its own.
  const missing = state === WriteState.PENDING || !lastError ? null : toError(lastError);
  return {
    write,
    items: (content.items ?? undefined) as readonly Input[] | undefined,
    outcomes: content.outcomes.map((outcome) => (live(outcome) ?? missing) as Outcome | Error | null),
  };
}

/** The result of which a waiter was told. */
export const resultOfEnd = <Input, Outcome>({ write, outcomes }: EndedWrite): Result<Input, Outcome> => ({
  write,
  items: undefined,
  outcomes: outcomes as readonly (Outcome | Error)[],
});
