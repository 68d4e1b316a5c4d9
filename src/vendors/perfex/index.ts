import type { ContactSource } from '../../domain/sources.js';
import { Vendor } from '../../domain/vendor.js';
import type { VendorEnvironment, VendorLine, VendorModule } from '../vendor.js';
import { BatchRoute } from './batch.js';
import { ContactClient } from './client.js';
import { EmailSearch } from './email-search.js';
import { isQuotaRefusal } from './errors.js';
import { ContactLists } from './lists.js';
import { ContactLoader } from './loader.js';
import type { Reading } from './normalize.js';
import { ServerClock } from './server-clock.js';

export { perfexWebhook } from './webhook.js';

export interface PerfexSettings {
  /** The root of the installation, without `/api`. */
  readonly url: string;
  /** The token of the REST API module. */
  readonly token: string;
  /** The IANA name of the server's local time, such as `UTC` or `Europe/Berlin`: Perfex's dates do not say it. */
  readonly timezone: string;
}

/** The last id that a contact can have: there is none yet. */
const highestId = 2_147_483_647;

/** Contacts of customers in Perfex CRM, through its REST API module v3, or v2 with single reads. */
export const perfex: VendorModule<PerfexSettings, ContactSource> = {
  vendor: Vendor.PERFEX,
  connect(settings, environment) {
    const http = line(settings, environment);
    const reading = readingOf(settings, environment);
    const batch = new BatchRoute(http);
    const client = new ContactClient(http, reading);
    const loader = new ContactLoader(batch, client);
    const lists = new ContactLists(http, batch, reading);
    const addresses = new EmailSearch(loader, lists, reading);
    return {
      readContacts: (ids, scope) => loader.read(ids, scope),
      readCustomerContacts: (customerId, window, scope) => lists.ofCustomer(customerId, window, scope),
      searchContacts: (term, window, scope) => lists.search(term, window, scope),
      findContactsByEmail: (emails, scope) => addresses.find(emails, scope),
      readRecentContacts: (filter, window, scope) => lists.recent(filter, window, scope),
      createContact: (draft, scope, creationId) => client.create(draft, scope, creationId),
      updateContact: (update, scope) => client.update(update, scope),
      updateContacts: (updates, scope) => loader.update(updates, scope),
      deleteContact: (id, scope) => client.delete(id, scope),
    };
  },
  async probe(settings, environment, scope) {
    const http = line(settings, environment);
    const get = { tool: 'contacts_get', arguments: { id: highestId } } as const;
    if (await new BatchRoute(http).send([get], scope)) return { isProven: true };
    // It has no batch route, or the address is wrong: then this fails, too.
    await new ContactClient(http, readingOf(settings, environment)).read(String(highestId), scope);
    return {
      isProven: true,
      note: 'Its REST API module is older than version 3: many contacts cost a call each, and recentContacts is not offered.',
    };
  },
};

const line = ({ url, token }: PerfexSettings, { open }: VendorEnvironment): VendorLine =>
  open({
    vendor: Vendor.PERFEX,
    baseUrl: `${url.replace(/\/+$/, '')}/api`,
    headers: { authtoken: token },
    meaning: (answer) => (isQuotaRefusal(answer) ? 'quota' : undefined),
  });

const readingOf = ({ timezone }: PerfexSettings, { defaultRegion }: VendorEnvironment): Reading => ({
  clock: new ServerClock(timezone),
  region: defaultRegion,
});
