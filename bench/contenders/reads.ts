import DataLoader from 'dataloader';
import type { Contact } from '../../src/domain/contact.js';
import type { Profile } from '../../src/domain/profile.js';
import { readAnswer } from '../../src/vendors/numi/normalize.js';
import { readContact } from '../../src/vendors/perfex/normalize.js';
import { ServerClock } from '../../src/vendors/perfex/server-clock.js';
import { batchLimit } from '../../src/vendors/perfex/wire.js';
import type { OpenClient } from './clients.js';
import { upstream } from './environment.js';

/**
 * What every contender reads, through the pure functions of this server: what is compared is the way of an
 * answer through a server, and not how a phone number is parsed.
 */
export interface Reads {
  contact(id: string): Promise<Contact>;
  /** @param ids distinct. */
  contacts(ids: readonly string[]): Promise<Contact[]>;
  customerContacts(customerId: string, first: number): Promise<Contact[]>;
  profile(phoneNumber: string): Promise<Profile | null>;
}

const reading = { clock: new ServerClock('UTC'), region: undefined };
const contactOf = (row: unknown): Contact => readContact(row, reading);

export function openReads(open: OpenClient): Reads {
  const perfex = open(`${upstream}api`, { authtoken: 'benchmark' });
  const numi = open(upstream.replace(/\/$/, ''), { authorization: 'Bearer benchmark' });

  const batch = async (ids: readonly string[]): Promise<Contact[]> => {
    const operations = ids.map((id) => ({ tool: 'contacts_get', arguments: { id: Number(id) } }));
    const { results } = (await perfex.post('/batch', { operations })) as {
      results: { index: number; result: unknown }[];
    };
    const contacts: Contact[] = [];
    for (const { index, result } of results) contacts[index] = contactOf(result);
    return contacts;
  };

  return {
    contact: async (id) => contactOf(await perfex.get(`/contacts/1/${id}`)),
    async contacts(ids) {
      const lists: Promise<Contact[]>[] = [];
      for (let start = 0; start < ids.length; start += batchLimit)
        lists.push(batch(ids.slice(start, start + batchLimit)));
      return (await Promise.all(lists)).flat();
    },
    async customerContacts(customerId, first) {
      const page = await perfex.get(`/contacts/${customerId}?page=1&per_page=${first}`);
      return (page as { data: unknown[] }).data.map(contactOf);
    },
    async profile(phoneNumber) {
      return readAnswer(await numi.get(`/profiles/${encodeURIComponent(phoneNumber)}`), phoneNumber, undefined);
    },
  };
}

/** One request's reads by key. */
export interface Loaders {
  readonly contacts: DataLoader<string, Contact>;
  readonly profiles: DataLoader<string, Profile | null>;
}

export const createLoaders = (reads: Reads): Loaders => ({
  contacts: new DataLoader((ids) => reads.contacts(ids)),
  profiles: new DataLoader((phoneNumbers) =>
    Promise.all(phoneNumbers.map((phoneNumber) => reads.profile(phoneNumber))),
  ),
});
