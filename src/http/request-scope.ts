import { setMaxListeners } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
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

export interface OpenedScope {
  readonly scope: CallScope;
  /** From now on the scope ends, too, when every client that waits for it has hung up. */
  readonly cancelWhenClientHangsUp: () => void;
  /** Stops the clock once the operation has ended. */
  readonly close: () => void;
}

/** A caller's own time for the operation, in milliseconds; it can only shorten the configured one. */
export const timeoutHeader = 'x-peoplegraph-timeout-ms';

/** The reserve never takes more than this share of a short operation. */
const largestReserve = 0.2;

/** Opens the scope of one request: it ends a reserve before its deadline. @throws BAD_USER_INPUT for a bad header. */
export function openScope(
  requestId: string,
  headers: IncomingHttpHeaders,
  fresh: boolean,
  times: OperationTimes,
  audience: Audience,
): OpenedScope {
  const timeout = Math.min(times.timeoutMs, askedTimeout(headers) ?? Infinity);
  const available = timeout - Math.min(times.reserveMs, timeout * largestReserve);
  const end = new AbortController();
  // Each vendor call of the request listens, and a list makes a hundred of them.
  setMaxListeners(0, end.signal);
  const timer = setTimeout(() => end.abort(new DeadlinePassed()), available);
  return {
    scope: {
      requestId,
      deadline: Date.now() + available,
      signal: end.signal,
      fresh,
      cost: new RequestCost(),
    },
    cancelWhenClientHangsUp: () => audience.whenLeft(() => end.abort()),
    close: () => clearTimeout(timer),
  };
}

function askedTimeout(headers: IncomingHttpHeaders): number | undefined {
  const text = headers[timeoutHeader];
  if (text === undefined) return undefined;
  if (typeof text === 'string' && /^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw refusalOf(new InputError(`The header ${timeoutHeader} must be a whole number of milliseconds above zero.`));
}
