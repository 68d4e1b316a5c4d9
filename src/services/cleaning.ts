import type { Clock } from '../domain/clock.js';
import { deleteAll } from './delete-all.js';

/** How often what ended long ago is deleted, in milliseconds. */
export const cleaningInterval = 60_000;

export interface CleaningOptions {
  /** What there is to delete at this time, in milliseconds since the epoch: each deletes some of a kind, and tells how many. */
  readonly deletions: (now: number) => readonly (() => Promise<number>)[];
  readonly onFailure: (error: unknown) => void;
  readonly clock: Clock;
  /** Ends it after the deletion under way; what is left then is found by the next one. */
  readonly signal: AbortSignal;
}

/** Deletes now and then what ended long ago, until nothing is left of it. */
export class Cleaning {
  #begunAt = 0;
  #work: Promise<void> | undefined;

  constructor(private readonly options: CleaningOptions) {}

  /** Begins where it is time, and no earlier one is at work: one that has a lot to do takes longer. @returns whether it was time. */
  poll(): boolean {
    const { clock, onFailure } = this.options;
    const now = clock.now();
    if (now - this.#begunAt < cleaningInterval) return false;
    this.#begunAt = now;
    this.#work ??= this.#clean(now)
      .catch(onFailure)
      .finally(() => (this.#work = undefined));
    return true;
  }

  /** Settles once nothing is being deleted. */
  async ended(): Promise<void> {
    await this.#work;
  }

  async #clean(now: number): Promise<void> {
    const { deletions, clock, signal } = this.options;
    for (const deleteSome of deletions(now)) await deleteAll(deleteSome, clock, signal);
  }
}
