import type { TypedDocument } from './typed-document.js';

/** The `fetch` of the platform, or one that does the same. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

type HeaderValues = Readonly<Record<string, string>>;

export interface ClientOptions {
  /** The address of the service, with `/graphql`. */
  readonly url: string | URL;
  /** A key of the service, sent as `Authorization: Bearer <key>`. */
  readonly apiKey?: string | undefined;
  /** More headers, or a function that is asked for them before each request, such as for a token that changes. */
  readonly headers?: HeaderValues | (() => HeaderValues | Promise<HeaderValues>) | undefined;
  /** What sends the requests. The platform's `fetch`, where it is left out. */
  readonly fetch?: Fetch | undefined;
  /** How long a call may take with all its repeats, in milliseconds. 30,000, where it is left out. */
  readonly timeoutMs?: number | undefined;
  /** How often a call that failed is repeated where a repeat is harmless. 3, where it is left out. */
  readonly retries?: number | undefined;
  /**
   * The longest pause before the first repeat, in milliseconds. It doubles with each repeat; the pause is a random part
   * of it, and longer where the service says so. 200, where it is left out.
   */
  readonly retryDelayMs?: number | undefined;
}

/** What one call does otherwise than the client. */
export interface CallOptions {
  /** Ends the call: its promise is rejected with the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
  readonly retries?: number | undefined;
}

export interface CallSettings {
  readonly timeoutMs: number;
  readonly retries: number;
  readonly retryDelayMs: number;
}

const defaults: CallSettings = { timeoutMs: 30_000, retries: 3, retryDelayMs: 200 };

/** A timer takes no more: about 24 days. */
const longestTimeout = 2 ** 31 - 1;

/** A fragment on the type of a record: which of its fields to answer. */
export type Fields<Selection> = TypedDocument<Selection, never>;

/** How to ask for records by key. What is asked for within one tick shares requests, and with them their time. */
export interface LookupOptions<Selection> {
  /** A fragment that names the fields to answer; generated ones bring their type. All plain fields, where it is left out. */
  readonly fields?: Fields<Selection> | undefined;
  /** Ends the call. The request goes on as long as somebody else waits for it. */
  readonly signal?: AbortSignal | undefined;
}

/** How a list is read. */
export interface ListOptions extends CallOptions {
  /** How many records one request answers, 1 to 100. 100, where it is left out. */
  readonly pageSize?: number | undefined;
  /** Begin behind this cursor: an `endCursor` of the same list. */
  readonly after?: string | undefined;
}

/** @throws RangeError for a number that means nothing. */
export function settingsOf(
  options: Partial<Record<keyof CallSettings, number | undefined>>,
  base = defaults,
): CallSettings {
  const read = (name: keyof CallSettings, smallest: number): number => {
    const value = options[name] ?? base[name];
    if (!Number.isFinite(value) || value < smallest || value > longestTimeout) {
      throw new RangeError(`${name} must be a number from ${smallest} to ${longestTimeout}, not ${value}.`);
    }
    return value;
  };
  return { timeoutMs: read('timeoutMs', 1), retries: read('retries', 0), retryDelayMs: read('retryDelayMs', 0) };
}
