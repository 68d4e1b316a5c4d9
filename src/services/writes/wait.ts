import type { Clock } from '../../domain/clock.js';
import { type WriteJournal, type WriteRecord, WriteState } from '../../domain/write.js';
import { type Result, resultOf, resultOfEnd } from './result.js';
import type { EndedWrite, Waiter } from './waiters.js';

/** How often the journal is looked at for a write that another process may be delivering, in milliseconds. */
const lookInterval = 250;

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
      if (isOut && waiter.isEnding) return resultOfEnd(await waiter.ended);
      const record = (await journal.find(committed.write.id)) ?? committed;
      if (isOut || record.write.state !== WriteState.PENDING) return resultOf(record);
    }
  } finally {
    waiter.leave();
  }
}

/** The end, or undefined once the request's time is over or it is time for a look. */
async function next({ ended, scope }: Waiter, clock: Clock): Promise<EndedWrite | undefined> {
  if (scope.signal.aborted) return undefined;
  const pause = new AbortController();
  const stop = (): void => pause.abort();
  scope.signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([ended, clock.sleep(lookInterval, pause.signal).then(nothing, nothing)]);
  } finally {
    scope.signal.removeEventListener('abort', stop);
    pause.abort();
  }
}

const nothing = (): undefined => undefined;
