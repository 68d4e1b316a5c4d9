import { graphqlHeaders, startServer, type TestServer } from '../support/server.js';
import { hashed } from './hashed.js';
import { rawRequest } from './raw-request.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ PERFEX_CACHE_SECONDS: '60' });
});
beforeEach(() => server.restart());
afterEach(() => server.reset());
afterAll(() => server.close());

const read = '{ contact(id: "1") { firstName title } }';
const get = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
  rawRequest(`${server.url}/graphql?${new URLSearchParams(parameters)}`, {
    headers: { 'apollo-require-preflight': 'true', ...headers },
  });
const json = (body: Buffer) => JSON.parse(body.toString()) as { data?: unknown; errors?: unknown };
const reads = (): number => server.simulators.perfex.calls.length;

// The first time Apollo Server answers, from then on the plan of the query.
it.each(['by its text', 'by its hash'])(
  'a GET of a query %s is kept by its caller alone, who has to ask',
  async (by) => {
    const parameters: Record<string, string> =
      by === 'by its text' ? { query: read } : { extensions: JSON.stringify(hashed(read)) };
    await get({ query: read, extensions: JSON.stringify(hashed(read)) });
    const etags = new Set<unknown>();
    for (let asked = 0; asked < 3; asked += 1) {
      const { status, headers, body } = await get(parameters);
      expect([status, json(body).data]).toEqual([200, { contact: { firstName: 'Ada', title: expect.any(String) } }]);
      expect(headers['cache-control']).toBe('private, no-cache');
      expect(headers.vary).toBe('Accept, Accept-Encoding, Authorization, X-Peoplegraph-Cost');
      etags.add(headers.etag);
    }
    expect(etags.size).toBe(1);
    expect([...etags][0]).toMatch(/^W\/"[\w-]{43}"$/);
  },
);

it('what has not changed is 304 without a body, and what has is sent', async () => {
  const { headers } = await get({ query: read });
  const etag = String(headers.etag);

  for (const condition of [etag, etag.slice(2), `"other", ${etag}`, '*']) {
    const { status, headers: found, body } = await get({ query: read }, { 'if-none-match': condition });
    expect([condition, status, body.length]).toEqual([condition, 304, 0]);
    expect(found).toMatchObject({ etag, 'cache-control': 'private, no-cache', vary: headers.vary });
    expect(found['content-type']).toBeUndefined();
  }
  expect((await get({ query: read }, { 'if-none-match': '"other"' })).status).toBe(200);

  await server.ask('mutation { updateContact(input: { id: "1", title: "Countess" }) { warnings } }');
  const changed = await get({ query: read }, { 'if-none-match': etag });
  expect([changed.status, json(changed.body).data]).toEqual([
    200,
    { contact: { firstName: 'Ada', title: 'Countess' } },
  ]);
  expect(changed.headers.etag).not.toBe(etag);
});

it('asking whether it is still the same takes what is kept here, and asks the vendor only with Cache-Control', async () => {
  const { headers } = await get({ query: read });
  const condition = { 'if-none-match': String(headers.etag) };
  const before = reads();

  expect((await get({ query: read }, condition)).status).toBe(304);
  expect(reads()).toBe(before);
  for (const fresh of [{ 'cache-control': 'max-age=0' }, { 'cache-control': 'no-cache' }])
    expect((await get({ query: read }, { ...condition, ...fresh })).status).toBe(304);
  expect(reads()).toBe(before + 2);
});

it('an answer that is to be kept nowhere is kept nowhere', async () => {
  const { headers } = await get({ query: read }, { 'cache-control': 'no-store' });
  expect([headers['cache-control'], headers.etag]).toEqual(['no-store', undefined]);
});

it.each<[string, Record<string, string>, number]>([
  ['of a vendor', { query: '{ contact(id: "1") { firstName profile { dateOfBirth } } }' }, 200],
  ['of the document', { query: '{ nobody }' }, 200],
  ['of the parameters', { query: read, variables: '[]' }, 400],
  ['of a parameter that comes twice', {}, 400],
  ['of a hash that is not known', { extensions: JSON.stringify(hashed('{ unknown }')) }, 200],
])('an answer with an error %s is kept nowhere', async (_, parameters, status) => {
  server.simulators.numi.setFaults({ errorRate: 1 });
  for (let asked = 0; asked < 2; asked += 1) {
    const answer = await get(parameters);
    expect([answer.status, answer.headers['cache-control'], answer.headers.etag]).toEqual([
      status,
      'no-store',
      undefined,
    ]);
    expect(json(answer.body).errors).toBeDefined();
  }
});

it.each(['/nothing', '/health/live'])('a refusal at %s is kept nowhere', async (path) => {
  const { status, headers } = await rawRequest(server.url + path, { method: 'DELETE' });
  expect([status >= 400, headers['cache-control']]).toEqual([true, 'no-store']);
});

it('the answer to a POST is kept nowhere, and says nothing of conditions', async () => {
  for (let asked = 0; asked < 2; asked += 1) {
    const { headers } = await rawRequest(`${server.url}/graphql`, {
      method: 'POST',
      headers: { ...graphqlHeaders, 'if-none-match': '*' },
      body: JSON.stringify({ query: read }),
    });
    expect([headers['cache-control'], headers.etag]).toEqual(['no-store', undefined]);
  }
});

it('a GET has the same answer as a POST, with variables and the name of the operation', async () => {
  const query = 'query One($id: ID!) { contact(id: $id) { firstName } } query Two { __typename }';
  for (let asked = 0; asked < 3; asked += 1) {
    const one = await get({ query, operationName: 'One', variables: '{"id": "1"}' });
    expect(json(one.body)).toEqual({ data: { contact: { firstName: 'Ada' } } });
    const nobody = await get({ query, operationName: 'One', variables: '{"id": null}' });
    expect(json(nobody.body).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    const none = await get({ query, operationName: '' });
    expect(json(none.body).errors).toMatchObject([{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }]);
  }
});

it.each(['variables', 'extensions'])(
  '%s of a GET that are no object are refused, also of what was asked before',
  async (name) => {
    for (const value of ['null', '[]', '"{}"', '1', '{']) {
      await get({ query: read });
      const answer = await get({ query: read, [name]: value });
      expect([value, answer.status]).toEqual([value, 400]);
    }
  },
);
