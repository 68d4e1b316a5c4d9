import type { EventReceipt } from '../../domain/group-event.js';
import type { CallScope } from '../../domain/scope.js';
import type { EventSource } from '../../domain/sources.js';
import { Vendor } from '../../domain/vendor.js';
import type { VendorModule } from '../vendor.js';
import { outcomeOf, sendInBatches } from './batch.js';
import { PersioClient, type PersioSettings } from './client.js';
import {
  checkSize,
  type Prepared,
  prepareGroup,
  prepareIdentify,
  preparePage,
  prepareTrack,
  toReceipt,
} from './normalize.js';

export type { PersioSettings };

/** Group memberships and events. They can be written and never read. */
export const persio: VendorModule<PersioSettings, EventSource> = {
  vendor: Vendor.PERSIO,
  connect(settings, environment) {
    const client = new PersioClient(settings, environment);

    async function send(prepared: Prepared, scope: CallScope): Promise<EventReceipt> {
      const call = { ...prepared.message, sentAt: new Date().toISOString() };
      checkSize(call);
      await client.send(prepared.type, call, scope);
      return toReceipt(prepared);
    }

    return {
      group: (call, scope) => send(prepareGroup(call), scope),
      groupMany: (calls, scope) => {
        const prepared = calls.map(prepareGroup);
        return settings.batch
          ? sendInBatches(client, prepared, scope)
          : Promise.all(prepared.map((each) => outcomeOf(() => send(each, scope))));
      },
      identify: (call, scope) => send(prepareIdentify(call), scope),
      track: (call, scope) => send(prepareTrack(call), scope),
      page: (call, scope) => send(preparePage(call), scope),
    };
  },
  async probe(settings, environment, scope) {
    await new PersioClient(settings, environment).reach(scope);
    return {
      isProven: false,
      note: 'It can be reached. It takes writes only, so its path and its key show with the first write: this check makes none.',
    };
  },
};
