/** One exchange with a vendor, as it goes over the wire. */
export interface Exchange {
  readonly method: string;
  /** Below the base, with a slash in front and its query behind. */
  readonly path: string;
  /** Beside those that every exchange has; their names in lower case. */
  readonly headers: Readonly<Record<string, string>> | undefined;
  /** JSON text. */
  readonly body: string | undefined;
}

export interface Exchanged {
  readonly status: number;
  /** Their names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/**
 * Makes one attempt at an exchange, and resolves with an answer of any status: redirects are not followed and
 * nothing is repeated. It ends within the timeout, and with the signal: the connection is closed then.
 * Rejects with an `ExchangeFailure`.
 */
export type Transport = (exchange: Exchange, signal: AbortSignal) => Promise<Exchanged>;

/** What a transport is opened with. */
export interface TransportOptions {
  /** The base of every path, without a slash at its end. */
  readonly baseUrl: string;
  /** How long one attempt may take, in milliseconds, from the first look for a connection to the last byte. */
  readonly timeoutMs: number;
  /** Sent with every exchange; their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The largest answer that is read from a vendor, in bytes: 100 full records are far below it. */
export const largestAnswer = 16 * 1024 * 1024;

/**
 * Why there is no answer. `aborted`: its signal ended it. `broken`: there was no connection, or what came over it
 * was no HTTP.
 */
export type FailureKind = 'aborted' | 'timeout' | 'tooLarge' | 'broken';

/** The clients' own errors carry the request with its headers: only their code goes on, never the error itself. */
export class ExchangeFailure extends Error {
  override readonly name = 'ExchangeFailure';

  /** @param code such as `ECONNREFUSED`. */
  constructor(
    readonly kind: FailureKind,
    readonly code?: string,
  ) {
    super('The exchange came to nothing.');
  }
}
