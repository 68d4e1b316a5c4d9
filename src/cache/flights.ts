import type { CallScope } from '../domain/scope.js';
import type { Answer } from '../domain/sources.js';
import type { Vendor } from '../domain/vendor.js';
import { outOfTime } from '../errors.js';
import { Flight, type Passenger } from './flight.js';

export interface FlightOptions<Value> {
  readonly vendor: Vendor;
  /** Reads many keys from the vendor, in their order. */
  readonly fetch: (keys: readonly string[], scope: CallScope) => Promise<Answer<Value>[]>;
  /**
   * Where one call takes several keys: how many at the most, and how long keys may wait for each other, in
   * milliseconds. Otherwise each key flies alone, so that none waits for the slowest.
   */
  readonly batch: { readonly largest: number; readonly window: number } | undefined;
  /** How many flights may be under way at once: the others wait as cheaply as can be, which a call does not. */
  readonly abreast: number;
  /** Told of each good answer, unless the record was forgotten meanwhile. */
  readonly onAnswer: (key: string, value: Value | null) => void;
}

/**
 * So many flights of a kind leave without waiting for others: half of the calls that may be under way to a vendor
 * unless an operator sets another number. Below that a call of its own costs nobody's turn, and waiting would only
 * cost time: a hundred requests a second with two calls of 20 ms each have four under way.
 */
export const flightsAtOnce = 8;

/**
 * Reads that are under way, shared by all requests: a key that somebody is fetching already is not fetched
 * again, and keys that are wanted at the same time travel together. A vendor that is not busy is asked at once;
 * while it is, keys gather until a call comes back, the next call is full, or the window is over.
 */
export class Flights<Value> {
  readonly #flights = new Map<string, Flight<Value>>();
  #gathering: Flight<Value> | undefined;
  /** What is to depart as soon as another has landed, in the order it came. */
  readonly #queue: Flight<Value>[] = [];
  /** Ends the gathering; kept to be cleared, as it would hold the flight and its records until then. */
  #window: NodeJS.Timeout | undefined;
  #flying = 0;
  readonly #spares: AbortController[] = [];

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
    /** Empty where the answer has arrived. */
    const flights = keys.map((key): Flight<Value> | undefined => {
      const taken = this.#flights.get(key);
      if (taken) shared += 1;
      return taken ?? this.#board(key, scope);
    });
    if (shared > 0) scope.cost.add(vendor, 'coalescedKeys', shared);

    // One listener and one promise for the whole read: a list has a hundred flights.
    return new Promise((resolve) => {
      const answers = new Array<Answer<Value>>(keys.length).fill(null);
      let awaited = 0;
      const finish = (): void => {
        signal.removeEventListener('abort', leave);
        resolve(answers);
      };
      const passenger: Passenger<Value> = {
        landed: (landed, arrived) => {
          // Keys have boarded in their order: nearly always the next one is the flight's next, too.
          let seat = 0;
          flights.forEach((flight, index) => {
            if (flight !== landed) return;
            const key = keys[index] as string;
            if (landed.keys[seat] !== key) seat = landed.keys.indexOf(key);
            answers[index] = arrived[seat] ?? null;
            seat += 1;
            flights[index] = undefined;
          });
          awaited -= 1;
          if (awaited === 0) finish();
        },
      };
      const leave = (): void => {
        flights.forEach((flight, index) => {
          if (!flight) return;
          answers[index] = outOfTime(vendor);
          this.#leave(flight, passenger, signal.reason);
        });
        finish();
      };
      for (const flight of flights) {
        if (!flight || flight.waiting.has(passenger)) continue;
        flight.waiting.add(passenger);
        awaited += 1;
        // Whoever joins may have more time than the first.
        if (scope.deadline > flight.deadline) flight.deadline = scope.deadline;
      }
      signal.addEventListener('abort', leave, { once: true });
      if (awaited === 0) finish();
    });
  }

  /** What is under way for this key may have seen what was there before a write: the next read starts anew. */
  forget(key: string): void {
    const flight = this.#flights.get(key);
    // What has not departed will see what the write left.
    if (!flight?.hasDeparted) return;
    flight.forget(key);
    this.#flights.delete(key);
  }

  forgetAll(): void {
    for (const key of this.#flights.keys()) this.forget(key);
  }

  #board(key: string, scope: CallScope): Flight<Value> {
    const flight = (this.#gathering ??= this.#open(scope));
    flight.keys.push(key);
    this.#flights.set(key, flight);
    if (flight.keys.length >= (this.options.batch?.largest ?? 1)) this.#depart(flight);
    return flight;
  }

  #open(first: CallScope): Flight<Value> {
    const { batch } = this.options;
    const flight = new Flight<Value>(first, this.#spares);
    if (!batch) return flight;
    if (this.#flying >= flightsAtOnce) this.#window = setTimeout(() => this.#depart(flight), batch.window).unref();
    else queueMicrotask(() => this.#depart(flight));
    return flight;
  }

  #depart(flight: Flight<Value>): void {
    if (this.#gathering !== flight) return;
    this.#gathering = undefined;
    clearTimeout(this.#window);
    if (this.#flying < this.options.abreast) void this.#fly(flight);
    else this.#queue.push(flight);
  }

  /** Lets go whoever waits for a call to come back. */
  #departNext(): void {
    let next = this.#queue.shift();
    // Of some everybody has left meanwhile.
    while (next?.waiting.size === 0) next = this.#queue.shift();
    if (next) void this.#fly(next);
    else if (this.#gathering) this.#depart(this.#gathering);
  }

  async #fly(flight: Flight<Value>): Promise<void> {
    this.#flying += 1;
    flight.hasDeparted = true;
    try {
      const answers = await this.#fetch(flight);
      this.#vacate(flight);
      flight.land(answers);
    } catch (error) {
      this.#vacate(flight);
      flight.fail(error);
    }
  }

  async #fetch(flight: Flight<Value>): Promise<Answer<Value>[]> {
    const { vendor, fetch, batch, onAnswer } = this.options;
    const { keys } = flight;
    try {
      if (batch && keys.length > 1) flight.cost.add(vendor, 'batches');
      const answers = await fetch(keys, flight);
      keys.forEach((key, number) => {
        const answer = answers[number] ?? null;
        if (!(answer instanceof Error) && !flight.isForgotten(key)) onAnswer(key, answer);
      });
      return answers;
    } finally {
      this.#flying -= 1;
      this.#departNext();
    }
  }

  /** When nobody waits any more, the call itself is ended, or never made. */
  #leave(flight: Flight<Value>, passenger: Passenger<Value>, reason: unknown): void {
    if (!flight.waiting.delete(passenger) || flight.waiting.size > 0) return;
    this.#vacate(flight);
    if (this.#gathering === flight) {
      this.#gathering = undefined;
      clearTimeout(this.#window);
    }
    flight.abandon(reason);
  }

  #vacate(flight: Flight<Value>): void {
    // A key that was forgotten may be on another flight by now.
    for (const key of flight.keys) if (!flight.isForgotten(key)) this.#flights.delete(key);
  }
}
