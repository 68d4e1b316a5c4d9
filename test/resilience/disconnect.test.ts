import { startHeldServer } from '../support/held-server.js';
import { asInProduction, startServer, type TestServer } from '../support/server.js';

const everyReader =
  '{ profile(phoneNumber: "+4930901820") { email } user(id: "1") { name } contact(id: "1") { lastName } }';
const setProfile =
  'mutation { setProfile(input: { phoneNumber: "+4930901820", firstName: "Ada" }) { profile { firstName } } }';

let vendors: Awaited<ReturnType<typeof startHeldServer>>;
let server: TestServer;
beforeAll(async () => {
  vendors = await startHeldServer();
  const { url } = vendors;
  server = await startServer({
    ...asInProduction,
    NUMI_URL: url,
    NUMI_API_KEY: 'key',
    CHATWOOT_URL: url,
    CHATWOOT_TOKEN: 'token',
    PERFEX_URL: url,
    PERFEX_TOKEN: 'token',
  });
});
afterAll(async () => {
  await server.close();
  await vendors.close();
});

/** Sends an operation; the client hangs up when it is told to. */
function client(query: string) {
  const controller = new AbortController();
  const answer = fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal: controller.signal,
  }).then(
    async (response) => (await response.json()) as unknown,
    () => 'hung up',
  );
  return { answer, hangUp: () => controller.abort() };
}

it('a client that hangs up closes the sockets to all the vendors that it waits for', async () => {
  const { answer, hangUp } = client(everyReader);
  const calls = [await vendors.next(), await vendors.next(), await vendors.next()];
  expect(calls.map(({ url }) => url.replace(/\d+$/, '')).sort()).toEqual([
    '/api/batch',
    '/platform/api/v1/users/',
    '/profiles/%2B',
  ]);
  hangUp();

  expect(await answer).toBe('hung up');
  await Promise.all(calls.map(({ abandoned }) => abandoned));
});

it('a client that stays keeps them open', async () => {
  const { answer } = client('{ profile(phoneNumber: "+4930901820") { firstName } }');
  const call = await vendors.next();
  call.answer(200, { exists: true, profile: { phone_number: '+4930901820', first_name: 'Ada' } });
  expect(await answer).toEqual({ data: { profile: { firstName: 'Ada' } } });
});

it('a mutation that has begun is finished, its reading back too, although its client has hung up', async () => {
  const { answer, hangUp } = client(setProfile);
  const write = await vendors.next();
  expect([write.method, write.url]).toEqual(['POST', '/profiles']);
  hangUp();
  expect(await answer).toBe('hung up');
  // Whatever the server does about it, it has done when it answers somebody else.
  await server.ask('{ sources { state } }');
  write.answer(201);

  const next = await Promise.race([vendors.next(), write.abandoned]);
  expect(next).toMatchObject({ method: 'GET', url: '/profiles/%2B4930901820' });
  next?.answer(404);
});
