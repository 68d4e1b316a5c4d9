import { startHeldServer } from '../support/held-server.js';
import { startServer, type TestServer } from '../support/server.js';
import { askEveryone, wholeAnswer } from './everyone.js';

let numi: Awaited<ReturnType<typeof startHeldServer>>;
let server: TestServer;
beforeAll(async () => {
  numi = await startHeldServer();
  server = await startServer({
    OPERATION_TIMEOUT_MS: '4000',
    NUMI_URL: numi.url,
    NUMI_API_KEY: 'key',
    PERSIO_USER_ID: 'CHATWOOT_USER',
  });
});
afterAll(async () => {
  await server.close();
  await numi.close();
});

it('an operation whose time runs out answers what it has; the rest is DEADLINE_EXCEEDED and broken off', async () => {
  const [{ status, data, errors }, held] = await Promise.all([askEveryone(server), numi.next()]);

  expect(status).toBe(200);
  expect(data).toEqual({ ...wholeAnswer, profile: null });
  expect(errors).toEqual([
    expect.objectContaining({
      path: ['profile'],
      extensions: { code: 'DEADLINE_EXCEEDED', vendor: 'NUMI', retryable: true },
    }),
  ]);
  await held.abandoned;
});

it('what waits for its turn when the time runs out is never sent', async () => {
  const phoneNumbers = Array.from({ length: 40 }, (_, index) => `+493090182${String(index).padStart(2, '0')}`);
  const { errors } = await server.ask('query ($keys: [String!]!) { profiles(phoneNumbers: $keys) { email } }', {
    keys: phoneNumbers,
  });

  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['DEADLINE_EXCEEDED']);
  // As many as may be under way at once: VENDOR_CONCURRENCY.
  expect(numi.untaken).toBe(16);
});
