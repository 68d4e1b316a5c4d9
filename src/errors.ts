import { type Vendor, vendorNames } from './domain/vendor.js';
import { ErrorCode, errorTable } from './error-codes.js';

// Whoever makes an error or tells errors apart needs both.
export { ErrorCode };

interface ErrorDetails {
  readonly vendor?: Vendor;
  readonly retryable?: boolean;
  /** Seconds until a repeat makes sense. */
  readonly retryAfter?: number;
  /** The input fields at fault, by their names in the schema, such as `email` or `notifications.invoice`. */
  readonly fields?: readonly string[];
  readonly cause?: unknown;
}

/**
 * The one class of failures that callers may see. Its message says what was wrong and what to do,
 * and never holds a secret, a vendor's raw body or personal data. Whatever else is thrown is masked.
 */
export class PeoplegraphError extends Error {
  override readonly name: string = 'PeoplegraphError';
  readonly vendor: Vendor | undefined;
  readonly retryable: boolean;
  readonly retryAfter: number | undefined;
  readonly fields: readonly string[] | undefined;
  /** The write that ended with it. */
  writeId: string | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.vendor = details.vendor;
    this.retryable = details.retryable ?? errorTable[code].retryable;
    this.retryAfter = details.retryAfter;
    this.fields = details.fields;
  }
}

/** A value that the caller sent breaks a rule. */
export class InputError extends PeoplegraphError {
  override readonly name = 'InputError';

  constructor(message: string, fields: readonly string[] = []) {
    super(ErrorCode.BAD_USER_INPUT, message, { fields });
  }
}

/** A vendor failed, or refused. */
export class VendorError extends PeoplegraphError {
  override readonly name = 'VendorError';
  declare readonly vendor: Vendor;

  constructor(vendor: Vendor, code: ErrorCode, message: string, details: Omit<ErrorDetails, 'vendor'> = {}) {
    super(code, message, { ...details, vendor });
  }
}

/** The record that a write names does not exist. */
export const notFound = (vendor: Vendor, record: string): VendorError =>
  new VendorError(vendor, ErrorCode.NOT_FOUND, `${vendorNames[vendor]} has no such ${record}. Check the id.`);

/** What arrived from the vendor is not in its contract. `detail` names the place, never the value. */
export const badResponse = (vendor: Vendor, detail: string): VendorError =>
  new VendorError(
    vendor,
    ErrorCode.VENDOR_BAD_RESPONSE,
    `${vendorNames[vendor]} answered something unexpected: ${detail}. Check its URL in the configuration and its version.`,
  );

/** The time for the operation ran out while a vendor was waited for. */
export const outOfTime = (vendor: Vendor, advice = 'Try again later.', retryable = true): VendorError =>
  new VendorError(
    vendor,
    ErrorCode.DEADLINE_EXCEEDED,
    `The time for the operation ran out while waiting for ${vendorNames[vendor]}. ${advice}`,
    { retryable },
  );
