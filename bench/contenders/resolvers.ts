import type { Contact } from '../../src/domain/contact.js';
import type { Loaders, Reads } from './reads.js';
import { scalars } from './schema.js';

interface ContactsArguments {
  readonly ids: readonly string[];
}

interface CustomerContactsArguments {
  readonly customerId: string;
  readonly first: number;
}

const ofCustomer =
  (reads: Reads) =>
  async (_: unknown, { customerId, first }: CustomerContactsArguments) => ({
    nodes: await reads.customerContacts(customerId, first),
  });

/** Every field fetches what it needs: the first version of most servers. */
export const fieldResolvers = (reads: Reads) => ({
  ...scalars,
  Query: {
    contacts: (_: unknown, { ids }: ContactsArguments) => Promise.all(ids.map((id) => reads.contact(id))),
    customerContacts: ofCustomer(reads),
  },
  Contact: {
    profile: ({ phoneNumber }: Contact) => (phoneNumber === null ? null : reads.profile(phoneNumber)),
  },
});

/** The same with batching DataLoaders in the context. */
export const loaderResolvers = (reads: Reads) => ({
  ...scalars,
  Query: {
    contacts: (_: unknown, { ids }: ContactsArguments, { contacts }: Loaders) => contacts.loadMany(ids),
    customerContacts: ofCustomer(reads),
  },
  Contact: {
    profile: ({ phoneNumber }: Contact, _: unknown, { profiles }: Loaders) =>
      phoneNumber === null ? null : profiles.load(phoneNumber),
  },
});
