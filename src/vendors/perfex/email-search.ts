import type { Contact } from '../../domain/contact.js';
import type { CallScope } from '../../domain/scope.js';
import type { Answer } from '../../domain/sources.js';
import { contactsOf } from './listed-contacts.js';
import type { ContactLists } from './lists.js';
import type { ContactLoader } from './loader.js';
import type { Reading } from './normalize.js';
import { pageLimit } from './wire.js';

/** Contacts by their whole e-mail address. Perfex looks for a part of it, and in names as well. */
export class EmailSearch {
  constructor(
    private readonly loader: ContactLoader,
    private readonly lists: ContactLists,
    private readonly reading: Reading,
  ) {}

  /** In the order of the addresses: the contacts that have it, or the error of that address alone. */
  async find(emails: readonly string[], scope: CallScope): Promise<Answer<Contact[]>[]> {
    const answers = await this.loader.each<string, Contact[] | null>(
      emails,
      {
        toOperation: (email) => ({ tool: 'contacts_search', arguments: { q: email, limit: pageLimit } }),
        toValue: (email, outcome) => {
          const matches = contactsOf(outcome, this.reading, 'contacts_search');
          const exact = withEmail(email, matches);
          // `e@example.com` is a part of a hundred others: it may be behind the end of the list.
          return exact.length === 0 && matches.length >= pageLimit ? null : exact;
        },
        callAlone: (email) => this.#searchWhole(email, scope),
      },
      scope,
    );
    return Promise.all(answers.map(async (answer, index) => answer ?? this.#whole(emails[index] as string, scope)));
  }

  #whole(email: string, scope: CallScope): Promise<Answer<Contact[]>> {
    return this.#searchWhole(email, scope).catch((error: unknown) => error as Error);
  }

  /** Page by page until it is found. */
  async #searchWhole(email: string, scope: CallScope): Promise<Contact[]> {
    for (let offset = 0; ; offset += pageLimit) {
      const { items, hasNextPage } = await this.lists.search(email, { offset, first: pageLimit }, scope);
      const exact = withEmail(email, items);
      // No two contacts have the same one.
      if (exact.length > 0 || !hasNextPage) return exact;
    }
  }
}

const withEmail = (email: string, contacts: readonly Contact[]): Contact[] =>
  contacts.filter((contact) => contact.email === email);
