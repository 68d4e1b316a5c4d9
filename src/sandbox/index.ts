import { type Config, persioUserIdOf } from '../config.js';
import type { AcceptedGroupCall } from '../domain/group-membership.js';
import type { Sighting } from '../domain/identity.js';
import type { PersioUserId } from '../domain/persio-user-id.js';
import type { Region } from '../domain/phone-number.js';
import { Vendor } from '../domain/vendor.js';
import { sandboxStoreFile } from '../store/names.js';
import type { VendorSettings } from '../vendors/index.js';
import { seedMemberships } from './memberships.js';
import { startSandbox } from './sandbox.js';
import { seedSightings } from './sightings.js';

export interface OpenedSandbox {
  /** The vendors of the configuration, with a simulator in the place of each that is simulated. */
  readonly vendors: VendorSettings;
  readonly persioUserId: PersioUserId;
  readonly defaultRegion: Region;
  /** A store of its own: what is played with here never mixes with real memberships. */
  readonly storeFile: string;
  readonly memberships: readonly AcceptedGroupCall[];
  readonly sightings: readonly Sighting[];
  readonly sandbox: Awaited<ReturnType<typeof startSandbox>>;
}

/** Starts the simulators that the configuration asks for, and says how the application shall use them. */
export async function openSandbox(
  config: Pick<Config, 'sandbox' | 'sandboxControlPort' | 'vendors' | 'persioUserId' | 'defaultRegion'>,
): Promise<OpenedSandbox> {
  const sandbox = await startSandbox({ vendors: config.sandbox, controlPort: config.sandboxControlPort });
  const { NUMI, CHATWOOT, PERFEX, PERSIO } = sandbox.simulators;
  const persioUserId = persioUserIdOf(config);
  return {
    vendors: {
      numi: NUMI
        ? {
            url: NUMI.origin,
            apiKey: NUMI.key,
            profilePath: '/profiles/{phone}',
            profilesPath: '/profiles',
            authHeader: 'Authorization',
            authScheme: 'Bearer',
          }
        : config.vendors.numi,
      chatwoot: CHATWOOT ? { url: CHATWOOT.origin, token: CHATWOOT.key } : config.vendors.chatwoot,
      perfex: PERFEX ? { url: PERFEX.origin, token: PERFEX.key, timezone: 'UTC' } : config.vendors.perfex,
      persio: PERSIO ? { url: `${PERSIO.origin}/v1`, writeKey: PERSIO.key, batch: false } : config.vendors.persio,
    },
    persioUserId,
    // Where the sandbox's people type their national numbers.
    defaultRegion: config.defaultRegion ?? 'DE',
    storeFile: sandboxStoreFile(persioUserId),
    memberships: config.sandbox.includes(Vendor.PERSIO) ? seedMemberships(sandbox.people, persioUserId) : [],
    sightings: CHATWOOT ? seedSightings(sandbox.people) : [],
    sandbox,
  };
}
