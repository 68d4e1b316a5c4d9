import { once } from 'node:events';
import { hash } from 'node:crypto';
import { WebSocket } from 'ws';
import { startServer, type TestServer } from '../support/server.js';
import { rawRequest } from './raw-request.js';

const key = 'key-of-the-proxy';
const update = 'mutation { updateContact(input: { id: "1", firstName: "Mallory" }) { contact { firstName } } }';

let server: TestServer;
let port: string;
beforeAll(async () => {
  server = await startServer();
  ({ port } = new URL(server.url));
});
beforeEach(() => server.reset());
afterAll(() => server.close());

const posts = (host: string, query: string, headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { host, 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ query }),
});

/** Whether a WebSocket is opened; otherwise the status that refuses it. */
async function opens(url: string, headers: Record<string, string>): Promise<true | number> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  socket.on('error', () => undefined);
  const refused = once(socket, 'unexpected-response').then(([, response]) => {
    return (response as { statusCode: number }).statusCode;
  });
  const answer = await Promise.race([once(socket, 'open').then(() => true as const), refused]);
  socket.terminate();
  return answer;
}

describe('without API keys', () => {
  // A page whose name was pointed at this machine after it was loaded: to its browser it is of the same origin.
  it.each(['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example', '192.168.1.7', '0.0.0.0', '[::2]'])(
    'a request that names %s is 403, whatever it asks for, and asks no vendor',
    async (name) => {
      for (const host of [name, `${name}:${port}`]) {
        const origin = `http://${host}`;
        const requests = [
          posts(host, update, { origin }),
          posts(host, update, { origin, accept: 'text/event-stream' }),
          { headers: { host, 'apollo-require-preflight': 'true' } },
        ];
        for (const request of requests) {
          const { status, body } = await rawRequest(`${server.url}/graphql?query={__typename}`, request);
          const { errors } = JSON.parse(body.toString()) as { errors: { extensions: object }[] };
          expect([status, errors[0]?.extensions]).toEqual([403, { code: 'BAD_REQUEST', retryable: false }]);
        }
        for (const path of ['/', '/docs', '/nowhere'])
          expect((await rawRequest(server.url + path, { headers: { host } })).status).toBe(403);
        expect(await opens(server.url, { host, origin })).toBe(403);
      }
      expect(server.simulators.perfex.calls).toEqual([]);
    },
  );

  it.each(['127.0.0.1', 'localhost', 'LOCALHOST', '127.8.9.10', '[::1]'])('%s is this machine', async (name) => {
    for (const host of [name, `${name}:4000`]) {
      expect((await rawRequest(`${server.url}/graphql`, posts(host, '{ __typename }'))).status).toBe(200);
      expect(await opens(server.url, { host })).toBe(true);
    }
  });

  it('health is told to everybody, and a webhook is judged by its signature', async () => {
    const headers = { host: 'tunnel.example', 'content-type': 'application/json' };
    expect((await rawRequest(`${server.url}/health/ready`, { headers })).status).toBe(200);
    const delivery = { method: 'POST', headers, body: '{}' };
    const { body } = await rawRequest(`${server.url}/webhooks/perfex`, delivery);
    expect(body.toString()).toContain('VENDOR_NOT_CONFIGURED');
  });
});

it('with API keys a server may have any name', async () => {
  const behindProxy = await startServer({ API_KEYS: `proxy:${hash('sha256', key)}` });
  const host = 'people.example.com';
  const request = posts(host, '{ __typename }', { authorization: `Bearer ${key}` });
  expect((await rawRequest(`${behindProxy.url}/graphql`, request)).status).toBe(200);
  expect(await opens(behindProxy.url, { host })).toBe(true);
  await behindProxy.close();
});
