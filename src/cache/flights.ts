import { setMaxListeners } from 'node:events';
import type { CallScope } from '../domain/scope.js';
import type { Answer } from '../domain/sources.js';
import type { Vendor } from '../domain/vendor.js';
import { outOfTime } from '../errors.js';

export interface FlightOptions<Value> {
  readonly vendor: Vendor;
  /** Reads many keys from the vendor, in their order. */
  readonly fetch: (keys: readonly string[], scope: CallScope) => Promise<Answer<Value>[]>;
  /**
   * Where one call takes several keys: how many at the most, and how long keys may wait for each other, in
   * milliseconds. Otherwise each key flies alone, so that none waits for the slowest.
   */
  readonly batch: { readonly largest: number; readonly window: number } | undefined;
  /** Told of each good answer, unless the record was forgotten meanwhile. */
  readonly onAnswer: (key: string, value: Value | null) => void;
}

type Landed<Value> = (flight: Flight<Value>) => void;

/** Keys on their way to the vendor together, and the reads that wait for them. */
interface Flight<Value> {
  readonly keys: string[];
  readonly forgotten: Set<string>;
  readonly abort: AbortController;
  readonly first: CallScope;
  readonly waiting: Set<Landed<Value>>;
  deadline: number;
  /** In the order of the keys, as soon as the flight has landed. */
  answers: readonly Answer<Value>[] | undefined;
}

interface Seat<Value> {
  readonly flight: Flight<Value>;
  readonly number: number;
}

/**
 * Reads that are under way, shared by all requests: a key that somebody is fetching already is not fetched
 * again, and keys that are wanted at the same time travel together. An idle vendor is asked at once; while it
 * is busy, keys gather until a call comes back, the next call is full, or the window is over.
 */
export class Flights<Value> {
  readonly #seats = new Map<string, Seat<Value>>();
  #gathering: Flight<Value> | undefined;
  #flying = 0;

  constructor(private readonly options: FlightOptions<Value>) {}

  /**
   * @param keys distinct.
   * @returns in the order of the keys; DEADLINE_EXCEEDED for those that had not arrived when the scope ended.
   */
  read(keys: readonly string[], scope: CallScope): Promise<Answer<Value>[]> {
    const { vendor } = this.options;
    const { signal } = scope;
    if (signal.aborted) return Promise.resolve(keys.map(() => outOfTime(vendor)));
    let shared = 0;
    const seats = keys.map((key) => {
      const taken = this.#seats.get(key);
      if (taken) shared += 1;
      return taken ?? this.#board(key, scope);
    });
    if (shared > 0) scope.cost.add(vendor, 'coalescedKeys', shared);
    const awaited = new Set(seats.map(({ flight }) => flight));

    // One listener and one promise for the whole read: a list has a hundred flights.
    return new Promise((resolve) => {
      const finish = (): void => {
        signal.removeEventListener('abort', leave);
        resolve(
          seats.map(({ flight, number }) => (flight.answers ? (flight.answers[number] ?? null) : outOfTime(vendor))),
        );
      };
      const landed = (flight: Flight<Value>): void => {
        awaited.delete(flight);
        if (awaited.size === 0) finish();
      };
      const leave = (): void => {
        for (const flight of awaited) this.#leave(flight, landed, signal.reason);
        finish();
      };
      for (const flight of awaited) {
        flight.waiting.add(landed);
        // Whoever joins may have more time than the first.
        flight.deadline = Math.max(flight.deadline, scope.deadline);
      }
      signal.addEventListener('abort', leave, { once: true });
      if (awaited.size === 0) finish();
    });
  }

  /** What is under way for this key may have seen what was there before a write: the next read starts anew. */
  forget(key: string): void {
    const flight = this.#seats.get(key)?.flight;
    // What has not departed will see what the write left.
    if (!flight || flight === this.#gathering) return;
    flight.forgotten.add(key);
    this.#seats.delete(key);
  }

  forgetAll(): void {
    for (const key of this.#seats.keys()) this.forget(key);
  }

  #board(key: string, scope: CallScope): Seat<Value> {
    const flight = (this.#gathering ??= this.#open(scope));
    const seat = { flight, number: flight.keys.push(key) - 1 };
    this.#seats.set(key, seat);
    if (flight.keys.length >= (this.options.batch?.largest ?? 1)) this.#depart(flight);
    return seat;
  }

  #open(first: CallScope): Flight<Value> {
    const { batch } = this.options;
    const abort = new AbortController();
    const flight: Flight<Value> = {
      keys: [],
      forgotten: new Set(),
      abort,
      first,
      waiting: new Set(),
      deadline: first.deadline,
      answers: undefined,
    };
    if (!batch) return flight;
    // Where there is no batch after all, each key is a call that listens.
    setMaxListeners(0, abort.signal);
    if (this.#flying > 0) setTimeout(() => this.#depart(flight), batch.window).unref();
    else queueMicrotask(() => this.#depart(flight));
    return flight;
  }

  #depart(flight: Flight<Value>): void {
    if (this.#gathering !== flight) return;
    this.#gathering = undefined;
    void this.#fly(flight);
  }

  async #fly(flight: Flight<Value>): Promise<void> {
    const { vendor, fetch, batch, onAnswer } = this.options;
    const { keys, forgotten, abort, first } = flight;
    this.#flying += 1;
    if (batch && keys.length > 1) first.cost.add(vendor, 'batches');
    const scope: CallScope = {
      requestId: first.requestId,
      cost: first.cost,
      fresh: true,
      signal: abort.signal,
      get deadline() {
        return flight.deadline;
      },
    };
    try {
      const answers = await fetch(keys, scope);
      keys.forEach((key, number) => {
        const answer = answers[number] ?? null;
        if (!(answer instanceof Error) && !forgotten.has(key)) onAnswer(key, answer);
      });
      flight.answers = answers;
    } catch (error) {
      const failure = error instanceof Error ? error : new Error('A read failed.', { cause: error });
      flight.answers = keys.map(() => failure);
    }
    this.#flying -= 1;
    this.#vacate(flight);
    if (this.#gathering) this.#depart(this.#gathering);
    for (const landed of flight.waiting) landed(flight);
  }

  /** When nobody waits any more, the call itself is ended, or never made. */
  #leave(flight: Flight<Value>, landed: Landed<Value>, reason: unknown): void {
    flight.waiting.delete(landed);
    if (flight.waiting.size > 0) return;
    this.#vacate(flight);
    if (this.#gathering === flight) this.#gathering = undefined;
    flight.abort.abort(reason);
  }

  #vacate(flight: Flight<Value>): void {
    for (const key of flight.keys) if (this.#seats.get(key)?.flight === flight) this.#seats.delete(key);
  }
}
