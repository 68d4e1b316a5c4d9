import { pino } from 'pino';
import { systemClock } from '../../src/domain/clock.js';
import { VendorHttp, type VendorHttpOptions, type VendorHttpOwnOptions } from '../../src/vendors/http.js';
import type { VendorEnvironment } from '../../src/vendors/vendor.js';

/** What a test sets in another way than the rest. */
export type EnvironmentOverrides = Partial<Omit<VendorHttpOptions, 'vendor' | 'baseUrl' | 'headers'>> &
  Partial<Pick<VendorEnvironment, 'defaultRegion'>>;

/** A line to a vendor that a test can look at, too. */
interface TestEnvironment extends VendorEnvironment {
  readonly open: (own: VendorHttpOwnOptions) => VendorHttp;
}

/** What a vendor's folder is handed in tests of that folder alone. */
export function vendorEnvironment({ defaultRegion = 'DE', ...overrides }: EnvironmentOverrides = {}): TestEnvironment {
  return {
    defaultRegion,
    open: (own) =>
      new VendorHttp({
        timeoutMs: 10_000,
        concurrency: 8,
        retries: 0,
        callsPerMinute: undefined,
        clock: systemClock,
        logger: pino({ level: 'silent' }),
        ...own,
        ...overrides,
      }),
  };
}
