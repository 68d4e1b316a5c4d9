import { setMaxListeners } from 'node:events';
import { RequestCost } from '../../src/domain/request-cost.js';
import type { CallScope } from '../../src/domain/scope.js';

/** A scope for calling a source directly: nobody hangs up, and there is time enough unless told otherwise. */
export function callScope(milliseconds = 10_000): CallScope {
  const signal = AbortSignal.timeout(milliseconds);
  // Each vendor call of a request listens, and a list makes a hundred of them.
  setMaxListeners(0, signal);
  return {
    requestId: 'test-request',
    deadline: Date.now() + milliseconds,
    signal,
    fresh: false,
    cost: new RequestCost(),
  };
}
