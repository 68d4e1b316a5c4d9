import { startServer, type TestServer } from '../../support/server.js';
import { onlyError } from './support.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ MAX_COMPLEXITY: '300' });
});
beforeEach(() => server.reset());
afterAll(() => server.close());

describe('variables', () => {
  it.each([
    ['a time that is none', '$value: DateTime', 'recentContacts(createdAfter: $value)', 'yesterday'],
    ['a text for a number', '$value: Int!', 'recentContacts(first: $value)', 'ten'],
    ['null for a number', '$value: Int', 'recentContacts(first: $value)', null],
    ['nothing for an id', '$value: ID!', 'customerContacts(customerId: $value)', undefined],
    ['an object for a text', '$value: String!', 'searchContacts(term: $value)', { term: 'ada' }],
  ])('are refused where they hold %s, before a vendor is asked', async (_, variable, field, value) => {
    const { status, errors } = await server.ask(`query (${variable}) { ${field} { nodes { id } } }`, { value });

    expect(status).toBe(400);
    expect(onlyError(errors).code).toBe('BAD_USER_INPUT');
    expect(server.simulators.perfex.calls).toEqual([]);
  });

  it('are refused together where several do not fit', async () => {
    const { errors } = await server.ask(
      `query ($first: Int!, $since: DateTime) { recentContacts(first: $first, createdAfter: $since) { nodes { id } } }`,
      { first: 'ten', since: 'yesterday' },
    );

    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
  });

  it('are refused where a list holds null for a key', async () => {
    const { errors } = await server.ask(`query ($ids: [ID!]!) { contacts(ids: $ids) { id } }`, { ids: ['1', null] });

    expect(onlyError(errors).code).toBe('BAD_USER_INPUT');
  });
});

describe('the size of an answer', () => {
  const tooMuch = `recentContacts(first: 100) { nodes { id firstName lastName } }`;

  it('is limited', async () => {
    const { status, errors } = await server.ask(`{ ${tooMuch} }`);

    expect(status).toBe(400);
    expect(onlyError(errors).code).toBe('QUERY_TOO_COMPLEX');
  });

  it('is limited, whatever a negative page in the same operation is worth', async () => {
    const { errors } = await server.ask(`{ ${tooMuch} other: recentContacts(first: -10000) { nodes { id } } }`);

    expect(onlyError(errors).code).toBe('QUERY_TOO_COMPLEX');
    expect(server.simulators.perfex.calls).toEqual([]);
  });
});
