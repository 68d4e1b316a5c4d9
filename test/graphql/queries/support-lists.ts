import { sandboxPeople } from '../../../src/sandbox/people.js';
import type { TestServer } from '../../support/server.js';
import { callVendor, onlyError, type Row } from './support.js';

/** One of the lists that are answered as connections, and what the vendor itself says is in it. */
export interface List {
  readonly field: string;
  readonly argument: string;
  /** What identifies a record within the list. */
  readonly key: string;
  readonly hasTotalCount: boolean;
  /** The keys of the whole list in order, past our code. */
  expected(server: TestServer): Promise<string[]>;
}

export interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: Readonly<Record<string, string>> }[];
  readonly nodes: readonly Readonly<Record<string, string>>[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount?: number | null;
}

const idsOf = (rows: unknown): string[] => (rows as { id: string }[]).map(({ id }) => id);

export const lists: readonly List[] = [
  {
    field: 'accountUsers',
    argument: 'accountId: "1"',
    key: 'userId',
    hasTotalCount: true,
    expected: async ({ simulators }) => {
      const rows = await callVendor(simulators.chatwoot, 'GET', '/platform/api/v1/accounts/1/account_users');
      return (rows as { user_id: number }[]).map(({ user_id: id }) => String(id));
    },
  },
  {
    field: 'customerContacts',
    argument: 'customerId: "1"',
    key: 'id',
    hasTotalCount: true,
    expected: async ({ simulators }) => idsOf(await callVendor(simulators.perfex, 'GET', '/api/contacts/1')),
  },
  {
    field: 'searchContacts',
    argument: 'term: "example.org"',
    key: 'id',
    hasTotalCount: true,
    expected: async ({ simulators }) =>
      idsOf(await callVendor(simulators.perfex, 'GET', '/api/contacts/search?q=example.org')),
  },
  {
    field: 'recentContacts',
    argument: '',
    key: 'id',
    hasTotalCount: true,
    expected: async ({ simulators }) => {
      const operations = Array.from({ length: 7 }, (_, page) => ({
        tool: 'contacts_list',
        arguments: { limit: 100, offset: page * 100 },
      }));
      const { results } = (await callVendor(simulators.perfex, 'POST', '/api/batch', { operations })) as {
        results: { index: number; result: Row[] }[];
      };
      return results.sort((a, b) => a.index - b.index).flatMap(({ result }) => idsOf(result));
    },
  },
  {
    field: 'groupMemberships',
    argument: 'groupId: "newsletter"',
    key: 'userId',
    hasTotalCount: false,
    // Persio cannot be asked: who joined, and when, is what the sandbox made up.
    expected: async () =>
      sandboxPeople()
        .flatMap(({ chatwoot, groups }) =>
          groups.flatMap(({ groupId, joinedAt }) =>
            chatwoot && groupId === 'newsletter' ? [{ id: String(chatwoot.id), joinedAt: joinedAt.getTime() }] : [],
          ),
        )
        .sort((a, b) => a.joinedAt - b.joinedAt)
        .map(({ id }) => id),
  },
];

/** Asks for one page. @throws the code of an error, so that only a whole page comes back. */
export async function readPage(
  server: TestServer,
  { field, argument, key, hasTotalCount }: List,
  first: number,
  after: string | null = null,
): Promise<Page> {
  const { data, errors } = await server.ask(
    `query ($first: Int!, $after: String) {
      ${field}(${argument} first: $first, after: $after) {
        edges { cursor node { ${key} } }
        nodes { ${key} }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        ${hasTotalCount ? 'totalCount' : ''}
      }
    }`,
    { first, after },
  );
  if (errors) throw new Error(`${onlyError(errors).code} of ${String(onlyError(errors).fields)}`);
  return data[field] as Page;
}

/** Follows the cursors to the end of the list, as a client does. */
export async function readPages(server: TestServer, list: List, first: number): Promise<Page[]> {
  const pages = [await readPage(server, list, first)];
  while (pages.at(-1)?.pageInfo.hasNextPage) {
    if (pages.length > 200) throw new Error('The list never ends.');
    pages.push(await readPage(server, list, first, pages.at(-1)?.pageInfo.endCursor));
  }
  return pages;
}

export const keysOf = (pages: readonly Page[], { key }: List): (string | undefined)[] =>
  pages.flatMap(({ nodes }) => nodes.map((node) => node[key]));
