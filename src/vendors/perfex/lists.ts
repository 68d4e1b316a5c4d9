import type { Contact } from '../../domain/contact.js';
import type { CallScope } from '../../domain/scope.js';
import type { RecentContactsFilter, Slice, Window } from '../../domain/sources.js';
import { Vendor } from '../../domain/vendor.js';
import { badResponse, ErrorCode, VendorError } from '../../errors.js';
import type { VendorHttp } from '../http.js';
import type { BatchRoute, Operation, Outcome } from './batch.js';
import { isEmptyList, isNoData, itemError, perfexError } from './errors.js';
import { type Reading, toContact, toServerTime } from './normalize.js';
import { pagesFor } from './page-window.js';
import { check, contactPage, type ContactRow, contactRows, isRecordId, pageLimit, wrappedRows } from './wire.js';

/** A page as it arrived. `total` is the length of the whole list. */
interface Page {
  /** Bare rows: the whole list, from an installation that does not know pages. */
  readonly whole: boolean;
  readonly rows: readonly ContactRow[];
  readonly total: number;
}

const emptySlice: Slice<never> = Object.freeze({ items: [], hasNextPage: false, totalCount: 0 });

/** The lists of contacts, each read as a window. */
export class ContactLists {
  constructor(
    private readonly http: VendorHttp,
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
    const { timezone } = this.reading;
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
    const rows = outcomes.flatMap(rowsOf);
    return {
      items: rows.slice(0, first).map((row) => toContact(row, this.reading)),
      hasNextPage: rows.length > first,
      totalCount: null,
    };
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

    const { whole, rows, total } = await read(page);
    const start = whole ? 0 : (page - 1) * perPage;
    const needsNext = !whole && pages === 2 && page * perPage < total;
    const next = needsNext ? (await read(page + 1)).rows : [];
    // Between two pages a row may move down the list: it is not given twice.
    const seen = new Set(rows.map((row) => row.id));
    const found = [...rows, ...next.filter((row) => !seen.has(row.id))].slice(offset - start, offset - start + first);
    return {
      items: found.map((row) => toContact(row, this.reading)),
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
    if (isNoData(answer)) return { whole: false, rows: [], total: 0 };
    if (answer.status !== 200) throw perfexError(answer);
    if (Array.isArray(answer.body)) {
      const rows = check(contactRows, answer.body, 'contacts');
      return { whole: true, rows, total: rows.length };
    }
    const { data, meta } = check(contactPage, answer.body, 'contacts');
    const { total } = meta;
    const start = (page - 1) * perPage;
    // Past the end Perfex answers its last page again, under that page's number or the one asked for.
    if (start >= total) return { whole: false, rows: [], total };
    if (meta.page !== page || meta.per_page !== perPage)
      throw badResponse(Vendor.PERFEX, 'another page than the one asked for at contacts.meta');
    return { whole: false, rows: data.slice(0, Math.min(perPage, total - start)), total };
  }
}

function rowsOf(outcome: Outcome): readonly ContactRow[] {
  if (outcome.status === 'unclear') throw outcome.error;
  if (outcome.status === 'refused') {
    if (isEmptyList(outcome.reason)) return [];
    throw itemError(outcome.reason);
  }
  return Array.isArray(outcome.result)
    ? check(contactRows, outcome.result, 'contacts_list')
    : check(wrappedRows, outcome.result, 'contacts_list').data;
}
