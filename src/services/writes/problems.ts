import type { WriteProblem } from '../../domain/write.js';
import { ErrorCode, errorTable } from '../../error-codes.js';
import { PeoplegraphError } from '../../errors.js';

/** What may go away by itself. Everything else is the vendor's no, or an error of ours that a repeat would only repeat. */
const passing: ReadonlySet<string> = new Set([
  ErrorCode.DEADLINE_EXCEEDED,
  ErrorCode.STORE_UNAVAILABLE,
  ErrorCode.VENDOR_BAD_RESPONSE,
  ErrorCode.VENDOR_RATE_LIMITED,
  ErrorCode.VENDOR_TIMEOUT,
  ErrorCode.VENDOR_UNAVAILABLE,
]);

/** Those that say nothing about the vendor: whoever waits has heard no reason to give up. */
const undecided: ReadonlySet<string> = new Set([ErrorCode.DEADLINE_EXCEEDED, ErrorCode.STORE_UNAVAILABLE]);

export const mayPass = (error: Error): boolean => error instanceof PeoplegraphError && passing.has(error.code);

export const isUndecided = (error: Error): boolean => error instanceof PeoplegraphError && undecided.has(error.code);

/** A bug of ours, which a repeat would only repeat. */
export const isUnexpected = (error: Error): boolean => codeOf(error) === ErrorCode.INTERNAL_SERVER_ERROR;

export const codeOf = (error: Error): ErrorCode =>
  error instanceof PeoplegraphError ? error.code : ErrorCode.INTERNAL_SERVER_ERROR;

/** What is stored of an error. What nobody expected is masked here already. */
export function toProblem(error: Error, at: Date): WriteProblem {
  if (!(error instanceof PeoplegraphError)) {
    const { meaning, retryable } = errorTable.INTERNAL_SERVER_ERROR;
    return { code: ErrorCode.INTERNAL_SERVER_ERROR, message: meaning, at, retryable };
  }
  const { code, message, vendor, retryable, retryAfter, fields } = error;
  return { code, message, at, vendor, retryable, retryAfter, fields };
}

/** The error again, as the first caller got it. */
export const toError = ({ code, message, ...details }: WriteProblem): PeoplegraphError =>
  new PeoplegraphError(code as ErrorCode, message, details);

export const unreadable = (): PeoplegraphError => {
  const { meaning, remedy } = errorTable.WRITE_UNREADABLE;
  return new PeoplegraphError(ErrorCode.WRITE_UNREADABLE, `${meaning} ${remedy}`);
};
