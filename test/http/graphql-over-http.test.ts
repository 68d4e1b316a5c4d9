import { hashed } from './hashed.js';
import { type GraphError, graphqlHeaders, startServer, type TestServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ BODY_LIMIT_BYTES: '65536', MAX_COMPLEXITY: '2000' });
});
beforeEach(() => server.reset());
afterAll(() => server.close());

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly data?: unknown;
  readonly codes: readonly string[];
  readonly messages: readonly string[];
}

async function send(path: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(server.url + path, init);
  const body = (await response.json()) as { data?: unknown; errors?: GraphError[] };
  return {
    status: response.status,
    headers: response.headers,
    data: body.data,
    codes: body.errors?.map(({ extensions }) => extensions.code) ?? [],
    messages: body.errors?.map(({ message }) => message) ?? [],
  };
}

const post = (body: unknown, headers: Record<string, string> = graphqlHeaders) =>
  send('/graphql', { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });

const get = (parameters: Record<string, string>, headers: Record<string, string>) =>
  send(`/graphql?${new URLSearchParams(parameters)}`, { headers });

describe('a request that GraphQL refuses', () => {
  it.each<[string, object, number, string]>([
    ['is not GraphQL', { query: '{ user(id: ' }, 400, 'GRAPHQL_PARSE_FAILED'],
    ['is endless', { query: `{${' a'.repeat(20_001)} }` }, 400, 'GRAPHQL_PARSE_FAILED'],
    ['asks for an unknown field', { query: '{ nobody { name } }' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['lacks an argument', { query: '{ user { name } }' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['lacks a variable', { query: 'query ($id: ID!) { user(id: $id) { name } }' }, 400, 'BAD_USER_INPUT'],
    [
      'has a variable of another type',
      { query: 'query ($first: Int!) { recentContacts(first: $first) { nodes { id } } }', variables: { first: 'ten' } },
      400,
      'BAD_USER_INPUT',
    ],
    [
      'has two operations and names none',
      { query: 'query A { __typename } query B { __typename }' },
      400,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'names an operation that it does not have',
      { query: '{ __typename }', operationName: 'B' },
      400,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['wants to subscribe', { query: 'subscription { sourceChanged { cause } }' }, 400, 'BAD_REQUEST'],
    ['has no document', { variables: {} }, 400, 'BAD_REQUEST'],
    [
      'has a document that is not that of its hash',
      { query: '{ __typename }', extensions: { persistedQuery: { version: 1, sha256Hash: 'ab' } } },
      400,
      'BAD_REQUEST',
    ],
  ])('because it %s keeps its code, and is nothing unexpected', async (_, body, status, code) => {
    const logged = server.log.length;
    const answer = await post(body);

    expect(answer).toMatchObject({ status, codes: [code] });
    expect(server.log.slice(logged).filter((line) => line.includes('unexpected'))).toEqual([]);
  });

  it('because it could grow too large is QUERY_TOO_COMPLEX, before any vendor is asked', async () => {
    const query =
      '{ accountUsers(accountId: "1", first: 100) { nodes { user { memberships(first: 100) { nodes { groupId } } } } } }';
    const answer = await post({ query });

    expect(answer).toMatchObject({ status: 400, codes: ['QUERY_TOO_COMPLEX'] });
    expect(answer.messages[0]).toMatch(/could hold \d+ values; this server allows 2000/);
    expect(server.simulators.chatwoot.calls).toEqual([]);
  });
});

describe('a request that is no GraphQL request', () => {
  it('because its body is too large is 413 PAYLOAD_TOO_LARGE', async () => {
    const answer = await post({ query: '{ __typename }', variables: { large: 'x'.repeat(70_000) } });

    expect(answer).toMatchObject({ status: 413, codes: ['PAYLOAD_TOO_LARGE'] });
    expect(answer.messages[0]).toContain('BODY_LIMIT_BYTES');
  });

  it.each<[string, number, string | object, Record<string, string>]>([
    ['its body is not JSON', 400, '{"query": ', { 'content-type': 'application/json' }],
    ['it is empty', 400, '', { 'content-type': 'application/json' }],
    ['its content type is unknown', 415, '<query/>', { 'content-type': 'application/xml' }],
    ['it is a form', 415, 'query={__typename}', { 'content-type': 'application/x-www-form-urlencoded' }],
    [
      'a key would change a prototype',
      400,
      '{"query": "{ __typename }", "__proto__": {}}',
      { 'content-type': 'application/json' },
    ],
    [
      'a key that is spelt with escapes would',
      400,
      '{"query": "{ __typename }", "variables": {"\\u005f_proto__": {}}}',
      { 'content-type': 'application/json' },
    ],
    [
      'a key would change the prototype of a class',
      400,
      '{"query": "{ __typename }", "variables": {"constructor": {"prototype": {}}}}',
      { 'content-type': 'application/json' },
    ],
    ['it is a text', 400, '"{ __typename }"', { 'content-type': 'application/json' }],
    ['it is a list of requests', 400, [{ query: '{ __typename }' }], { 'content-type': 'application/json' }],
  ])('because %s is %i BAD_REQUEST', async (_, status, body, headers) => {
    expect(await post(body, headers)).toMatchObject({ status, codes: ['BAD_REQUEST'] });
  });

  it.each(['/graphql/', '/users', '/health'])(
    'because nothing is at %s is 404, and says where the API is',
    async (path) => {
      const answer = await send(path, {});
      expect(answer).toMatchObject({ status: 404, codes: ['BAD_REQUEST'] });
      expect(answer.messages[0]).toContain('/graphql');
    },
  );

  it('because its path cannot be decoded is refused without repeating the path', async () => {
    const answer = await send('/%E0%A4%A?email=ada@example.com', {});
    expect(answer).toMatchObject({ status: 400, codes: ['BAD_REQUEST'] });
    expect(JSON.stringify(answer)).not.toContain('ada@');
    expect(answer.headers.get('x-request-id')).toBeTruthy();
  });
});

it('a value may hold what a key may not', async () => {
  const variables = { text: '__proto__', constructor: 'constructor' };
  expect(await post({ query: '{ __typename }', variables })).toMatchObject({ status: 200, codes: [] });
});

describe('a page of another site', () => {
  const reading = '{ contact(id: "1") { email } }';
  const deletion = 'mutation { deleteContact(input: { id: "1" }) { contactId } }';

  it('cannot send what a browser sends without asking first: a GET, or a form in disguise', async () => {
    for (const answer of [
      await get({ query: reading }, {}),
      await post({ query: deletion }, { 'content-type': 'text/plain' }),
    ]) {
      expect(answer).toMatchObject({ status: 400, codes: ['BAD_REQUEST'], data: undefined });
    }
    expect(server.simulators.perfex.calls).toEqual([]);
  });

  it.each<[string, () => Promise<Answer>, number]>([
    ['a GET', () => get({ query: reading }, {}), 400],
    ['a GET with an empty header for it', () => get({ query: reading }, { 'apollo-require-preflight': '' }), 400],
    ['a GET of its hash', () => get({ extensions: JSON.stringify(hashed(reading)) }, {}), 400],
    ['a text', () => post({ query: reading }, { 'content-type': 'text/plain' }), 400],
    [
      'a text that is said to be JSON, too',
      () => post({ query: reading }, { 'content-type': 'text/plain; a=application/json' }),
      400,
    ],
    ['a form', () => post('query=x', { 'content-type': 'application/x-www-form-urlencoded' }), 415],
    ['a form with files', () => post('--x--', { 'content-type': 'multipart/form-data; boundary=x' }), 415],
  ])('cannot ask by %s for what was asked before, either', async (_, send, status) => {
    // Known by its text, and by its hash.
    for (let asked = 0; asked < 2; asked += 1) {
      expect((await post({ query: reading, extensions: hashed(reading) })).codes).toEqual([]);
      expect((await post({ query: reading })).codes).toEqual([]);
    }
    server.reset();

    expect(await send()).toMatchObject({ status, codes: ['BAD_REQUEST'], data: undefined });
    expect(server.simulators.perfex.calls).toEqual([]);
  });

  it('cannot change anything by GET, whatever its headers, nor by what was sent before', async () => {
    await server.ask(deletion);
    server.reset();

    const answer = await get({ query: deletion }, { 'apollo-require-preflight': 'yes' });

    expect(answer).toMatchObject({ status: 405, codes: ['BAD_REQUEST'] });
    expect(answer.headers.get('allow')).toBe('POST');
    expect(server.simulators.perfex.calls).toEqual([]);
  });

  it('gets no permission to read from the server', async () => {
    const { headers } = await fetch(`${server.url}/graphql`, { headers: { origin: 'https://other.example' } });
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

it('a GET with the header for it answers a query', async () => {
  const answer = await get({ query: '{ contact(id: "1") { firstName } }' }, { 'apollo-require-preflight': 'yes' });
  expect(answer).toMatchObject({ status: 200, data: { contact: { firstName: 'Ada' } } });
});
