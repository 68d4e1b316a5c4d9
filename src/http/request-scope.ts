import { setMaxListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { CallScope } from '../domain/scope.js';

export interface OpenedScope {
  readonly scope: CallScope;
  /** From now on the scope ends, too, when the client hangs up before it has its answer. */
  readonly cancelWhenClientHangsUp: () => void;
}

/** Opens the scope of one request: it ends at its deadline. */
export function openScope(requestId: string, timeoutMs: number, response: ServerResponse): OpenedScope {
  const end = new AbortController();
  // Each vendor call of the request listens, and a list makes a hundred of them.
  setMaxListeners(0, end.signal);
  const timer = setTimeout(() => end.abort(), timeoutMs);
  let cancelOnClose = false;
  response.once('close', () => {
    clearTimeout(timer);
    if (cancelOnClose && !response.writableFinished) end.abort();
  });
  return {
    scope: { requestId, deadline: Date.now() + timeoutMs, signal: end.signal },
    cancelWhenClientHangsUp: () => {
      cancelOnClose = true;
      if (response.destroyed && !response.writableFinished) end.abort();
    },
  };
}
