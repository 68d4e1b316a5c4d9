import type { Region } from '../domain/phone-number.js';
import type { CallScope } from '../domain/scope.js';
import { type Vendor, vendorNames } from '../domain/vendor.js';
import { ErrorCode, VendorError } from '../errors.js';
import type { VendorHttp, VendorHttpOwnOptions } from './http.js';

/** The way to a vendor. */
export type VendorLine = Pick<VendorHttp, 'send'>;

/** What every vendor's folder is handed beside its own settings. */
export interface VendorEnvironment {
  /** How national phone numbers are read. */
  readonly defaultRegion: Region | undefined;
  /** Opens the way to the vendor; what all vendors have in common is set already. */
  readonly open: (own: VendorHttpOwnOptions) => VendorLine;
}

/** The contract that each vendor's folder satisfies: its door, `index.ts`, exports one of these. */
export interface VendorModule<Settings, Source> {
  readonly vendor: Vendor;
  connect(settings: Settings, environment: VendorEnvironment): Source;
  /** Asks the vendor for something that changes nothing. Rejects with the coded error of what is wrong. */
  probe(settings: Settings, environment: VendorEnvironment, scope: CallScope, hints: ProbeHints): Promise<Probe>;
}

/** What an operator knows that lets a probe prove more. */
export interface ProbeHints {
  /** A number that has a profile, in E.164 form. */
  readonly phoneNumber?: string;
}

/** What an answer to a probe says. */
export interface Probe {
  /** Whether it shows that the address and the key are right. */
  readonly isProven: boolean;
  /** One sentence for the operator: what it leaves open, or what else was seen. */
  readonly note?: string;
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
