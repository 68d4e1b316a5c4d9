import { hash } from 'node:crypto';
import { ConfigError, loadConfig } from '../../src/config.js';
import { startServer, type TestServer } from '../support/server.js';
import { rawRequest } from './raw-request.js';

const origin = 'https://app.example.com';
const key = 'key-of-the-frontend';
const API_KEYS = `frontend:${hash('sha256', key)}`;

const asks = (from: string, headers: string) => ({
  method: 'OPTIONS',
  headers: { origin: from, 'access-control-request-method': 'POST', 'access-control-request-headers': headers },
});
const posts = (from: string, headers: Record<string, string> = { authorization: `Bearer ${key}` }) => ({
  method: 'POST',
  headers: { origin: from, 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ query: '{ contact(id: "1") { firstName } }' }),
});

describe('pages of the origins in CORS_ORIGINS', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ API_KEYS, CORS_ORIGINS: `${origin}, http://localhost:5173` });
  });
  afterAll(() => server.close());

  it.each([origin, 'http://localhost:5173'])(
    '%s may ask, with the headers of this API and no key yet',
    async (from) => {
      const wanted = 'authorization,content-type,apollo-require-preflight,x-peoplegraph-cost,x-peoplegraph-timeout-ms';
      const { status, headers, body } = await rawRequest(`${server.url}/graphql`, asks(from, wanted));

      expect([status, body.length]).toEqual([204, 0]);
      expect(headers).toMatchObject({
        'access-control-allow-origin': from,
        'access-control-allow-methods': 'GET, HEAD, POST',
        'access-control-max-age': '7200',
        allow: 'GET, HEAD, OPTIONS, POST',
        vary: 'Origin',
      });
      expect(String(headers['access-control-allow-headers']).split(', ')).toEqual(
        expect.arrayContaining([...wanted.split(','), 'cache-control', 'if-none-match', 'x-apollo-operation-name']),
      );
      expect(headers['access-control-allow-credentials']).toBeUndefined();
    },
  );

  it('may read the answers, the first time and again', async () => {
    for (let asked = 0; asked < 3; asked += 1) {
      const { status, headers } = await rawRequest(`${server.url}/graphql`, posts(origin));
      expect(status).toBe(200);
      expect(headers).toMatchObject({ 'access-control-allow-origin': origin, vary: 'Origin' });
      expect(headers['access-control-expose-headers']).toBe('x-request-id, retry-after, etag');
    }
  });

  it('may read why they are refused', async () => {
    const refused = await rawRequest(`${server.url}/graphql`, posts(origin, {}));
    const unknown = await rawRequest(`${server.url}/graphql`, { method: 'PUT', headers: { origin } });
    for (const { headers } of [refused, unknown]) expect(headers['access-control-allow-origin']).toBe(origin);
    expect([refused.status, unknown.status]).toEqual([401, 405]);
  });

  it('have an answer to a GET that depends on the origin, and on all else', async () => {
    const { headers } = await rawRequest(`${server.url}/graphql?query={__typename}`, {
      headers: { origin, authorization: `Bearer ${key}`, 'apollo-require-preflight': 'true' },
    });
    expect(headers.vary).toBe('Origin, Accept, Accept-Encoding, Authorization, X-Peoplegraph-Cost');
  });

  it.each([
    'https://other.example',
    'https://app.example.com.other.example',
    'http://app.example.com',
    'https://app.example.com:8443',
    'null',
  ])('are not those of %s', async (from) => {
    for (const request of [asks(from, 'content-type'), posts(from)]) {
      const { headers } = await rawRequest(`${server.url}/graphql`, request);
      expect(headers['access-control-allow-origin']).toBeUndefined();
      expect(headers.vary).toBe('Origin');
    }
  });
});

it('CORS_ORIGINS=* lets the pages of every origin ask, without cookies', async () => {
  const server = await startServer({ API_KEYS, CORS_ORIGINS: '*' });
  for (const request of [asks('https://any.example', 'authorization'), posts('https://any.example')]) {
    const { headers } = await rawRequest(`${server.url}/graphql`, request);
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-allow-credentials']).toBeUndefined();
  }
  await server.close();
});

describe('the start', () => {
  it.each([
    'app.example.com',
    'https://app.example.com/',
    'https://app.example.com/path',
    'https://App.example.com',
    'https://app.example.com:443',
    'https://user@app.example.com',
    'https://*.example.com',
    'null',
    'https://app.example.com,',
  ])('is refused with CORS_ORIGINS=%s', (value) => {
    expect(() => loadConfig({ CORS_ORIGINS: value })).toThrow(ConfigError);
    expect(() => loadConfig({ CORS_ORIGINS: value })).toThrow(/^CORS_ORIGINS: entry \d must be an origin/);
  });

  it('is refused with CORS_ORIGINS=* and no API key', () => {
    expect(() => loadConfig({ CORS_ORIGINS: `*,${origin}` })).toThrow(/^CORS_ORIGINS: is \*, and API_KEYS is empty/);
    expect(loadConfig({ CORS_ORIGINS: '*', API_KEYS }).corsOrigins).toEqual(['*']);
  });
});
