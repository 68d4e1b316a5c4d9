import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../src/domain/clock.js';
import { deferred, type Deferred } from './deferred.js';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** A clock that stands still until the test moves it. Timers of Node and of libraries are not its business. */
export class TestClock implements Clock {
  /** Each sleep that was begun, in milliseconds, in order. */
  readonly slept: number[] = [];
  readonly #sleepers = new Set<Sleeper>();
  #nextSleep: Deferred<number> | undefined;
  #now = Date.UTC(2026, 0, 15, 9);

  /** @param skipsSleeps whoever sleeps goes on at once, and the clock moves on by as much. */
  constructor(private readonly skipsSleeps = false) {}

  readonly now = (): number => this.#now;

  async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.slept.push(milliseconds);
    this.#nextSleep?.resolve(milliseconds);
    this.#nextSleep = undefined;
    if (this.skipsSleeps) {
      this.#now += milliseconds;
      return;
    }
    const woken = deferred();
    const sleeper = { until: this.#now + milliseconds, wake: () => woken.resolve() };
    const abort = (): void => woken.reject(signal.reason as Error);
    this.#sleepers.add(sleeper);
    signal.addEventListener('abort', abort, { once: true });
    try {
      await woken.promise;
    } finally {
      this.#sleepers.delete(sleeper);
      signal.removeEventListener('abort', abort);
    }
  }

  /** How long the next sleep is that begins. */
  nextSleep(): Promise<number> {
    return (this.#nextSleep ??= deferred<number>()).promise;
  }

  /** Moves on, waking whoever's time comes in its order and letting it work before the next one. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      await turn();
      const [next] = [...this.#sleepers].sort((one, other) => one.until - other.until);
      if (!next || next.until > end) break;
      this.#now = Math.max(this.#now, next.until);
      this.#sleepers.delete(next);
      next.wake();
    }
    this.#now = end;
  }

  /** Makes `Date.now` show this time, for libraries that ask it. @returns what puts the real one back. */
  becomeDate(): () => void {
    const real = Date.now;
    Date.now = this.now;
    return () => {
      Date.now = real;
    };
  }
}

/** Lets `Date.now` run ahead of the real time, for a whole server: what it sleeps is real all the same. */
export function dateAhead() {
  const real = Date.now;
  let ahead = 0;
  Date.now = () => real() + ahead;
  return {
    advance: (milliseconds: number): void => void (ahead += milliseconds),
    restore: (): void => {
      Date.now = real;
    },
  };
}
