import { startServer, type TestServer } from '../../support/server.js';
import { addContact, callVendor } from './support.js';
import { keysOf, type List, lists, readPage, readPages } from './support-lists.js';

const recent = lists.find(({ field }) => field === 'recentContacts') as List;

/** Lists that change while a client reads them page by page. */
describe('recentContacts', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  beforeEach(() => server.reset());
  afterAll(() => server.close());

  it.each([1, 2, 20, 100])('repeats nothing when a contact appears between two pages of %i', async (first) => {
    const expected = await recent.expected(server);
    const page = await readPage(server, recent, first);
    const added = await addContact(server);

    const next = await readPage(server, recent, first, page.pageInfo.endCursor);

    expect(keysOf([page, next], recent)).toEqual(expected.slice(0, 2 * first));
    expect(keysOf([next], recent)).not.toContain(added);
  });

  it('repeats and leaves out nothing when a contact appears after every page', async () => {
    const expected = await recent.expected(server);
    const pages = [await readPage(server, recent, 100)];
    while (pages.at(-1)?.pageInfo.hasNextPage) {
      await addContact(server);
      pages.push(await readPage(server, recent, 100, pages.at(-1)?.pageInfo.endCursor));
    }

    expect(keysOf(pages, recent)).toEqual(expected);
  });

  it('ends where the list ends, although the list has grown', async () => {
    const expected = await recent.expected(server);
    const last = (await readPages(server, recent, 100)).at(-1);
    const cursorOfLastButTwo = last?.edges.at(-3)?.cursor;
    await addContact(server);

    const page = await readPage(server, recent, 2, cursorOfLastButTwo);

    expect(keysOf([page], recent)).toEqual(expected.slice(-2));
    expect(page.pageInfo.hasNextPage).toBe(false);
  });

  it('answers what is left when contacts disappear', async () => {
    const expected = await recent.expected(server);
    const page = await readPage(server, recent, 3);
    await callVendor(server.simulators.perfex, 'DELETE', `/api/contacts/${expected[4]}`);

    const next = await readPage(server, recent, 3, page.pageInfo.endCursor);

    expect(keysOf([next], recent)).toEqual([expected[3], expected[5], expected[6]]);
  });
});
