import type { ProfileSource } from '../../domain/sources.js';
import { Vendor } from '../../domain/vendor.js';
import type { VendorModule } from '../vendor.js';
import { NumiClient, type NumiSettings } from './client.js';
import { readEach } from './loader.js';
import { toWireChange } from './normalize.js';

export type { NumiSettings };

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
};
