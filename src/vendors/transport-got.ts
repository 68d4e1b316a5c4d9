import { AbortError, CancelError, got, type Method, RequestError, TimeoutError } from 'got';
import { ExchangeFailure, largestAnswer, type Transport, type TransportOptions } from './transport.js';

/** Exchanges through got. */
export function gotTransport({ baseUrl, timeoutMs, headers }: TransportOptions): Transport {
  const client = got.extend({
    headers,
    timeout: { request: timeoutMs },
    // Attempts are counted above, where the budget and the circuit breaker see each of them.
    retry: { limit: 0 },
    throwHttpErrors: false,
    // A redirect would carry the key to wherever it points.
    followRedirect: false,
    responseType: 'text',
  });

  return async ({ method, path, headers, body }, signal) => {
    const exchange = client(baseUrl + path, { method: method as Method, headers, body, signal });
    void exchange.on('downloadProgress', ({ transferred }) => {
      if (transferred > largestAnswer) exchange.cancel();
    });
    try {
      const { statusCode: status, headers, body: text } = await exchange;
      return { status, headers, text };
    } catch (error) {
      if (error instanceof CancelError) throw new ExchangeFailure('tooLarge');
      if (signal.aborted || error instanceof AbortError) throw new ExchangeFailure('aborted');
      if (error instanceof TimeoutError) throw new ExchangeFailure('timeout', error.code);
      if (error instanceof RequestError) throw new ExchangeFailure('broken', error.code);
      throw error;
    }
  };
}
