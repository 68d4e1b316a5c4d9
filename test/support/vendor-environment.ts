import { pino } from 'pino';
import type { VendorEnvironment } from '../../src/vendors/vendor.js';

/** What a vendor's folder is handed in tests of that folder alone. */
export const vendorEnvironment = (overrides: Partial<VendorEnvironment> = {}): VendorEnvironment => ({
  logger: pino({ level: 'silent' }),
  defaultRegion: 'DE',
  timeoutMs: 2_000,
  concurrency: 8,
  ...overrides,
});
