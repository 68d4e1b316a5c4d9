import type { Logger } from 'pino';
import { connection, type Connection } from '../domain/connection.js';
import type { Contact, ContactDraft } from '../domain/contact.js';
import type { RecordKey } from '../domain/identity.js';
import type { PermissionLedger } from '../domain/ledgers.js';
import { type Region, toE164 } from '../domain/phone-number.js';
import type { CallScope } from '../domain/scope.js';
import type { Answer, ContactSource, RecentContactsFilter, Slice, Window } from '../domain/sources.js';
import { Vendor } from '../domain/vendor.js';
import { WriteKind } from '../domain/write.js';
import { InputError } from '../errors.js';
import { ContactDeliveries, type CreatedContact } from './contact-deliveries.js';
import { type ContactWrite, type ContactWriteOutcome, ContactUpdates } from './contact-updates.js';
import { decodeOffset, encodeOffset, type OffsetList } from './cursor.js';
import type { RequestScope } from './loaders.js';
import { loadAll, loadEach, recordId } from './records.js';
import { checkEach, settle } from './settle.js';
import type { DeliveredItem } from './writes/definition.js';
import type { DurableWrite, WriteOptions, WrittenItem, WrittenItems } from './writes/durable-write.js';
import { knownBy } from './writes/subjects.js';
import type { WriteService } from './writes/write-service.js';

/** Contacts of customers, at Perfex. */
export class ContactService {
  readonly #create: DurableWrite<ContactDraft, CreatedContact>;
  readonly #update: DurableWrite<ContactWrite, ContactWriteOutcome>;
  readonly #updateMany: DurableWrite<ContactWrite, ContactWriteOutcome>;
  readonly #delete: DurableWrite<string, true>;

  constructor(
    private readonly source: ContactSource,
    permissions: PermissionLedger,
    private readonly defaultRegion: Region | undefined,
    logger: Logger,
    writes: WriteService,
  ) {
    const updates = new ContactUpdates(source, permissions, logger);
    const deliveries = new ContactDeliveries(source, permissions, updates, logger);
    const vendor = Vendor.PERFEX;
    this.#create = writes.define(WriteKind.CREATE_CONTACT, {
      vendor,
      record: ({ email }) => `email ${email}`,
      about: (draft) => knownBy(draft),
      made: ({ contactId }) => [contactKey(contactId)],
      holdsSecret: ({ password }) => password !== undefined,
      deliver: (items, scope) => settle(items, (item) => deliveries.create(item, scope)),
    });
    const update = {
      vendor,
      record: ({ id }: ContactWrite) => `contact ${id}`,
      about: ({ id }: ContactWrite) => [contactKey(id)],
      holdsSecret: ({ change }: ContactWrite) => change.password !== undefined,
      // Each attempt reads the contact first: what an earlier one has changed already is not sent again.
      deliver: (items: readonly DeliveredItem<ContactWrite>[], scope: CallScope) =>
        updates.run(
          items.map(({ input }) => input),
          scope,
        ),
    };
    this.#update = writes.define(WriteKind.UPDATE_CONTACT, update);
    this.#updateMany = writes.define(WriteKind.UPDATE_CONTACTS, update);
    this.#delete = writes.define(WriteKind.DELETE_CONTACT, {
      vendor,
      record: (id) => `contact ${id}`,
      about: (id) => [contactKey(id)],
      deliver: (items, scope) => settle(items, (item) => deliveries.delete(item, scope)),
    });
  }

  find(id: string, request: RequestScope): Promise<Contact | null> {
    return request.loaders.contacts.load(recordId(id, 'id'));
  }

  findMany(ids: readonly string[], request: RequestScope): Promise<Answer<Contact>[]> {
    return loadAll(
      request.loaders.contacts,
      ids.map((id) => recordId(id, 'ids')),
    );
  }

  /** In the order of the ids; what is wrong with one stays with that one. */
  findEach(ids: readonly string[], request: RequestScope): Promise<Answer<Contact>[]> {
    return loadEach(
      request.loaders.contacts,
      checkEach(ids, (id) => recordId(id, 'id')),
    );
  }

  ofCustomer(
    customerId: string,
    first: number,
    after: string | undefined,
    request: RequestScope,
  ): Promise<Connection<Contact>> {
    const key = recordId(customerId, 'customerId');
    return this.#page('customerContacts', first, after, request, (window) =>
      this.source.readCustomerContacts(key, window, request),
    );
  }

  search(term: string, first: number, after: string | undefined, request: RequestScope): Promise<Connection<Contact>> {
    return this.#page('searchContacts', first, after, request, (window) =>
      this.source.searchContacts(term.trim(), window, request),
    );
  }

  recent(
    filter: RecentContactsFilter,
    first: number,
    after: string | undefined,
    request: RequestScope,
  ): Promise<Connection<Contact>> {
    return this.#page('recentContacts', first, after, request, (window) =>
      this.source.readRecentContacts(filter, window, request),
    );
  }

  async create(
    draft: ContactDraft,
    options: WriteOptions,
    request: RequestScope,
  ): Promise<WrittenItem<ContactDraft, CreatedContact>> {
    recordId(draft.customerId, 'customerId');
    const written = await this.#create.one(this.#normalized(draft), options, request);
    if (written.outcome) request.loaders.contacts.clear(written.outcome.contactId);
    return written;
  }

  /**
   * Changes what the write holds and nothing else.
   * @throws VendorError NOT_FOUND where there is no such contact; InputError where it belongs to another customer.
   */
  async update(
    write: ContactWrite,
    options: WriteOptions,
    request: RequestScope,
  ): Promise<WrittenItem<ContactWrite, ContactWriteOutcome>> {
    const written = await this.#update.one(this.#prepared(write), options, request);
    request.loaders.contacts.clear(write.id);
    return written;
  }

  /** @returns the outcome or the error of each write, in the order given. */
  async updateMany(
    writes: readonly ContactWrite[],
    options: WriteOptions,
    request: RequestScope,
  ): Promise<WrittenItems<ContactWrite, ContactWriteOutcome>> {
    const prepared = checkEach(writes, (write) => this.#prepared(write));
    const written = await this.#updateMany.many(prepared, options, request);
    for (const { id } of writes) request.loaders.contacts.clear(id);
    return written;
  }

  /** @throws VendorError NOT_FOUND where there is no such contact. */
  async delete(id: string, options: WriteOptions, request: RequestScope): Promise<WrittenItem<string, true>> {
    const key = recordId(id, 'id');
    const written = await this.#delete.one(key, options, request);
    request.loaders.contacts.clear(key);
    return written;
  }

  #prepared(write: ContactWrite): ContactWrite {
    recordId(write.id, 'id');
    return { ...write, change: this.#normalized(write.change) };
  }

  #normalized<Change extends { readonly phoneNumber?: string }>(change: Change): Change {
    if (!change.phoneNumber) return change;
    const phoneNumber = toE164(change.phoneNumber, this.defaultRegion);
    if (phoneNumber === null) {
      throw new InputError(
        'phoneNumber must be a phone number with its country code, such as +4930901820, or empty to remove it.',
        ['phoneNumber'],
      );
    }
    return { ...change, phoneNumber };
  }

  /**
   * One page of a vendor's list. The list can grow at its front between two pages: where the last record
   * of the page before turns up again, what follows it is new, and the page is filled up from there.
   */
  async #page(
    list: OffsetList,
    first: number,
    after: string | undefined,
    request: RequestScope,
    read: (window: Window) => Promise<Slice<Contact>>,
  ): Promise<Connection<Contact>> {
    const last = decodeOffset(list, after);
    const offset = last ? last.offset + 1 : 0;
    const slice = await read({ offset, first });
    const seen = last ? slice.items.findIndex(({ id }) => id === last.id) + 1 : 0;
    // Without it the page could be empty, and an empty page has no cursor to go on from.
    const rest =
      seen > 0 && slice.hasNextPage ? await read({ offset: offset + slice.items.length, first: seen }) : undefined;
    const { hasNextPage, totalCount } = rest ?? slice;
    const items = [...slice.items.slice(seen), ...(rest?.items ?? [])];
    for (const contact of items) request.loaders.contacts.prime(contact.id, contact);
    return connection(items, ({ id }, index) => encodeOffset(list, { offset: offset + seen + index, id }), {
      hasNextPage,
      hasPreviousPage: offset > 0,
      totalCount,
    });
  }
}

const contactKey = (recordId: string): RecordKey => ({ vendor: Vendor.PERFEX, recordId });
