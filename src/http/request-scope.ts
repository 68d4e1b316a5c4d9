import { setMaxListeners } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { KeptReads } from '../domain/kept-reads.js';
import { RequestCost } from '../domain/request-cost.js';
import { type CallScope, DeadlinePassed } from '../domain/scope.js';
import { InputError } from '../errors.js';
import { refusalOf } from '../graphql/refusal.js';
import type { Audience } from './audience.js';

/** How long an operation may take, in milliseconds. */
export interface OperationTimes {
  readonly timeoutMs: number;
  /** What is kept back of it, so that the answer without the slow vendor still arrives in time. */
  readonly reserveMs: number;
}

/** A caller's own time for the operation, in milliseconds; it can only shorten the configured one. */
export const timeoutHeader = 'x-peoplegraph-timeout-ms';

/** The reserve never takes more than this share of a short operation. */
const largestReserve = 0.2;

/**
 * The scope of one operation: it ends a reserve before the operation's deadline. The clock and the signal are made when
 * the signal is first asked for: an operation that asks no vendor needs neither.
 */
export class OperationScope implements CallScope {
  readonly cost = new RequestCost();
  readonly kept = new KeptReads();
  readonly deadline: number;
  #end: AbortController | undefined;
  #timer: NodeJS.Timeout | undefined;
  #endsWithAudience = false;
  #isClosed = false;

  /** @throws BAD_USER_INPUT for a bad header. */
  constructor(
    readonly requestId: string,
    headers: IncomingHttpHeaders,
    readonly fresh: boolean,
    times: OperationTimes,
    private readonly audience: Audience,
  ) {
    this.deadline = Date.now() + timeForVendors(headers, times);
  }

  get signal(): AbortSignal {
    return (this.#end ?? this.#begin()).signal;
  }

  /** From now on the scope ends, too, when every client that waits for it has hung up. */
  cancelWhenClientHangsUp(): void {
    if (this.#endsWithAudience) return;
    this.#endsWithAudience = true;
    if (this.#end) this.#endWithAudience(this.#end);
  }

  /** Stops the clock once the operation has ended. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #begin(): AbortController {
    const end = new AbortController();
    this.#end = end;
    // Each vendor call of the request listens, and a list makes a hundred of them.
    setMaxListeners(0, end.signal);
    if (this.#isClosed) return end;
    const remaining = this.deadline - Date.now();
    if (remaining > 0) this.#timer = setTimeout(() => end.abort(new DeadlinePassed()), remaining);
    else end.abort(new DeadlinePassed());
    if (this.#endsWithAudience) this.#endWithAudience(end);
    return end;
  }

  #endWithAudience(end: AbortController): void {
    this.audience.whenLeft(() => end.abort());
  }
}

/** How long an operation may wait for vendors, in milliseconds. @throws BAD_USER_INPUT for a bad header. */
export function timeForVendors(headers: IncomingHttpHeaders, { timeoutMs, reserveMs }: OperationTimes): number {
  const timeout = Math.min(timeoutMs, askedTimeout(headers) ?? Infinity);
  return timeout - Math.min(reserveMs, timeout * largestReserve);
}

function askedTimeout(headers: IncomingHttpHeaders): number | undefined {
  const text = headers[timeoutHeader];
  if (text === undefined) return undefined;
  if (typeof text === 'string' && /^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw refusalOf(new InputError(`The header ${timeoutHeader} must be a whole number of milliseconds above zero.`));
}
