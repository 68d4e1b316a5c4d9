import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { startServer, type TestServer } from '../support/server.js';
import { type RawAnswer, rawRequest } from './raw-request.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

const large = '{ recentContacts(first: 50) { nodes { id firstName lastName email title phoneNumber createdAt } } }';
const small = '{ contact(id: "1") { firstName } }';

const ask = (query: string, encoding?: string, url = server.url): Promise<RawAnswer> =>
  rawRequest(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(encoding === undefined ? {} : { 'accept-encoding': encoding }),
    },
    body: JSON.stringify({ query }),
  });

const unpacked: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
};

it.each([
  ['gzip', 'gzip'],
  ['br', 'br'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['*', 'br'],
  ['br;q=0, *', 'gzip'],
])('an answer to Accept-Encoding: %s is packed as %s, the first time and again', async (accepted, encoding) => {
  const plain = await ask(large);
  expect(plain.body.length).toBeGreaterThan(1_024);
  for (let asked = 0; asked < 3; asked += 1) {
    const { status, headers, body } = await ask(large, accepted);
    expect([status, headers['content-encoding'], headers.vary]).toEqual([200, encoding, 'Accept-Encoding']);
    expect(Number(headers['content-length'])).toBe(body.length);
    expect(body.length).toBeLessThan(plain.body.length / 2);
    expect(unpacked[encoding]?.(body).toString()).toBe(plain.body.toString());
  }
});

it.each([undefined, 'identity', 'deflate', 'gzip;q=0', 'identity, gzip;q=0.5', ''])(
  'an answer to Accept-Encoding: %s is sent as it is, and says that it depends on it',
  async (accepted) => {
    const { headers, body } = await ask(large, accepted);
    expect([headers['content-encoding'], headers.vary]).toEqual([undefined, 'Accept-Encoding']);
    expect(() => JSON.parse(body.toString()) as unknown).not.toThrow();
  },
);

it('a small answer is not worth it', async () => {
  const { headers, body } = await ask(small, 'gzip, br');
  expect([headers['content-encoding'], body.toString().trim()]).toEqual([
    undefined,
    '{"data":{"contact":{"firstName":"Ada"}}}',
  ]);
});

it('the page for browsers is packed, too', async () => {
  const { headers, body } = await rawRequest(`${server.url}/graphql`, {
    headers: { accept: 'text/html', 'accept-encoding': 'br' },
  });
  expect(headers['content-encoding']).toBe('br');
  expect(brotliDecompressSync(body).toString()).toContain('<html');
});

it('a GET that is packed has the tag of the one that is not', async () => {
  const url = `${server.url}/graphql?${new URLSearchParams({ query: large })}`;
  const headers = { 'apollo-require-preflight': 'true' };
  const plain = await rawRequest(url, { headers });
  const packed = await rawRequest(url, { headers: { ...headers, 'accept-encoding': 'gzip' } });
  expect([packed.headers['content-encoding'], packed.headers.etag]).toEqual(['gzip', plain.headers.etag]);
  const condition = { 'if-none-match': String(plain.headers.etag), 'accept-encoding': 'gzip' };
  const same = await rawRequest(url, { headers: { ...headers, ...condition } });
  expect([same.status, same.body.length, same.headers['content-encoding']]).toEqual([304, 0, undefined]);
});

it('many at once are all answered, whether they are packed or not', async () => {
  const plain = (await ask(large)).body.toString();
  const queries = Array.from({ length: 60 }, (_, number) => `${large} # ${number}`);
  const answers = await Promise.all(queries.map((query) => ask(query, 'gzip')));
  for (const { headers, body } of answers)
    expect((headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString()).toBe(plain);
});

it('nothing is packed with COMPRESSION=off', async () => {
  const off = await startServer({ COMPRESSION: 'off' });
  expect((await ask(large, 'gzip, br', off.url)).headers['content-encoding']).toBeUndefined();
  await off.close();
});
