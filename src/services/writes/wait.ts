import type { Clock } from '../../domain/clock.js';
import { type WriteJournal, type WriteRecord, WriteState } from '../../domain/write.js';
import { type Result, resultOf, resultOfEnd } from './result.js';
import type { EndedWrite, Waiter } from './waiters.js';

/** How often the journal is looked at for a write that another process may be delivering, in milliseconds. */
const lookInterval = 250;

/** How long a look may take, in milliseconds: a store that is away keeps nobody beyond their time for long. */
const lookPatience = 1_000;

/** Waits for the end of a write as long as the request may, and answers what is known by then. */
export async function untilEnded<Input, Outcome>(
  journal: WriteJournal,
  waiter: Waiter,
  committed: WriteRecord,
  clock: Clock,
): Promise<Result<Input, Outcome>> {
  try {
    for (;;) {
      const ended = await next(waiter, clock);
      if (ended) return resultOfEnd(ended);
      const isOut = waiter.scope.signal.aborted;
      const record = await latest(journal, committed, clock);
      if (record.write.state !== WriteState.PENDING || (isOut && !waiter.isEnding)) return resultOf(record);
    }
  } finally {
    waiter.leave();
  }
}

/** Given as a reason, since an abort without one makes an error with a stack, which costs more than all else here. */
const isOver = 'the wait is over';

/** The end, or undefined once the request's time is over or it is time for a look. */
async function next({ ended, scope, isEnding }: Waiter, clock: Clock): Promise<EndedWrite | undefined> {
  if (scope.signal.aborted && !isEnding) return undefined;
  const pause = new AbortController();
  const stop = (): void => pause.abort(isOver);
  scope.signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([ended, clock.sleep(lookInterval, pause.signal).then(nothing, nothing)]);
  } finally {
    scope.signal.removeEventListener('abort', stop);
    stop();
  }
}

/** The write as the journal has it; while the store is away, as it was committed. */
async function latest(journal: WriteJournal, committed: WriteRecord, clock: Clock): Promise<WriteRecord> {
  const patience = new AbortController();
  const tooLate = clock.sleep(lookPatience, patience.signal).then(nothing, nothing);
  try {
    return (await Promise.race([journal.find(committed.write.id).catch(nothing), tooLate])) ?? committed;
  } finally {
    patience.abort(isOver);
  }
}

const nothing = (): undefined => undefined;
