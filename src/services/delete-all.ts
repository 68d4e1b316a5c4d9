import type { Clock } from '../domain/clock.js';

/** Between two deletions, in milliseconds: the store has other things to do. */
const rest = 100;

/**
 * Deletes until nothing is left.
 * @param deleteSome Deletes so few at once that nobody has to wait for it. @returns how many.
 * @param signal Ends it after the deletion under way; what is left then is found by the next one.
 */
export async function deleteAll(deleteSome: () => Promise<number>, clock: Clock, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await deleteSome()) > 0) await clock.sleep(rest, signal).catch(() => undefined);
}
