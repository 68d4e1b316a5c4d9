import { createHash } from 'node:crypto';
import { startHeldServer } from '../support/held-server.js';
import { startServer, type TestServer } from '../support/server.js';

let numi: Awaited<ReturnType<typeof startHeldServer>>;
let server: TestServer;
let logged: number;
beforeAll(async () => {
  numi = await startHeldServer();
  server = await startServer({ NUMI_URL: numi.url, NUMI_API_KEY: 'key', OPERATION_TIMEOUT_MS: '20000' });
});
beforeEach(() => {
  server.reset();
  logged = server.log.length;
});
afterAll(async () => {
  await server.close();
  await numi.close();
});

const read = '{ profile(phoneNumber: "+4930901820") { firstName } }';
const found = { exists: true, profile: { phone_number: '+4930901820', first_name: 'Ada' } };

async function send(body: object, headers: Record<string, string> = {}, signal?: AbortSignal) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal,
  });
  return { id: response.headers.get('x-request-id'), text: await response.text() };
}

/** What was sent before it has arrived once something that is sent after it is answered. */
const haveArrived = () => send({ query: 'query Later { __typename }' });

/** How many operations ran, but for the one above. */
const ran = (): number =>
  server.log
    .slice(logged)
    .map((line) => JSON.parse(line) as { msg: string; operation?: string })
    .filter(({ msg, operation }) => msg === 'operation' && operation === 'query').length - 1;

it('identical queries under way are one operation; each client has the answer, and a request id of its own', async () => {
  const first = send({ query: read });
  const call = await numi.next();
  const others = [send({ query: read }), send({ query: read })];
  await haveArrived();
  call.answer(200, found);

  const answers = await Promise.all([first, ...others]);
  expect(answers.map(({ text }) => JSON.parse(text) as unknown)).toEqual(
    answers.map(() => ({ data: { profile: { firstName: 'Ada' } } })),
  );
  expect(new Set(answers.map(({ id }) => id)).size).toBe(3);
  expect(ran()).toBe(1);
});

it('an answer that has been given is not given again', async () => {
  const first = send({ query: read });
  (await numi.next()).answer(200, found);
  await first;
  const second = send({ query: read });
  (await numi.next()).answer(404);
  expect(JSON.parse((await second).text)).toEqual({ data: { profile: null } });
});

it.each([
  ['x-peoplegraph-cost', '1'],
  ['x-peoplegraph-cost', ''],
  ['x-peoplegraph-timeout-ms', '10000'],
  ['cache-control', 'no-cache'],
  ['accept', 'application/graphql-response+json'],
  ['content-type', 'application/json; charset=utf-8'],
])('queries that differ in the header %s: "%s" are two operations', async (name, value) => {
  const first = send({ query: read });
  const call = await numi.next();
  const other = send({ query: read }, { [name]: value });
  await haveArrived();
  call.answer(200, found);
  await Promise.all([first, other]);
  expect(ran()).toBe(2);
});

it('a client that hangs up takes nothing from those who stay', async () => {
  const leaving = new AbortController();
  const left = send({ query: read }, {}, leaving.signal).catch(() => 'left');
  const call = await numi.next();
  const staying = send({ query: read });
  await haveArrived();
  leaving.abort();
  expect(await left).toBe('left');
  await haveArrived();
  call.answer(200, found);
  expect((await staying).text).toContain('Ada');
});

it('who asks after the last client has hung up starts anew', async () => {
  const leaving = new AbortController();
  const left = [1, 2].map(() => send({ query: read }, {}, leaving.signal).catch(() => 'left'));
  const call = await numi.next();
  await haveArrived();
  leaving.abort();
  await call.abandoned;
  expect(await Promise.all(left)).toEqual(['left', 'left']);

  const next = send({ query: read });
  (await numi.next()).answer(200, found);
  expect((await next).text).toContain('Ada');
});

it.each(['by its document', 'by the hash of its document'])(
  'a query that began before a mutation, sent %s, is not shared with who asks after it',
  async (how) => {
    const query = 'mutation { createUserLoginLink(input: { userId: "1" }) { url } }';
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const byHash = { extensions: { persistedQuery: { version: 1, sha256Hash } } };
    await send({ query, ...byHash });

    const before = send({ query: read });
    const call = await numi.next();
    expect((await send(how === 'by its document' ? { query } : byHash)).text).toContain('sso_auth_token');
    const after = send({ query: read });
    await haveArrived();
    call.answer(200, found);
    for (const { text } of await Promise.all([before, after])) expect(text).toContain('Ada');
    expect(ran()).toBe(2);
  },
);

it('two identical mutations are two operations', async () => {
  const query =
    'mutation { setProfile(input: { phoneNumber: "+4930901820", firstName: "Ada" }) { skippedMetadata { name } } }';
  const both = [send({ query }), send({ query })];
  // One after the other, as both are about one profile.
  for (let count = 0; count < 2; count += 1) {
    const call = await numi.next();
    expect(call.method).toBe('POST');
    call.answer(201);
  }
  await Promise.all(both);
});
