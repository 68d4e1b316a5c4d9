import { Vendor } from '../../src/domain/vendor.js';
import type { Simulator } from '../../src/vendors/simulator.js';

type Address = Pick<Simulator, 'origin' | 'key'>;

const variablesOf: Readonly<Record<Vendor, (simulator: Address) => Record<string, string>>> = {
  [Vendor.NUMI]: ({ origin, key }) => ({ NUMI_URL: origin, NUMI_API_KEY: key }),
  [Vendor.CHATWOOT]: ({ origin, key }) => ({ CHATWOOT_URL: origin, CHATWOOT_TOKEN: key }),
  [Vendor.PERFEX]: ({ origin, key }) => ({ PERFEX_URL: origin, PERFEX_TOKEN: key }),
  [Vendor.PERSIO]: ({ origin, key }) => ({
    PERSIO_URL: `${origin}/v1`,
    PERSIO_WRITE_KEY: key,
    PERSIO_USER_ID: 'CHATWOOT_USER',
  }),
};

/**
 * The variables that point another service at these simulators, as the sandbox that they belong to uses them itself.
 * Vendors whose simulators are left out are not configured.
 */
export const environmentOf = (simulators: readonly Simulator[]): Record<string, string> =>
  Object.assign(
    { SANDBOX: 'off', DEFAULT_REGION: 'DE' },
    ...simulators.map((simulator) => variablesOf[simulator.vendor](simulator)),
  ) as Record<string, string>;
