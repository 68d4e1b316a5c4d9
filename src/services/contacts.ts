import type { Logger } from 'pino';
import { connection, type Connection } from '../domain/connection.js';
import type { Contact, ContactDraft } from '../domain/contact.js';
import type { PermissionLedger } from '../domain/ledgers.js';
import { type Region, toE164 } from '../domain/phone-number.js';
import type { Answer, ContactSource, RecentContactsFilter, Slice, Window } from '../domain/sources.js';
import { InputError } from '../errors.js';
import { type ContactWrite, type ContactWriteOutcome, ContactUpdates } from './contact-updates.js';
import { decodeOffset, encodeOffset, type OffsetList } from './cursor.js';
import type { RequestScope } from './loaders.js';
import { loadAll, recordId } from './records.js';

export interface CreatedContact {
  readonly contactId: string;
  /** Whether the permissions could be noted for later updates. */
  readonly permissionsNoted: boolean;
}

/** Contacts of customers, at Perfex. */
export class ContactService {
  readonly #updates: ContactUpdates;

  constructor(
    private readonly source: ContactSource,
    private readonly permissions: PermissionLedger,
    private readonly defaultRegion: Region | undefined,
    private readonly logger: Logger,
  ) {
    this.#updates = new ContactUpdates(source, permissions, logger);
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

  async create(draft: ContactDraft, request: RequestScope): Promise<CreatedContact> {
    recordId(draft.customerId, 'customerId');
    const contactId = await this.#updates.creation(draft.isPrimary === true, () =>
      this.source.createContact(this.#normalized(draft), request),
    );
    request.loaders.contacts.clear(contactId);
    if (draft.permissions === undefined) {
      // Perfex gives an id a second time where its database was restored: what the ledger has under it is another contact's.
      await this.#forgetPermissions(contactId, request);
      return { contactId, permissionsNoted: true };
    }
    return { contactId, permissionsNoted: await this.#updates.notePermissions(contactId, draft.permissions, request) };
  }

  /**
   * Changes what the write holds and nothing else.
   * @throws VendorError NOT_FOUND where there is no such contact; InputError where it belongs to another customer.
   */
  async update(write: ContactWrite, request: RequestScope): Promise<ContactWriteOutcome> {
    const [outcome] = await this.updateMany([write], request);
    if (!outcome || outcome instanceof Error) throw outcome ?? new TypeError('One write has one outcome.');
    return outcome;
  }

  /** @returns the outcome or the error of each write, in the order given. */
  updateMany(writes: readonly ContactWrite[], request: RequestScope): Promise<(ContactWriteOutcome | Error)[]> {
    const prepared = writes.map((write) => {
      try {
        recordId(write.id, 'id');
        return { ...write, change: this.#normalized(write.change) };
      } catch (error) {
        return error as Error;
      }
    });
    return this.#updates.run(prepared, request);
  }

  /** @throws VendorError NOT_FOUND where there is no such contact. */
  async delete(id: string, request: RequestScope): Promise<void> {
    const key = recordId(id, 'id');
    await this.#updates.exclusive(key, () => this.source.deleteContact(key, request));
    request.loaders.contacts.clear(key);
    await this.#forgetPermissions(key, request);
  }

  /** The vendor has done its part already: a store that fails now is no reason to call the write failed. */
  async #forgetPermissions(id: string, request: RequestScope): Promise<void> {
    await this.permissions.forget(id).catch((error: unknown) => {
      this.logger.warn(
        { requestId: request.requestId, error },
        'permissions of a contact that is gone are still in the ledger',
      );
    });
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
