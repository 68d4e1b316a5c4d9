import type { Contact } from '../../domain/contact.js';
import type { CallScope } from '../../domain/scope.js';
import type { RecentContactsFilter, Slice, Window } from '../../domain/sources.js';
import { Vendor } from '../../domain/vendor.js';
import { badResponse, ErrorCode, VendorError } from '../../errors.js';
import type { VendorLine } from '../vendor.js';
import type { BatchRoute, Operation } from './batch.js';
import { isNoData, perfexError } from './errors.js';
import { contactsOf } from './listed-contacts.js';
import { readContacts, type Reading } from './normalize.js';
import { pagesFor } from './page-window.js';
import { toServerTime } from './server-clock.js';
import { fields, isRecordId, pageLimit } from './wire.js';

/** A page as it arrived. `total` is the length of the whole list. */
interface Page {
  /** Bare rows: the whole list, from an installation that does not know pages. */
  readonly whole: boolean;
  readonly contacts: readonly Contact[];
  readonly total: number;
}

const emptySlice: Slice<never> = Object.freeze({ items: [], hasNextPage: false, totalCount: 0 });

/** The lists of contacts, each read as a window. */
export class ContactLists {
  constructor(
    private readonly http: VendorLine,
    private readonly batch: BatchRoute,
    private readonly reading: Reading,
  ) {}

  /** The active contacts of a customer, the primary one first; nothing where there is no such customer. */
  async ofCustomer(customerId: string, window: Window, scope: CallScope): Promise<Slice<Contact>> {
    // A word in the place of the id would be another call: `/contacts/search`.
    if (!isRecordId(customerId)) return emptySlice;
    const slice = await this.#window('contacts.ofCustomer', `/contacts/${customerId}`, {}, window, scope);
    if (slice.items.some((contact) => contact.customerId !== customerId))
      throw badResponse(Vendor.PERFEX, 'a contact of another customer than the one asked for');
    return slice;
  }

  /** Contacts whose company, name, e-mail or custom fields match. */
  search(term: string, window: Window, scope: CallScope): Promise<Slice<Contact>> {
    // As a parameter, because a slash in the term would end the path form of it.
    return this.#window('contacts.search', '/contacts/search', { q: term }, window, scope);
  }

  /** Newest first, inactive ones too; Perfex does not tell how many. @throws VENDOR_UNSUPPORTED without a batch route. */
  async recent(filter: RecentContactsFilter, { offset, first }: Window, scope: CallScope): Promise<Slice<Contact>> {
    const { timezone } = this.reading.clock;
    const bounds = {
      ...(filter.createdAfter && { created_after: toServerTime(filter.createdAfter, timezone) }),
      ...(filter.createdBefore && { created_before: toServerTime(filter.createdBefore, timezone) }),
    };
    const list = (limit: number, from: number): Operation => ({
      tool: 'contacts_list',
      arguments: { limit, offset: from, ...bounds },
    });
    // One row more than asked for tells whether there is a next page; past the limit it takes an operation of its own.
    const operations = first < pageLimit ? [list(first + 1, offset)] : [list(first, offset), list(1, offset + first)];
    const outcomes = await this.batch.send(operations, scope);
    if (outcomes === undefined) {
      throw new VendorError(
        Vendor.PERFEX,
        ErrorCode.VENDOR_UNSUPPORTED,
        'This Perfex installation cannot list recent contacts. Upgrade its REST API module to v3.',
      );
    }
    const contacts = outcomes.flatMap((outcome) => contactsOf(outcome, this.reading, 'contacts_list'));
    return { items: contacts.slice(0, first), hasNextPage: contacts.length > first, totalCount: null };
  }

  async #window(
    operation: string,
    path: string,
    query: Readonly<Record<string, string>>,
    window: Window,
    scope: CallScope,
  ): Promise<Slice<Contact>> {
    const { offset, first } = window;
    const { perPage, page, pages } = pagesFor(window);
    const read = (number: number) => this.#page(operation, path, query, number, perPage, scope);

    const { whole, contacts, total } = await read(page);
    const start = whole ? 0 : (page - 1) * perPage;
    const needsNext = !whole && pages === 2 && page * perPage < total;
    const found = needsNext ? withoutRepeats(contacts, (await read(page + 1)).contacts) : contacts;
    return {
      items: found.slice(offset - start, offset - start + first),
      hasNextPage: offset + first < total,
      totalCount: total,
    };
  }

  async #page(
    operation: string,
    path: string,
    query: Readonly<Record<string, string>>,
    page: number,
    perPage: number,
    scope: CallScope,
  ): Promise<Page> {
    const answer = await this.http.send(
      { operation, method: 'GET', path, query: { ...query, page, per_page: perPage } },
      scope,
    );
    if (isNoData(answer)) return { whole: false, contacts: [], total: 0 };
    if (answer.status !== 200) throw perfexError(answer);
    if (Array.isArray(answer.body)) {
      const contacts = readContacts(answer.body, this.reading, 'contacts');
      return { whole: true, contacts, total: contacts.length };
    }
    const body = fields.record(answer.body, 'contacts');
    const contacts = readContacts(body.data, this.reading, 'contacts.data');
    const meta = fields.record(body.meta, 'contacts', 'meta');
    const total = fields.count(meta.total, 'contacts.meta', 'total');
    const givenPage = fields.count(meta.page, 'contacts.meta', 'page');
    const givenPerPage = fields.count(meta.per_page, 'contacts.meta', 'per_page');
    const start = (page - 1) * perPage;
    // Past the end Perfex answers its last page again, under that page's number or the one asked for.
    if (start >= total) return { whole: false, contacts: [], total };
    if (givenPage !== page || givenPerPage !== perPage)
      throw badResponse(Vendor.PERFEX, 'another page than the one asked for at contacts.meta');
    return { whole: false, contacts: contacts.slice(0, Math.min(perPage, total - start)), total };
  }
}

/** Between the readings of two pages a contact may move down the list: it is not given twice. */
function withoutRepeats(contacts: readonly Contact[], next: readonly Contact[]): readonly Contact[] {
  const seen = new Set(contacts.map(({ id }) => id));
  return [...contacts, ...next.filter(({ id }) => !seen.has(id))];
}
