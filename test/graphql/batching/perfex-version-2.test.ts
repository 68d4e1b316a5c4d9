import { sandboxPeople } from '../../../src/sandbox/people.js';
import { type PerfexSimulator, startPerfexSimulator } from '../../../src/vendors/perfex/simulator.js';
import { type GraphAnswer, startServer, type TestServer } from '../../support/server.js';
import { callsDuring, onlyError, range } from '../queries/support.js';

/** The REST API module in version 2: it has no batch route and no pages. */
describe('Perfex in version 2', () => {
  let perfex: PerfexSimulator;
  let server: TestServer;
  beforeAll(async () => {
    perfex = await startPerfexSimulator({ people: sandboxPeople(), version: 2 });
  });
  // Each test meets a server that does not know the version yet.
  beforeEach(async () => {
    perfex.reset();
    server = await startServer({ PERFEX_URL: perfex.origin, PERFEX_TOKEN: perfex.key });
  });
  afterEach(() => server.close());
  afterAll(() => perfex.close());

  const query = `query ($ids: [ID!]!) { contacts(ids: $ids) { id firstName lastName } }`;
  const singleReads = (ids: readonly string[]): string[] => ids.map((id) => `GET /api/contacts/1/${id}`);

  it('is asked for a batch once, then for single contacts', async () => {
    const first = await callsDuring(perfex, () => server.ask(query, { ids: ['1', '2', '3'] }));
    const second = await callsDuring(perfex, () => server.ask(query, { ids: ['2', '3', '4'] }));

    expect(first).toEqual(['POST /api/batch', ...singleReads(['1', '2', '3'])]);
    expect(second).toEqual(singleReads(['2', '3', '4']));
  });

  it('answers contacts in the order asked for, null for none, and fetches each once', async () => {
    let answer: GraphAnswer<{ contacts: unknown }> | undefined;

    const calls = await callsDuring(perfex, async () => {
      answer = await server.ask(query, { ids: ['2', '999999', '1', '2'] });
    });

    expect(answer?.errors).toBeUndefined();
    expect(answer?.data.contacts).toEqual([
      { id: '2', firstName: 'Grace', lastName: 'Hopper' },
      null,
      { id: '1', firstName: 'Ada', lastName: 'Lovelace' },
      { id: '2', firstName: 'Grace', lastName: 'Hopper' },
    ]);
    expect(calls).toEqual(['POST /api/batch', ...singleReads(['2', '999999', '1'])]);
  });

  it('answers 100 contacts', async () => {
    const { data, errors } = await server.ask(query, { ids: range(100) });

    expect(errors).toBeUndefined();
    expect(data.contacts).toMatchObject(range(100).map((id) => ({ id })));
  });

  it('cuts the pages of a list itself', async () => {
    const page = `query ($after: String) {
      customerContacts(customerId: "1", first: 100, after: $after) {
        nodes { id } totalCount pageInfo { hasNextPage endCursor }
      }
    }`;
    const first = (await server.ask(page)).data.customerContacts;
    const second = (await server.ask(page, { after: first.pageInfo.endCursor })).data.customerContacts;

    const ids = [...first.nodes, ...second.nodes].map(({ id }: { id: string }) => id);
    expect(first).toMatchObject({ pageInfo: { hasNextPage: true } });
    expect(second).toMatchObject({ pageInfo: { hasNextPage: false }, totalCount: first.totalCount });
    expect(ids).toHaveLength(Number(first.totalCount));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('cannot list recent contacts, and the error says so', async () => {
    const { data, errors } = await server.ask(`{ recentContacts { nodes { id } } contact(id: "1") { firstName } }`);

    expect(data).toEqual({ recentContacts: null, contact: { firstName: 'Ada' } });
    expect(onlyError(errors).code).toBe('VENDOR_UNSUPPORTED');
    expect(errors?.[0]?.extensions).toMatchObject({ vendor: 'PERFEX', retryable: false });
  });
});
