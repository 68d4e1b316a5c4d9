import { type Dispatcher, Pool } from 'undici';
import { decoded } from './content-encoding.js';
import {
  type Exchange,
  type Exchanged,
  ExchangeFailure,
  type FailureKind,
  largestAnswer,
  type Transport,
  type TransportOptions,
} from './transport.js';

interface UndiciOptions extends TransportOptions {
  /** As many as there are exchanges at once. */
  readonly connections: number;
}

/** Undici's own names for what everybody else calls so. */
const usualCodes: Readonly<Record<string, string>> = {
  UND_ERR_SOCKET: 'ECONNRESET',
  UND_ERR_CONNECT_TIMEOUT: 'ETIMEDOUT',
};

/** Exchanges through a pool of connections, at a fraction of what the other transport costs. */
export function undiciTransport({ baseUrl, connections, timeoutMs, headers }: UndiciOptions): Transport {
  // A vendor that compresses spends our time, too. One that does it all the same is understood.
  const common = { ...headers, 'accept-encoding': 'identity' };
  // The whole attempt has one timer of its own. A connection that nobody waits for any more is given up by the pool.
  const { origin, pathname } = new URL(baseUrl);
  const base = pathname === '/' ? '' : pathname;
  const pool = new Pool(origin, { connections, connectTimeout: timeoutMs, headersTimeout: 0, bodyTimeout: 0 });
  return (exchange, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) reject(new ExchangeFailure('aborted'));
      else new Reception(signal, timeoutMs, resolve, reject).begin(pool, base, common, exchange);
    });
}

/** One answer on its way. It settles once, and at once when it is ended, whatever the pool is doing. */
class Reception implements Dispatcher.DispatchHandler {
  readonly #timer: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #received = 0;
  #status = 0;
  #headers: Exchanged['headers'] = {};
  #controller: Dispatcher.DispatchController | undefined;
  #failure: ExchangeFailure | undefined;
  #isSettled = false;

  constructor(
    private readonly signal: AbortSignal,
    timeoutMs: number,
    private readonly resolve: (exchanged: Exchanged | Promise<Exchanged>) => void,
    private readonly reject: (failure: ExchangeFailure) => void,
  ) {
    const timeOut = (): void => this.#end('timeout', 'ETIMEDOUT');
    // After a long turn of the event loop an answer may be there already and only not be read yet: it goes first.
    this.#timer = setTimeout(() => setImmediate(timeOut), timeoutMs);
    signal.addEventListener('abort', this.#abort);
  }

  begin(pool: Pool, base: string, common: Record<string, string>, { method, path, headers, body }: Exchange): void {
    pool.dispatch({ method, path: base + path, headers: headers ? { ...common, ...headers } : common, body }, this);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // It was ended while it waited for a connection.
    if (this.#failure) controller.abort(this.#failure);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Exchanged['headers']): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#received += chunk.length;
    if (this.#received > largestAnswer) this.#end('tooLarge');
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (this.#isSettled) return;
    this.#settle();
    const status = this.#status;
    const headers = this.#headers;
    const bytes = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks);
    this.#chunks.length = 0;
    const encoding = headers['content-encoding'];
    if (encoding === undefined) this.resolve({ status, headers, text: bytes.toString() });
    else this.resolve(decoded(bytes, encoding).then((content) => ({ status, headers, text: content.toString() })));
  }

  onResponseError(_: Dispatcher.DispatchController | undefined, error: Error & { readonly code?: string }): void {
    // What is no HTTP has no code there.
    const { code = 'EPROTO' } = error;
    this.#end('broken', usualCodes[code] ?? code);
  }

  readonly #abort = (): void => this.#end('aborted');

  #end(kind: FailureKind, code?: string): void {
    if (this.#isSettled) return;
    this.#settle();
    const failure = (this.#failure = new ExchangeFailure(kind, code));
    this.#chunks.length = 0;
    this.reject(failure);
    // Closes the connection, where there is one.
    this.#controller?.abort(failure);
  }

  #settle(): void {
    this.#isSettled = true;
    clearTimeout(this.#timer);
    this.signal.removeEventListener('abort', this.#abort);
  }
}
