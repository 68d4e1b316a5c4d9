import type { ProfileSource } from '../../domain/sources.js';
import { Vendor } from '../../domain/vendor.js';
import type { VendorModule } from '../vendor.js';
import { NumiClient, type NumiSettings } from './client.js';
import { readEach } from './loader.js';
import { toWireChange } from './normalize.js';

export type { NumiSettings };

/** A number that is kept free for fiction: nobody has a profile under it. */
const nobodysNumber = '+12025550100';

/** Profiles, keyed by phone number. */
export const numi: VendorModule<NumiSettings, ProfileSource> = {
  vendor: Vendor.NUMI,
  connect(settings, environment) {
    const client = new NumiClient(settings, environment);
    return {
      readProfiles: (phoneNumbers, scope) => readEach(phoneNumbers, (phoneNumber) => client.read(phoneNumber, scope)),
      setProfile: async (change, scope) => client.set(toWireChange(change), scope),
    };
  },
  async probe(settings, environment, scope, { phoneNumber = nobodysNumber }) {
    const client = new NumiClient(settings, environment);
    if (await client.answersFor(phoneNumber, scope)) return { isProven: true };
    return {
      isProven: false,
      note: 'It answered 404: it says so of a number without a profile, and of a wrong path. Ask for one that has a profile, with --phone.',
    };
  },
};
