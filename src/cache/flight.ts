import { setMaxListeners } from 'node:events';
import type { RequestCost } from '../domain/request-cost.js';
import type { CallScope } from '../domain/scope.js';
import type { Answer } from '../domain/sources.js';

/** A read that waits for flights. */
export interface Passenger<Value> {
  /** @param answers in the order of the flight's keys. */
  landed(flight: Flight<Value>, answers: readonly Answer<Value>[]): void;
}

/** Controllers that are kept for the next flights; a burst of more than that makes its own. */
const sparesKept = 256;

/**
 * Keys on their way to the vendor together, and the reads that wait for them. It is the scope of its own call. Where
 * each key flies alone, a list makes a hundred of them: what only some flights need is made when it is needed.
 */
export class Flight<Value> implements CallScope {
  readonly requestId: string;
  readonly cost: RequestCost;
  readonly fresh = true;
  deadline: number;
  readonly keys: string[] = [];
  readonly waiting = new Set<Passenger<Value>>();
  /** Whether the vendor may have been asked already. */
  hasDeparted = false;
  #forgotten: Set<string> | undefined;
  #end: AbortController | undefined;

  /**
   * @param first opened it, and pays for the call.
   * @param spares of flights that have landed: making one costs more than all else of a flight.
   */
  constructor(
    first: CallScope,
    private readonly spares: AbortController[],
  ) {
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
    if (this.hasDeparted) this.#controller().abort(reason);
  }

  land(answers: readonly Answer<Value>[]): void {
    this.#arrive(answers);
    // Whatever was asked has answered: nobody listens to it any more, and nobody can leave.
    if (this.#end && !this.#end.signal.aborted && this.spares.length < sparesKept) this.spares.push(this.#end);
  }

  /** Something may still be under way, and listen. */
  fail(error: unknown): void {
    const failure = error instanceof Error ? error : new Error('A read failed.', { cause: error });
    this.#arrive(this.keys.map(() => failure));
  }

  /**
   * Hands the answers out and keeps nothing of them: a long-lived Map leaves its outgrown tables behind, each with a
   * link to the next, and one of them that has grown old would keep the records of every flight since.
   */
  #arrive(answers: readonly Answer<Value>[]): void {
    for (const passenger of this.waiting) passenger.landed(this, answers);
    this.waiting.clear();
  }

  #controller(): AbortController {
    if (this.#end) return this.#end;
    this.#end = this.spares.pop() ?? new AbortController();
    // Where there is no batch after all, each key is a call that listens.
    if (this.keys.length > 1) setMaxListeners(0, this.#end.signal);
    return this.#end;
  }
}
