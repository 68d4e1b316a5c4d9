import { type Vendor, vendorNames } from '../domain/vendor.js';
import type { QuotaReading } from './rate-budget.js';
import { badResponse, ErrorCode, VendorError } from '../errors.js';

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
  /** Whether it only looks, and changes nothing. GET always does; for others the vendor's contract says. */
  readonly readOnly?: boolean;
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
  if (status === 429) return rateLimited(vendor, retryAfter(answer));
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

export const isRead = ({ method, readOnly }: VendorRequest): boolean => method === 'GET' || readOnly === true;

/** Whether an exchange without a clear answer may be repeated as it is, and what its caller should know. */
export function repetition(request: VendorRequest): { retryable: boolean; advice: string } {
  if (isRead(request)) return { retryable: true, advice: 'Try again later.' };
  return {
    retryable: request.repeatable ?? false,
    advice: 'The write may or may not have taken effect: check before you repeat it.',
  };
}

/** The vendor's quota is used up. @param seconds until it is back, where anybody knows. */
export function rateLimited(vendor: Vendor, seconds: number | undefined): VendorError {
  const when = seconds === undefined ? 'later' : `in ${seconds} s`;
  const message = `The quota of requests to ${vendorNames[vendor]} is used up. Try again ${when}.`;
  return new VendorError(vendor, ErrorCode.VENDOR_RATE_LIMITED, message, { retryAfter: seconds });
}

/** What the headers say of the vendor's quota. */
export function quotaReading({ headers }: VendorAnswer): QuotaReading {
  const reset = numberOf(headers['x-ratelimit-reset']);
  return {
    limit: numberOf(headers['x-ratelimit-limit']),
    remaining: numberOf(headers['x-ratelimit-remaining']),
    resetAt: reset === undefined ? undefined : reset * 1_000,
  };
}

function numberOf(header: string | string[] | undefined): number | undefined {
  const number = typeof header === 'string' && header.trim() !== '' ? Number(header) : NaN;
  return Number.isFinite(number) && number >= 0 ? number : undefined;
}

/** Seconds until the quota is back, from `Retry-After` or else `X-RateLimit-Reset` (Unix seconds); undefined where neither says. */
export function retryAfter(answer: VendorAnswer, now = Date.now()): number | undefined {
  const header = retryAfterHeader(answer, now);
  if (header !== undefined) return header;
  const { remaining, resetAt } = quotaReading(answer);
  // With something left, a refusal has another reason than the quota that the header speaks of.
  if (resetAt === undefined || (remaining ?? 0) > 0) return undefined;
  return Math.max(0, Math.ceil((resetAt - now) / 1000));
}

export function retryAfterHeader(answer: VendorAnswer, now = Date.now()): number | undefined {
  const header = answer.headers['retry-after'];
  if (typeof header !== 'string') return undefined;
  if (/^\d+$/.test(header)) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}
