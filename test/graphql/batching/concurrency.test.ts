import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startServer, type TestServer } from '../../support/server.js';
import { range } from '../queries/support.js';

/** How long the vendor takes for an answer, in milliseconds: long enough for every other call to arrive meanwhile. */
const latency = 15;

/** Vendors that know nobody, slowly, and count how many calls are under way at once. */
async function startSlowVendors() {
  const seen = { calls: 0, underWay: 0, most: 0 };
  const server = createServer((request, response) => {
    seen.calls += 1;
    seen.underWay += 1;
    seen.most = Math.max(seen.most, seen.underWay);
    request.resume().once('end', () => {
      setTimeout(() => {
        seen.underWay -= 1;
        response.writeHead(404, { 'content-type': 'application/json' });
        // What Chatwoot says and what Perfex says, in one.
        response.end('{"status":404,"error":"Not Found","message":"No data were found"}');
      }, latency);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

describe('VENDOR_CONCURRENCY', () => {
  let vendors: Awaited<ReturnType<typeof startSlowVendors>>;
  let server: TestServer;
  beforeAll(async () => {
    vendors = await startSlowVendors();
    server = await startServer({
      VENDOR_CONCURRENCY: '3',
      NUMI_URL: vendors.url,
      NUMI_API_KEY: 'key',
      CHATWOOT_URL: vendors.url,
      CHATWOOT_TOKEN: 'token',
      PERFEX_URL: vendors.url,
      PERFEX_TOKEN: 'token',
    });
  });
  beforeEach(() => {
    Object.assign(vendors.seen, { calls: 0, most: 0 });
  });
  afterAll(async () => {
    await server.close();
    await vendors.close();
  });

  const profiles = `query ($keys: [String!]!) { profiles(phoneNumbers: $keys) { email } }`;
  const users = `query ($keys: [ID!]!) { users(ids: $keys) { id } }`;
  const contacts = `query ($keys: [ID!]!) { contacts(ids: $keys) { id } }`;
  const numbers = range(30, 493_011_110_000).map((digits) => `+${digits}`);

  it.each([
    ['profiles at Numi', profiles, numbers],
    ['users at Chatwoot', users, range(30)],
  ])('is how many %s are read side by side', async (_, query, keys) => {
    const { errors } = await server.ask(query, { keys });

    expect(errors).toBeUndefined();
    expect(vendors.seen).toEqual({ calls: 30, underWay: 0, most: 3 });
  });

  it('is how many contacts are read side by side where Perfex has no batch route', async () => {
    const { errors } = await server.ask(contacts, { keys: range(30) });

    expect(errors).toBeUndefined();
    expect(vendors.seen).toEqual({ calls: 31, underWay: 0, most: 3 });
  });

  it('holds for all requests together', async () => {
    await Promise.all([server.ask(users, { keys: range(15) }), server.ask(users, { keys: range(15, 100) })]);

    expect(vendors.seen).toEqual({ calls: 30, underWay: 0, most: 3 });
  });

  it('holds for each vendor by itself', async () => {
    await Promise.all([server.ask(users, { keys: range(15) }), server.ask(profiles, { keys: numbers })]);

    expect(vendors.seen).toEqual({ calls: 45, underWay: 0, most: 6 });
  });
});
