/** The ceiling of the first pause, in milliseconds; it doubles with each attempt. */
const firstCeiling = 1_000;
const lastCeiling = 60_000;

/**
 * Milliseconds until the next attempt: never before the vendor wants it, and spread, so that what failed together does
 * not come back together.
 * @param attempts so many have been made. @param retryAfter in seconds.
 */
export function pauseAfter(attempts: number, retryAfter: number | undefined, random = Math.random): number {
  const ceiling = Math.min(lastCeiling, firstCeiling * 2 ** Math.min(attempts - 1, 10));
  return Math.round((retryAfter ?? 0) * 1_000 + ceiling * (0.5 + random() / 2));
}
