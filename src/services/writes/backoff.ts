/** How a pause grows with each failure: the ceilings of the first and of the longest one, in milliseconds. */
interface Growth {
  readonly first: number;
  readonly last: number;
}

const vendorGrowth: Growth = { first: 1_000, last: 60_000 };

/** The store is near, many wait for it, and a lease that is running out does. */
const storeGrowth: Growth = { first: 100, last: 2_000 };

/**
 * Milliseconds until the next attempt: never before the vendor wants it.
 * @param attempts so many have been made. @param retryAfter in seconds.
 */
export const pauseAfter = (attempts: number, retryAfter: number | undefined, random = Math.random): number =>
  Math.round((retryAfter ?? 0) * 1_000 + spread(vendorGrowth, attempts, random));

/** Milliseconds until something is stored that could not be. @param failures so many tries have failed. */
export const storePauseAfter = (failures: number, random = Math.random): number =>
  Math.round(spread(storeGrowth, failures, random));

/** Doubles each time, in the upper half, so that what failed together does not come back together. */
const spread = ({ first, last }: Growth, failures: number, random: () => number): number =>
  Math.min(last, first * 2 ** Math.min(failures - 1, 10)) * (0.5 + random() / 2);
