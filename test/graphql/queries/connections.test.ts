import { startServer, type TestServer } from '../../support/server.js';
import { callVendor, onlyError } from './support.js';
import { keysOf, lists, readPage, readPages } from './support-lists.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

describe.each(lists)('$field', (list) => {
  const { field, argument, hasTotalCount } = list;

  it.each([100, 37])('yields every record exactly once and in order, %i at a time', async (first) => {
    const expected = await list.expected(server);

    const pages = await readPages(server, list, first);

    expect(expected.length).toBeGreaterThan(100);
    expect(keysOf(pages, list)).toEqual(expected);
    expect(pages).toHaveLength(Math.ceil(expected.length / first));
  });

  it('says of each page where it stands in the list', async () => {
    const pages = await readPages(server, list, 60);

    expect(pages.map(({ pageInfo }) => pageInfo)).toEqual(
      pages.map(({ edges }, index) => ({
        hasPreviousPage: index > 0,
        hasNextPage: index < pages.length - 1,
        startCursor: edges.at(0)?.cursor,
        endCursor: edges.at(-1)?.cursor,
      })),
    );
  });

  it('answers the same records as nodes and in edges, each edge with a cursor of its own', async () => {
    const { nodes, edges } = await readPage(server, list, 50);

    expect(edges.map(({ node }) => node)).toEqual(nodes);
    expect(new Set(edges.map(({ cursor }) => cursor)).size).toBe(50);
  });

  it('goes on behind any record, not only behind the last of a page', async () => {
    const { edges, nodes } = await readPage(server, list, 10);

    const page = await readPage(server, list, 3, edges[4]?.cursor);

    expect(page.nodes).toEqual(nodes.slice(5, 8));
  });

  it('goes on with pages of another size', async () => {
    const expected = await list.expected(server);
    const few = await readPage(server, list, 7);

    const many = await readPage(server, list, 100, few.pageInfo.endCursor);

    expect(keysOf([few, many], list)).toEqual(expected.slice(0, 107));
  });

  it('has no next page where the last page is a full one', async () => {
    const expected = await list.expected(server);
    const lastOfAll = (await readPages(server, list, 100)).at(-1)?.edges;
    const size = 5;

    const page = await readPage(server, list, size, lastOfAll?.at(-1 - size)?.cursor);

    expect(page.nodes.map((node) => node[list.key])).toEqual(expected.slice(-size));
    expect(page.pageInfo.hasNextPage).toBe(false);
  });

  it('answers an empty page behind the last record and repeats nothing', async () => {
    const last = (await readPages(server, list, 100)).at(-1);

    const page = await readPage(server, list, 100, last?.pageInfo.endCursor);

    expect(page).toMatchObject({
      edges: [],
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
    });
  });

  it('answers 20 records unless told otherwise', async () => {
    const { data } = await server.ask(`{ ${field}${argument && `(${argument})`} { nodes { __typename } } }`);

    expect(data[field].nodes).toHaveLength(20);
  });

  it.each([-1, 0, 101, 1_000])('refuses a page of %i records', async (first) => {
    const { data, errors } = await server.ask(`{ ${field}(${argument} first: ${first}) { nodes { __typename } } }`);

    expect(data[field]).toBeNull();
    expect(onlyError(errors)).toEqual({ code: 'BAD_USER_INPUT', fields: ['first'] });
  });

  it.each([
    ['nothing', ''],
    ['a text', 'next'],
    ['a number', '20'],
    ['another JSON', Buffer.from('{"offset":1}').toString('base64url')],
    ['a place before the start', Buffer.from(`["${field}",-1,"1"]`).toString('base64url')],
    ['too long', 'a'.repeat(501)],
  ])('refuses %s as a cursor', async (_, after) => {
    await expect(readPage(server, list, 20, after)).rejects.toThrow('BAD_USER_INPUT of after');
  });

  it.each(lists.filter((other) => other !== list))('refuses a cursor of $field', async (other) => {
    const { pageInfo } = await readPage(server, other, 2);

    await expect(readPage(server, list, 20, pageInfo.endCursor)).rejects.toThrow('BAD_USER_INPUT of after');
  });

  if (!hasTotalCount || field === 'recentContacts') return;

  it('counts the whole list on every page', async () => {
    const { length } = await list.expected(server);

    const pages = await readPages(server, list, 60);

    expect(pages.map(({ totalCount }) => totalCount)).toEqual(pages.map(() => length));
  });
});

it('does not count recentContacts, because Perfex does not', async () => {
  const { data } = await server.ask(`{ recentContacts(first: 1) { totalCount } }`);

  expect(data.recentContacts.totalCount).toBeNull();
});

it('is not misled by the last page, which Perfex answers for a page past the end', async () => {
  const customer = lists.find(({ field }) => field === 'customerContacts');
  if (!customer) throw new Error('There is no such list.');
  const whole = await customer.expected(server);
  const { edges } = await readPage(server, customer, 100);
  // The list shrinks below the place of the cursor.
  await Promise.all(whole.slice(40).map((id) => callVendor(server.simulators.perfex, 'DELETE', `/api/contacts/${id}`)));

  const page = await readPage(server, customer, 20, edges.at(-1)?.cursor);

  expect(page).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false } });
});
