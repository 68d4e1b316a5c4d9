/** The ceiling of the first delay, in milliseconds; it doubles with each attempt. */
const firstCeiling = 100;
const lastCeiling = 2_000;

export interface FailedAttempt {
  /** How many attempts have been made, this one included. */
  readonly attempts: number;
  /** The most attempts after the first one. */
  readonly retries: number;
  /** Seconds that the vendor asks to wait; undefined where it does not say. */
  readonly retryAfter: number | undefined;
  /** Milliseconds until the answer is no longer wanted. */
  readonly timeLeft: number;
}

/**
 * Milliseconds to wait before the next attempt, or undefined where none makes sense. Full jitter: clients
 * that failed together do not come back together. A wait that would outlast the caller is not begun.
 */
export function retryDelay(
  { attempts, retries, retryAfter, timeLeft }: FailedAttempt,
  random = Math.random,
): number | undefined {
  if (attempts > retries) return undefined;
  const ceiling = Math.min(lastCeiling, firstCeiling * 2 ** (attempts - 1));
  const delay = (retryAfter ?? 0) * 1_000 + random() * ceiling;
  return delay < timeLeft ? delay : undefined;
}
