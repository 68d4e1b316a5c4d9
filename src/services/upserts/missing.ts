import { type Vendor, vendorNames } from '../../domain/vendor.js';
import { ErrorCode, VendorError } from '../../errors.js';

/** A vendor cannot be written to for want of something that the caller can send. */
export const missing = (vendor: Vendor, fields: readonly string[], reason: string): VendorError =>
  new VendorError(vendor, ErrorCode.BAD_USER_INPUT, `${vendorNames[vendor]} ${reason}. Send ${fields.join(' and ')}.`, {
    fields,
  });
