import { localBus } from '../../src/changes/local-bus.js';
import type { KeptRecords } from '../../src/domain/change.js';

/** For services over sources of which nothing is kept. */
export const withoutReplicas = () => ({
  bus: localBus(),
  kept: {
    forget: async () => undefined,
    forgetOwn: () => undefined,
    forgetProfiles: () => undefined,
    forgetAll: () => undefined,
  } satisfies KeptRecords,
  names: undefined,
});
