import { type Vendor, vendorNames } from '../domain/vendor.js';
import { badResponse, ErrorCode, outOfTime, VendorError } from '../errors.js';
import { repetition, type VendorRequest } from './answers.js';
import type { ExchangeFailure } from './transport.js';

/** The error for an attempt without an answer. */
export function noAnswer(
  vendor: Vendor,
  request: VendorRequest,
  failure: ExchangeFailure,
  timeoutMs: number,
): VendorError {
  const { kind, code } = failure;
  const name = vendorNames[vendor];
  const { retryable, advice } = repetition(request);
  switch (kind) {
    case 'aborted':
      return outOfTime(vendor, advice, retryable);
    case 'tooLarge':
      return badResponse(vendor, 'an answer larger than 16 MiB');
    case 'timeout': {
      const message = `${name} did not answer within ${timeoutMs} ms. ${advice}`;
      return new VendorError(vendor, ErrorCode.VENDOR_TIMEOUT, message, { retryable, cause: failure });
    }
    case 'broken': {
      const message = `${name} could not be reached (${code}). ${advice}`;
      return new VendorError(vendor, ErrorCode.VENDOR_UNAVAILABLE, message, { retryable, cause: failure });
    }
  }
}

/** The error for a call that the circuit breaker did not let through. @param waitMs until the vendor is probed. */
export function leftAlone(vendor: Vendor, waitMs: number): VendorError {
  const seconds = Math.ceil(waitMs / 1_000);
  const message = `${vendorNames[vendor]} has failed too often and is left alone for a moment. Try again in ${seconds} s.`;
  return new VendorError(vendor, ErrorCode.VENDOR_UNAVAILABLE, message, { retryAfter: seconds });
}
