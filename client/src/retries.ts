import { ClientTimeoutError, PeoplegraphError } from './error.js';
import type { CallSettings } from './options.js';

export interface RetryOptions extends CallSettings {
  readonly signal?: AbortSignal | undefined;
  /** Whether a repeat is harmless. */
  readonly isRepeatable: boolean;
  readonly idempotencyKey?: string | undefined;
}

/** What tests put in the place of chance and of waiting. */
export interface Pacing {
  /** From 0 up to 1. */
  random(): number;
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The longest pause that the client makes without being told to, in milliseconds. */
const longestPause = 10_000;

/**
 * Makes attempts until one succeeds, fails for good, or the time is over. An attempt says by a retryable
 * `PeoplegraphError` that another one makes sense.
 */
export async function withRetries<Value>(
  attempt: (signal: AbortSignal) => Promise<Value>,
  options: RetryOptions,
  pacing: Pacing = realPacing,
): Promise<Value> {
  const { timeoutMs, retries, retryDelayMs, isRepeatable, idempotencyKey } = options;
  const deadline = Date.now() + timeoutMs;
  const { signal, close } = limited(options);
  try {
    for (let repeats = 0; ; repeats += 1) {
      try {
        return await raced(attempt(signal), signal);
      } catch (thrown) {
        signal.throwIfAborted();
        if (!(thrown instanceof PeoplegraphError)) throw thrown;
        const error = idempotencyKey === undefined ? thrown : thrown.with({ idempotencyKey });
        if (!isRepeatable || !error.retryable || repeats >= retries) throw error;
        const backoff = pacing.random() * Math.min(retryDelayMs * 2 ** repeats, longestPause);
        const pause = Math.max(backoff, (error.retryAfter ?? 0) * 1000);
        // What would only be told later can be told now.
        if (Date.now() + pause >= deadline) throw error;
        await pacing.pause(pause, signal);
      }
    }
  } finally {
    close();
  }
}

/** A signal that ends with the caller's, and when the time is over. */
function limited({ signal, timeoutMs, idempotencyKey }: RetryOptions): { signal: AbortSignal; close: () => void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort(signal?.reason);
  const timer = setTimeout(() => {
    controller.abort(
      new ClientTimeoutError(`The call was not done within ${timeoutMs} ms.`, {
        code: 'CLIENT_TIMEOUT',
        retryable: true,
        idempotencyKey,
      }),
    );
  }, timeoutMs);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  const close = (): void => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  };
  return { signal: controller.signal, close };
}

/** Ends with the signal, also where a `fetch` of the caller's does not listen to it. */
function raced<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- The reason is the caller's.
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

const realPacing: Pacing = {
  random: Math.random,
  async pause(milliseconds, signal) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const waited = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
    try {
      await raced(waited, signal);
    } finally {
      clearTimeout(timer);
    }
  },
};
