import type { Region } from '../domain/phone-number.js';
import { type Vendor, vendorNames } from '../domain/vendor.js';
import { ErrorCode, VendorError } from '../errors.js';
import type { VendorHttp, VendorHttpOwnOptions } from './http.js';

/** What every vendor's folder is handed beside its own settings. */
export interface VendorEnvironment {
  /** How national phone numbers are read. */
  readonly defaultRegion: Region | undefined;
  /** Opens the way to the vendor; what all vendors have in common is set already. */
  readonly open: (own: VendorHttpOwnOptions) => VendorHttp;
}

/** The contract that each vendor's folder satisfies: its door, `index.ts`, exports one of these. */
export interface VendorModule<Settings, Source> {
  readonly vendor: Vendor;
  connect(settings: Settings, environment: VendorEnvironment): Source;
}

/** Stands in for a vendor without settings: whatever is asked of it is refused with one clear error. */
export function notConfigured<Source extends object>(vendor: Vendor): Source {
  const refuse = (): Promise<never> =>
    Promise.reject(
      new VendorError(
        vendor,
        ErrorCode.VENDOR_NOT_CONFIGURED,
        `${vendorNames[vendor]} is not configured on this server. Set its URL and key, or SANDBOX=on to use its simulator.`,
      ),
    );
  return new Proxy({} as Source, { get: () => refuse });
}
