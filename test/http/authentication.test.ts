import { createHash } from 'node:crypto';
import { startServer, type TestServer } from '../support/server.js';

const shopKey = 'key-of-the-shop';
const crmKey = 'key-of-the-crm';
const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ API_KEYS: `shop:${hashOf(shopKey)},${hashOf(crmKey)}` });
});
beforeEach(() => server.reset());
afterAll(() => server.close());

const ask = (authorization?: string) =>
  server.ask('{ contact(id: "1") { firstName } }', {}, authorization === undefined ? {} : { authorization });

it.each([
  ['the first key', `Bearer ${shopKey}`],
  ['the second key', `Bearer ${crmKey}`],
  ['a key with the scheme in another case', `bearer ${crmKey}`],
])('%s passes', async (_, authorization) => {
  expect(await ask(authorization)).toMatchObject({ status: 200, data: { contact: { firstName: 'Ada' } } });
});

it.each([
  ['no header', undefined],
  ['an empty header', ''],
  ['no key', 'Bearer '],
  ['an unknown key', 'Bearer key-of-nobody'],
  ['the beginning of a key', `Bearer ${shopKey.slice(0, -1)}`],
  ['a key and more', `Bearer ${shopKey} ${crmKey}`],
  ['the hash of a key', `Bearer ${hashOf(shopKey)}`],
  ['the name of a key', 'Bearer shop'],
  ['a key in another case', `Bearer ${shopKey.toUpperCase()}`],
  ['a key alone', shopKey],
  ['a key by another scheme', `Basic ${Buffer.from(`${shopKey}:`).toString('base64')}`],
])('%s is 401 UNAUTHENTICATED, and asks no vendor', async (_, authorization) => {
  const { status, headers, errors, data } = await ask(authorization);

  expect(status).toBe(401);
  expect(headers.get('www-authenticate')).toBe('Bearer');
  expect(data).toBeUndefined();
  expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'UNAUTHENTICATED', retryable: false }]);
  expect(server.simulators.perfex.calls).toEqual([]);
});

it('a body is not read before the key is known', async () => {
  const tooLarge = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: 'x'.repeat(5 * 1024 * 1024),
  });
  expect(tooLarge.status).toBe(401);
});

it.each([
  ['a query', 'query={__typename}', 'text/html'],
  ['a query for people', 'query={__typename}', '*/*'],
  ['a document by its hash', 'extensions={"persistedQuery":{"version":1,"sha256Hash":"ab"}}', 'text/html'],
  ['nothing at all', '', 'application/json'],
])('%s by GET needs a key, too', async (_, parameters, accept) => {
  const response = await fetch(`${server.url}/graphql?${parameters}`, {
    headers: { accept, 'apollo-require-preflight': 'yes' },
  });
  expect(response.status).toBe(401);
});

it('the page of the explorer is open, and holds no data', async () => {
  const response = await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html' } });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/html/)]);
});

it.each(['/health/live', '/health/ready'])('%s is open', async (path) => {
  expect((await fetch(server.url + path)).status).toBe(200);
});

it('no key is written to the log, neither a known nor an unknown one', async () => {
  await ask(`Bearer ${shopKey}`);
  await ask('Bearer key-of-nobody');
  for (const key of [shopKey, crmKey, 'key-of-nobody', hashOf(shopKey), hashOf(crmKey)])
    expect(server.log.join('')).not.toContain(key);
});

it('without any key in the configuration everybody on this machine passes', async () => {
  const open = await startServer();
  expect((await open.ask('{ contact(id: "1") { firstName } }')).data).toEqual({ contact: { firstName: 'Ada' } });
  await open.close();
});
