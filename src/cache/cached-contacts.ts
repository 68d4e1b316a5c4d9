import type { Contact, ContactUpdate } from '../domain/contact.js';
import { type ContactSource, contactsPerCall } from '../domain/sources.js';
import { Vendor } from '../domain/vendor.js';
import type { CachedSourcesOptions } from './options.js';
import { PrimaryContacts } from './primary-contacts.js';
import { notKept, RecordReads } from './record-reads.js';
import { written } from './written.js';

export interface CachedContacts {
  readonly source: ContactSource;
  /** Forgets a contact that was changed by somebody else. */
  invalidate(id: string): Promise<void>;
  /** Forgets what this process alone keeps of a contact that another one has changed. */
  forgetOwn(id: string): void;
  /** Whatever is under way may have seen what was there before. */
  forgetFlights(): void;
}

/** Contacts by id, shared and kept. A write to one may change another: a customer has one primary contact. */
export function cachedContacts(source: ContactSource, options: CachedSourcesOptions): CachedContacts {
  const { cache, clock, batchWindow, abreast, onStale } = options;
  const lifetimes = options.lifetimes[Vendor.PERFEX];
  const primaries = new PrimaryContacts(cache, lifetimes, clock);
  const common = {
    vendor: Vendor.PERFEX,
    cache,
    clock,
    onStale: () => onStale(Vendor.PERFEX),
    batch: { largest: contactsPerCall, window: batchWindow },
    abreast,
  };
  const contacts = new RecordReads<Contact>({
    ...common,
    kind: 'contact',
    lifetimes,
    async fetch(keys, scope) {
      const answers = await source.readContacts(keys, scope);
      primaries.note(answers);
      return answers;
    },
  });
  // Who has an address may change with any write: the answer is shared while it is under way, and not kept.
  const addresses = new RecordReads<Contact[]>({
    ...common,
    kind: 'contactsByEmail',
    lifetimes: notKept,
    fetch: (emails, scope) => source.findContactsByEmail(emails, scope),
  });
  const writing = async <Result>(write: () => Promise<Result>): Promise<Result> => {
    try {
      return await write();
    } finally {
      addresses.forgetFlights();
    }
  };

  /** @param customerIds of which another contact may be the primary one after the write. */
  const demoting = async <Result>(customerIds: readonly string[], write: () => Promise<Result>): Promise<Result> => {
    if (customerIds.length === 0) return writing(write);
    const before = await primaries.of(customerIds);
    try {
      return await writing(write);
    } finally {
      contacts.forgetFlights();
      const demoted = new Set([...before, ...(await primaries.of(customerIds))]);
      await Promise.all([...demoted].map((id) => contacts.distrust(id)));
      options.onDemoted?.([...demoted]);
    }
  };
  const customersOf = (updates: readonly ContactUpdate[]): string[] =>
    updates.flatMap(({ change, current }) => (change.isPrimary && !current.isPrimary ? [current.customerId] : []));

  const cached: ContactSource = {
    readContacts: (keys, scope) => contacts.read(keys, scope),
    readCustomerContacts: (id, window, scope) => source.readCustomerContacts(id, window, scope),
    searchContacts: (term, window, scope) => source.searchContacts(term, window, scope),
    findContactsByEmail: (emails, scope) => addresses.read(emails, scope),
    readRecentContacts: (filter, window, scope) => source.readRecentContacts(filter, window, scope),
    createContact: (draft, scope, creationId) =>
      demoting(draft.isPrimary ? [draft.customerId] : [], async () => {
        const id = await source.createContact(draft, scope, creationId);
        // "There is none" may be kept of it.
        await contacts.invalidate(id);
        return id;
      }),
    updateContact: (update, scope) =>
      demoting(customersOf([update]), () =>
        written(contacts, [update.current.id], source.updateContact(update, scope)),
      ),
    updateContacts: (updates, scope) =>
      demoting(customersOf(updates), async () => {
        const ids = updates.map(({ current }) => current.id);
        const outcomes = await written(contacts, ids, source.updateContacts(updates, scope));
        const failed = ids.filter((_, index) => outcomes[index]);
        await Promise.all(failed.map((id) => contacts.distrust(id)));
        return outcomes;
      }),
    deleteContact: (id, scope) => writing(() => written(contacts, [id], source.deleteContact(id, scope))),
  };
  const forgetFlights = (): void => {
    contacts.forgetFlights();
    addresses.forgetFlights();
  };
  return {
    source: cached,
    async invalidate(id) {
      // Another contact of the customer may have been the primary one until now.
      addresses.forgetFlights();
      await contacts.invalidate(id);
    },
    forgetOwn(id) {
      addresses.forgetFlights();
      contacts.forgetOwn(id);
    },
    forgetFlights,
  };
}
