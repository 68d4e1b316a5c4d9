import { NetworkError, UnexpectedAnswerError } from './error.js';
import { type RawError, ReceivedAnswer } from './received-answer.js';
import type { ClientOptions } from './options.js';

/** Statuses of a proxy or an overloaded server, after which a repeat may succeed. */
const passing: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** One request, one answer: what the network and HTTP can do wrong becomes an error here, without headers in it. */
export class Transport {
  readonly #url: string;
  readonly #headers: ClientOptions['headers'];
  readonly #authorization: Readonly<Record<string, string>>;
  readonly #fetch: NonNullable<ClientOptions['fetch']>;

  /** @throws TypeError for an address or a key that no request can be made with; the message holds neither. */
  constructor({ url, headers, apiKey, fetch = (...request) => globalThis.fetch(...request) }: ClientOptions) {
    const address = addressOf(url);
    if (address.username || address.password) throw new TypeError('The url must not hold a user name or a password.');
    // A platform's own message would repeat the key.
    if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey)) {
      throw new TypeError('The apiKey must be printable ASCII without spaces.');
    }
    this.#url = address.href;
    this.#headers = headers;
    this.#authorization = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
    this.#fetch = fetch;
  }

  /** @throws NetworkError, UnexpectedAnswerError, and the reason of the signal. */
  async ask(query: string, variables: unknown, signal: AbortSignal): Promise<ReceivedAnswer> {
    const accept = 'application/graphql-response+json, application/json';
    const response = await this.send(query, variables, accept, signal);
    return this.read(response, signal);
  }

  async read(response: Response, signal: AbortSignal): Promise<ReceivedAnswer> {
    let text: string;
    try {
      text = await response.text();
    } catch (error) {
      throw this.failureOf(error, signal);
    }
    return answerOf(response, text);
  }

  /** Sends a request and answers as soon as the head of the answer is there. */
  async send(query: string, variables: unknown, accept: string, signal: AbortSignal): Promise<Response> {
    const more = typeof this.#headers === 'function' ? await this.#headers() : this.#headers;
    const headers = headersOf({ accept, ...this.#authorization, ...more, 'content-type': 'application/json' });
    const body = JSON.stringify({ query, variables });
    signal.throwIfAborted();
    let response: Response;
    try {
      response = await this.#fetch(this.#url, {
        method: 'POST',
        headers,
        body,
        signal,
        // A redirect could carry the key to somebody else.
        redirect: 'manual',
      });
    } catch (error) {
      throw this.failureOf(error, signal);
    }
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      throw new UnexpectedAnswerError('The service redirects. Set the url that it redirects to.', {
        code: 'UNEXPECTED_ANSWER',
        retryable: false,
        status: response.status,
      });
    }
    return response;
  }

  /** Only the system's code of what was thrown is handed on: its message and its cause can hold the request. */
  failureOf(error: unknown, signal: AbortSignal): unknown {
    if (signal.aborted) return signal.reason;
    const { code } = ((error as { cause?: unknown } | null)?.cause ?? error ?? {}) as { code?: unknown };
    const reason = typeof code === 'string' && /^[A-Z_]+$/.test(code) ? ` (${code})` : '';
    return new NetworkError(`No answer from ${new URL(this.#url).origin}${reason}.`, {
      code: 'NETWORK_ERROR',
      retryable: true,
    });
  }
}

function headersOf(values: Readonly<Record<string, string>>): Headers {
  const headers = new Headers();
  try {
    // The last one counts, however its name is written.
    for (const [name, value] of Object.entries(values)) headers.set(name, value);
    return headers;
  } catch {
    // The platform's message would repeat the value.
    throw new TypeError('A header has a name or a value that HTTP does not allow.');
  }
}

function addressOf(url: string | URL): URL {
  // A page may name its own server by a path alone.
  const base = (globalThis as { location?: { href?: string } }).location?.href;
  try {
    return new URL(url, base);
  } catch {
    throw new TypeError('The url is not an address, such as https://people.example.com/graphql.');
  }
}

function answerOf(response: Response, text: string): ReceivedAnswer {
  const { status, headers } = response;
  const context = { status, requestId: headers.get('x-request-id') ?? undefined };
  const retryAfter = secondsOf(headers.get('retry-after'));
  const body = parsed(text);
  const data = isObject(body?.['data']) ? body['data'] : undefined;
  const errors = Array.isArray(body?.['errors']) ? (body['errors'] as RawError[]).filter(isObject) : [];
  if (data || errors.length > 0)
    return new ReceivedAnswer(data, errors, body?.['extensions'], { ...context, retryAfter });
  throw new UnexpectedAnswerError(`The answer is not one of Peoplegraph (HTTP ${status}).`, {
    code: 'UNEXPECTED_ANSWER',
    retryable: passing.has(status),
    retryAfter,
    ...context,
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

/** The header holds seconds or a date. */
function secondsOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}
