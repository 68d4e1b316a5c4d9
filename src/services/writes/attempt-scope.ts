import { setMaxListeners } from 'node:events';
import type { RequestCost } from '../../domain/request-cost.js';
import { type CallScope, DeadlinePassed } from '../../domain/scope.js';

export interface AttemptScopeOptions {
  readonly requestId: string;
  readonly cost: RequestCost;
  /** No vendor call is begun after it, in milliseconds since the epoch. */
  readonly deadline: number;
  /** How long a call may run past it, in milliseconds: cut off, nobody would know whether it took effect. */
  readonly grace: number;
  /** Aborts when the process has no time left. */
  readonly shutdown: AbortSignal;
}

/** The scope of one attempt at a delivery: it outlives the request, so that a write that has begun can end. */
export class AttemptScope implements CallScope {
  readonly fresh = false;
  readonly requestId: string;
  readonly cost: RequestCost;
  readonly deadline: number;
  readonly #end = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #shutdown: AbortSignal;
  readonly #abort = (): void => this.#end.abort(new DeadlinePassed());

  constructor({ requestId, cost, deadline, grace, shutdown }: AttemptScopeOptions) {
    this.requestId = requestId;
    this.cost = cost;
    this.deadline = deadline;
    this.#shutdown = shutdown;
    // Each vendor call of an attempt listens, and a bulk write makes a hundred of them.
    setMaxListeners(0, this.#end.signal);
    this.#timer = setTimeout(this.#abort, deadline + grace - Date.now());
    if (shutdown.aborted) this.#abort();
    else shutdown.addEventListener('abort', this.#abort, { once: true });
  }

  get signal(): AbortSignal {
    return this.#end.signal;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#shutdown.removeEventListener('abort', this.#abort);
  }
}
