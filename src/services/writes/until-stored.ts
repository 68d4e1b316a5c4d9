import type { Clock } from '../../domain/clock.js';
import { storePauseAfter } from './backoff.js';
import { mayPass } from './problems.js';

export interface Patience {
  /** No try is begun after it, in milliseconds since the epoch. */
  readonly until: number;
  readonly clock: Clock;
  /** Ends the tries. */
  readonly signal: AbortSignal;
  /** Hears of each failure after which it is tried again. @param failures so many there were. */
  readonly onFailure: (error: unknown, failures: number) => void;
}

/** Stores something, and tries again while the store is away. @throws what the last try threw. */
export async function untilStored(
  store: () => Promise<void>,
  { until, clock, signal, onFailure }: Patience,
): Promise<void> {
  for (let failures = 1; ; failures += 1) {
    try {
      await store();
      return;
    } catch (error) {
      const pause = storePauseAfter(failures);
      if (signal.aborted || clock.now() + pause > until || !mayPass(error as Error)) throw error;
      onFailure(error, failures);
      await clock.sleep(pause, signal).catch(() => {
        throw error;
      });
    }
  }
}
