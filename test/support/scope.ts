import type { CallScope } from '../../src/domain/scope.js';

/** A scope for calling a source directly: nobody hangs up, and there is time enough unless told otherwise. */
export function callScope(milliseconds = 10_000): CallScope {
  return {
    requestId: 'test-request',
    deadline: Date.now() + milliseconds,
    signal: AbortSignal.timeout(milliseconds),
  };
}
