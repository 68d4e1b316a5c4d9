import { startServer, type TestServer } from '../support/server.js';
import { rawRequest } from './raw-request.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

const json = (body: Buffer) => JSON.parse(body.toString()) as unknown;
const query = `?query=${encodeURIComponent('{ contact(id: "1") { firstName } }')}`;
const preflight = { 'apollo-require-preflight': 'true' };

it.each(['PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'LOCK'])(
  '%s is not a method of /graphql, and the answer says which are',
  async (method) => {
    const { status, headers, body } = await rawRequest(`${server.url}/graphql?secret=1`, { method });
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS, POST']);
    expect(json(body)).toEqual({
      errors: [
        {
          message: 'This path does not have this method. It has GET, HEAD, OPTIONS, POST.',
          extensions: { code: 'BAD_REQUEST', retryable: false },
        },
      ],
    });
  },
);

it('a method that a path does not have is refused whatever was sent with it', async () => {
  const headers = { 'content-type': 'application/xml' };
  const answer = await rawRequest(`${server.url}/graphql`, { method: 'PUT', headers, body: '<query/>' });
  expect(answer.status).toBe(405);
});

it.each([
  ['/health/live', 'GET, HEAD, OPTIONS'],
  ['/', 'GET, HEAD, OPTIONS'],
])('a POST to %s is answered with the methods that it has', async (path, allow) => {
  const { status, headers } = await rawRequest(server.url + path, { method: 'POST' });
  expect([status, headers.allow]).toEqual([405, allow]);
});

it('OPTIONS is answered with the methods, and with no permission for other origins', async () => {
  const { status, headers, body } = await rawRequest(`${server.url}/graphql`, {
    method: 'OPTIONS',
    headers: { origin: 'https://other.example', 'access-control-request-method': 'POST' },
  });
  expect([status, headers.allow, body.length]).toEqual([204, 'GET, HEAD, OPTIONS, POST', 0]);
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
});

it.each(['OPTIONS', 'PUT', 'GET'])('%s of a path where nothing is stays 404', async (method) => {
  expect((await rawRequest(`${server.url}/nothing`, { method })).status).toBe(404);
});

describe('HEAD', () => {
  it('has the head of the answer to a GET, and no body', async () => {
    const got = await rawRequest(`${server.url}/graphql${query}`, { headers: preflight });
    const head = await rawRequest(`${server.url}/graphql${query}`, { method: 'HEAD', headers: preflight });
    expect([head.status, head.body.length]).toEqual([200, 0]);
    for (const name of ['content-type', 'content-length', 'etag', 'vary', 'cache-control'])
      expect([name, head.headers[name]]).toEqual([name, got.headers[name]]);
    expect(head.headers.etag).toBeDefined();
  });

  it('asks for nothing that a GET may not', async () => {
    const { status } = await rawRequest(`${server.url}/graphql${query}`, { method: 'HEAD' });
    const mutation = `?query=${encodeURIComponent('mutation { deleteContact(input: { id: "1" }) { contactId } }')}`;
    const writing = await rawRequest(`${server.url}/graphql${mutation}`, { method: 'HEAD', headers: preflight });
    expect([status, writing.status]).toEqual([400, 405]);
    expect(server.simulators.perfex.calls).toEqual([]);
  });
});
