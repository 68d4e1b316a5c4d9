import type { ContactSource } from '../../domain/sources.js';
import { Vendor } from '../../domain/vendor.js';
import type { VendorModule } from '../vendor.js';
import { BatchRoute } from './batch.js';
import { ContactClient } from './client.js';
import { isQuotaRefusal } from './errors.js';
import { ContactLists } from './lists.js';
import { ContactLoader } from './loader.js';
import { ServerClock } from './server-clock.js';

export interface PerfexSettings {
  /** The root of the installation, without `/api`. */
  readonly url: string;
  /** The token of the REST API module. */
  readonly token: string;
  /** The IANA name of the server's local time, such as `UTC` or `Europe/Berlin`: Perfex's dates do not say it. */
  readonly timezone: string;
}

/** Contacts of customers in Perfex CRM, through its REST API module v3, or v2 with single reads. */
export const perfex: VendorModule<PerfexSettings, ContactSource> = {
  vendor: Vendor.PERFEX,
  connect({ url, token, timezone }, { open, defaultRegion }) {
    const http = open({
      vendor: Vendor.PERFEX,
      baseUrl: `${url.replace(/\/+$/, '')}/api`,
      headers: { authtoken: token },
      meaning: (answer) => (isQuotaRefusal(answer) ? 'quota' : undefined),
    });
    const reading = { clock: new ServerClock(timezone), region: defaultRegion };
    const batch = new BatchRoute(http);
    const client = new ContactClient(http, reading);
    const loader = new ContactLoader(batch, client);
    const lists = new ContactLists(http, batch, reading);
    return {
      readContacts: (ids, scope) => loader.read(ids, scope),
      readCustomerContacts: (customerId, window, scope) => lists.ofCustomer(customerId, window, scope),
      searchContacts: (term, window, scope) => lists.search(term, window, scope),
      readRecentContacts: (filter, window, scope) => lists.recent(filter, window, scope),
      createContact: (draft, scope, creationId) => client.create(draft, scope, creationId),
      updateContact: (update, scope) => client.update(update, scope),
      updateContacts: (updates, scope) => loader.update(updates, scope),
      deleteContact: (id, scope) => client.delete(id, scope),
    };
  },
};
