import { setMaxListeners } from 'node:events';
import type { RequestCost } from '../domain/request-cost.js';
import type { CallScope } from '../domain/scope.js';
import type { Answer } from '../domain/sources.js';

/** A read that waits for flights. */
export interface Passenger<Value> {
  landed(flight: Flight<Value>): void;
}

/**
 * Keys on their way to the vendor together, and the reads that wait for them. It is the scope of its own call: the
 * request that opened it pays, and whoever joins may have more time than the first. Where each key flies alone, a
 * list makes a hundred of them, so what only some flights need is made when it is needed.
 */
export class Flight<Value> implements CallScope {
  readonly requestId: string;
  readonly cost: RequestCost;
  readonly fresh = true;
  deadline: number;
  readonly keys: string[] = [];
  readonly waiting = new Set<Passenger<Value>>();
  /** In the order of the keys, as soon as the flight has landed. */
  answers: readonly Answer<Value>[] | undefined;
  #forgotten: Set<string> | undefined;
  #end: AbortController | undefined;

  constructor(first: CallScope) {
    this.requestId = first.requestId;
    this.cost = first.cost;
    this.deadline = first.deadline;
  }

  get signal(): AbortSignal {
    return this.#controller().signal;
  }

  /** What it brings for this key is not to be kept. */
  forget(key: string): void {
    (this.#forgotten ??= new Set()).add(key);
  }

  isForgotten(key: string): boolean {
    return this.#forgotten?.has(key) ?? false;
  }

  /** Nobody waits any more. */
  abandon(reason: unknown): void {
    this.#controller().abort(reason);
  }

  land(answers: readonly Answer<Value>[]): void {
    this.answers = answers;
    for (const passenger of this.waiting) passenger.landed(this);
  }

  #controller(): AbortController {
    if (this.#end) return this.#end;
    this.#end = new AbortController();
    // Where there is no batch after all, each key is a call that listens.
    if (this.keys.length > 1) setMaxListeners(0, this.#end.signal);
    return this.#end;
  }
}
