import { AbortError, type Got, got, RequestError, TimeoutError } from 'got';
import PQueue from 'p-queue';
import type { Logger } from 'pino';
import type { CallScope } from '../domain/scope.js';
import { type Vendor, vendorNames } from '../domain/vendor.js';
import { badResponse, ErrorCode, VendorError } from '../errors.js';

/** The largest answer that is read from a vendor, in bytes: 100 full records are far below it. */
const largestAnswer = 16 * 1024 * 1024;

interface VendorHttpOptions {
  readonly vendor: Vendor;
  /** The base of every path, without a slash at its end. */
  readonly baseUrl: string;
  /** Sent with every call; holds the key. */
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly concurrency: number;
  readonly logger: Logger;
}

export interface VendorRequest {
  /** Names the call in logs, such as `contacts.get`: paths hold phone numbers and are never logged. */
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base, with a slash in front, its parts encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether sending it twice does no more than sending it once. GET always is; for others the vendor's contract says. */
  readonly repeatable?: boolean;
  /** `ignored` where the contract promises nothing about the body of a success: it is not read then. Default: `json`. */
  readonly answer?: 'json' | 'ignored';
}

export interface VendorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The parsed JSON; undefined where the answer is empty, or is an error that is not JSON. */
  readonly body: unknown;
  /** What was asked. */
  readonly request: VendorRequest;
}

/**
 * One vendor over HTTP: the only place that knows the HTTP client. It answers with whatever status the
 * vendor sent, since what a status means is the vendor's own; what never became an answer is a
 * `VendorError` with code VENDOR_TIMEOUT, VENDOR_UNAVAILABLE, VENDOR_BAD_RESPONSE or DEADLINE_EXCEEDED.
 */
export class VendorHttp {
  readonly #client: Got;
  readonly #queue: PQueue;

  constructor(private readonly options: VendorHttpOptions) {
    this.#queue = new PQueue({ concurrency: options.concurrency });
    this.#client = got.extend({
      headers: { accept: 'application/json', 'user-agent': 'peoplegraph', ...options.headers },
      timeout: { request: options.timeoutMs },
      retry: { limit: 0 },
      throwHttpErrors: false,
      // A redirect would carry the key to wherever it points.
      followRedirect: false,
      responseType: 'text',
    });
  }

  async send(request: VendorRequest, scope: CallScope): Promise<VendorAnswer> {
    try {
      return await this.#queue.add(() => this.#exchange(request, scope), { signal: scope.signal });
    } catch (error) {
      throw error instanceof VendorError ? error : this.#failure(request, scope, error);
    }
  }

  async #exchange(request: VendorRequest, scope: CallScope): Promise<VendorAnswer> {
    const started = performance.now();
    const tooLarge = new AbortController();
    const exchange = this.#client(this.options.baseUrl + request.path, {
      method: request.method,
      searchParams: request.query,
      json: request.json,
      headers: request.headers,
      signal: AbortSignal.any([scope.signal, tooLarge.signal]),
    });
    void exchange.on('downloadProgress', ({ transferred }) => {
      if (transferred > largestAnswer) tooLarge.abort();
    });
    try {
      const { statusCode: status, headers, body: text } = await exchange;
      this.#log(request, scope, { status, milliseconds: Math.round(performance.now() - started) });
      if (status >= 300 && status < 400) throw this.#badResponse('a redirect');
      return { status, headers, body: this.#parse(request, status, text), request };
    } catch (error) {
      if (tooLarge.signal.aborted) throw this.#badResponse('an answer larger than 16 MiB');
      throw error;
    }
  }

  #parse(request: VendorRequest, status: number, text: string): unknown {
    if (text.trim() === '') return undefined;
    if (status < 300 && request.answer === 'ignored') return undefined;
    try {
      return JSON.parse(text) as unknown;
    } catch {
      if (status >= 400) return undefined;
      throw this.#badResponse('a body that is not JSON');
    }
  }

  /** Got's errors carry the request with its headers: only their code goes on, never the error itself. */
  #failure(request: VendorRequest, scope: CallScope, error: unknown): VendorError {
    const { vendor, timeoutMs } = this.options;
    const name = vendorNames[vendor];
    const { retryable, advice } = repetition(request);
    const reason = error instanceof RequestError ? error.code : 'UNKNOWN';
    this.#log(request, scope, { failure: reason });
    if (scope.signal.aborted || error instanceof AbortError) {
      const message = `The time for the operation ran out while waiting for ${name}. ${advice}`;
      return new VendorError(vendor, ErrorCode.DEADLINE_EXCEEDED, message, { retryable });
    }
    if (error instanceof TimeoutError) {
      const message = `${name} did not answer within ${timeoutMs} ms. ${advice}`;
      return new VendorError(vendor, ErrorCode.VENDOR_TIMEOUT, message, { retryable });
    }
    if (error instanceof RequestError) {
      const message = `${name} could not be reached (${reason}). ${advice}`;
      return new VendorError(vendor, ErrorCode.VENDOR_UNAVAILABLE, message, { retryable });
    }
    throw error;
  }

  #badResponse(detail: string): VendorError {
    return badResponse(this.options.vendor, detail);
  }

  #log(request: VendorRequest, scope: CallScope, outcome: Record<string, unknown>): void {
    const { logger, vendor } = this.options;
    logger.debug({ requestId: scope.requestId, vendor, operation: request.operation, ...outcome }, 'vendor call');
  }
}

/**
 * The error for a status that the vendor's contract gives no meaning of its own.
 * A vendor that uses a status in its own way looks at it before it comes here.
 */
export function errorForStatus(vendor: Vendor, answer: VendorAnswer): VendorError {
  const { status } = answer;
  const name = vendorNames[vendor];
  const { retryable, advice } = repetition(answer.request);
  if (status === 401) {
    const message = `${name} does not accept the key of this server. An operator has to correct it.`;
    return new VendorError(vendor, ErrorCode.VENDOR_UNAUTHORIZED, message);
  }
  if (status === 403) {
    const message = `The key of this server may not do this at ${name}. An operator has to widen its rights.`;
    return new VendorError(vendor, ErrorCode.VENDOR_FORBIDDEN, message);
  }
  if (status === 429) return rateLimited(vendor, answer);
  if (status === 408 || status === 504) {
    const message = `${name} answered that it ran out of time (${status}). ${advice}`;
    return new VendorError(vendor, ErrorCode.VENDOR_TIMEOUT, message, { retryable });
  }
  if (status >= 500) {
    const message = `${name} is out of order (${status}). ${advice}`;
    const seconds = retryAfterHeader(answer);
    return new VendorError(vendor, ErrorCode.VENDOR_UNAVAILABLE, message, { retryable, retryAfter: seconds });
  }
  if (status >= 400 && status !== 404 && status !== 405) {
    return new VendorError(vendor, ErrorCode.VENDOR_REJECTED, `${name} refused the request (${status}).`);
  }
  return badResponse(vendor, `status ${status}`);
}

/** Whether an exchange without a clear answer may be repeated as it is, and what its caller should know. */
function repetition({ method, repeatable }: VendorRequest): { retryable: boolean; advice: string } {
  if (method === 'GET') return { retryable: true, advice: 'Try again later.' };
  return {
    retryable: repeatable ?? false,
    advice: 'The write may or may not have taken effect: check before you repeat it.',
  };
}

/** The vendor's quota is used up. */
export function rateLimited(vendor: Vendor, answer: VendorAnswer): VendorError {
  const seconds = retryAfter(answer);
  const when = seconds === undefined ? 'later' : `in ${seconds} s`;
  return new VendorError(
    vendor,
    ErrorCode.VENDOR_RATE_LIMITED,
    `The quota of requests to ${vendorNames[vendor]} is used up. Try again ${when}.`,
    { retryAfter: seconds },
  );
}

/** Seconds until the quota is back, from `Retry-After` or else `X-RateLimit-Reset` (Unix seconds); undefined where neither says. */
export function retryAfter(answer: VendorAnswer, now = Date.now()): number | undefined {
  const header = retryAfterHeader(answer, now);
  if (header !== undefined) return header;
  const reset = Number(answer.headers['x-ratelimit-reset']);
  if (!Number.isFinite(reset) || reset <= 0) return undefined;
  return Math.max(0, Math.ceil(reset - now / 1000));
}

function retryAfterHeader(answer: VendorAnswer, now = Date.now()): number | undefined {
  const header = answer.headers['retry-after'];
  if (typeof header !== 'string') return undefined;
  if (/^\d+$/.test(header)) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}
