import { flightsAtOnce } from '../../src/cache/flights.js';
import { asInProduction, startServer, type TestServer } from '../support/server.js';
import { type HeldCall, type HeldVendor, idsOf, numiRecord, perfexRecord, startHeldVendor } from './held-vendor.js';
import { operate, operateByGet } from './operate.js';

let name: string;
let title: string;
let flags: object;
let numi: HeldVendor;
let perfex: HeldVendor;
let server: TestServer;
let number = 30_900_000;
/** What no other test has read. */
let phoneNumber: string;
let id: string;

beforeAll(async () => {
  numi = await startHeldVendor(numiRecord(() => name));
  perfex = await startHeldVendor(
    perfexRecord(
      () => title,
      () => flags,
    ),
  );
  server = await startServer({
    ...asInProduction,
    NUMI_URL: numi.url,
    NUMI_API_KEY: 'key',
    PERFEX_URL: perfex.url,
    PERFEX_TOKEN: 'token',
    BATCH_WINDOW_MS: '1000',
    VENDOR_RETRIES: '0',
    OPERATION_TIMEOUT_MS: '20000',
    VENDOR_TIMEOUT_MS: '20000',
  });
});
beforeEach(() => {
  number += 1;
  phoneNumber = `+49${number}`;
  id = String(number);
  name = 'Ada';
  title = 'Countess';
  flags = {};
  numi.answerEach(null);
  perfex.answerEach(null);
});
afterAll(async () => {
  await server.close();
  await Promise.all([numi.close(), perfex.close()]);
});

let operations = 0;
/** No two are the same operation: identical ones would be answered once, whatever they read. */
const profile = () => ({
  query: `query Read${(operations += 1)} { profile(phoneNumber: "${phoneNumber}") { firstName } }`,
});
const contact = (which = id) => ({ query: `query Read${(operations += 1)} { contact(id: "${which}") { title } }` });
const set = (firstName: string) => ({
  query: 'mutation ($input: SetProfileInput!) { setProfile(input: $input) { profile { firstName } } }',
  variables: { input: { phoneNumber, firstName } },
});
const nameIn = ({ data }: Awaited<ReturnType<typeof operate>>) => data?.['profile']?.['firstName'];
const codes = ({ errors = [] }: Awaited<ReturnType<typeof operate>>) => errors.map(({ extensions }) => extensions.code);

describe('requests at the same time', () => {
  it('share the read of one profile, and each says what it cost', async () => {
    const first = operate(server.url, profile());
    const call = await numi.next();
    const second = operate(server.url, profile());
    const third = operate(server.url, {
      query: `{ other: profile(phoneNumber: "${phoneNumber}") { lastName firstName } }`,
    });
    // What comes after them has been answered: both have arrived.
    await operate(server.url, { query: '{ __typename }' });
    const seen = numi.calls.length;
    call.answerWell();
    const answers = await Promise.all([first, second, third]);
    expect(answers.map(({ data }) => Object.values(data ?? {})[0]?.['firstName'])).toEqual(['Ada', 'Ada', 'Ada']);
    expect(numi.calls).toHaveLength(seen);
    expect(answers[0].extensions?.cost?.['NUMI']).toMatchObject({ calls: 1 });
    expect(answers[1].extensions?.cost?.['NUMI']).toMatchObject({ calls: 0 });
  });

  it('send the contacts that they want together while Perfex is busy', async () => {
    // One document, which the server knows: the requests are there soon after each other.
    const query = 'query ($id: ID!) { contact(id: $id) { title } }';
    const read = (number: number) => operate(server.url, { query, variables: { id: String(number) } });
    perfex.answerEach((call) => call.answerWell());
    await read(100);
    perfex.answerEach(null);
    const first: ReturnType<typeof operate>[] = [];
    const busy: HeldCall[] = [];
    for (let call = 0; call < flightsAtOnce; call += 1) {
      first.push(read(call + 101));
      busy.push(await perfex.next());
    }
    const others = Array.from({ length: 9 }, (_, index) => read(index + 2));
    const gathered = [await perfex.next()];
    // On a busy machine the window may be over before the last ones are there.
    if (idsOf(gathered[0] as HeldCall).length < others.length) gathered.push(await perfex.next());
    expect(gathered.flatMap(idsOf).toSorted()).toEqual(['2', '3', '4', '5', '6', '7', '8', '9', '10'].toSorted());
    for (const call of [...gathered, ...busy]) call.answerWell();
    for (const answer of await Promise.all([...first, ...others])) expect(answer.data?.['contact']).toEqual({ title });
  });

  it('keep their answer when one of the clients hangs up or runs out of time', async () => {
    const staying = operate(server.url, profile());
    const call = await numi.next();
    const leaving = new AbortController();
    const left = operate(server.url, profile(), {}, leaving.signal).catch((error: unknown) => (error as Error).name);
    const hurried = operate(server.url, profile(), { 'x-peoplegraph-timeout-ms': '100' });
    expect(codes(await hurried)).toEqual(['DEADLINE_EXCEEDED']);
    leaving.abort();
    expect(await left).toBe('AbortError');
    call.answerWell();
    expect(nameIn(await staying)).toBe('Ada');
  });

  it('end the call to the vendor when all clients have hung up', async () => {
    const leaving = new AbortController();
    const left = [profile(), profile()].map((read) =>
      operate(server.url, read, {}, leaving.signal).catch(() => 'left'),
    );
    const call = await numi.next();
    leaving.abort();
    await call.abandoned;
    expect(await Promise.all(left)).toEqual(['left', 'left']);
  });

  it('see a write that ended before they began, though an earlier read has not ended', async () => {
    const before = operate(server.url, profile());
    const earlier = await numi.next();
    const writing = operate(server.url, set('Augusta'));
    (await numi.next()).answer(204);
    name = 'Augusta';
    (await numi.next()).answerWell();
    expect((await writing).data?.['setProfile']).toEqual({ profile: { firstName: 'Augusta' } });
    const after = await operate(server.url, profile());
    expect(nameIn(after)).toBe('Augusta');
    earlier.answer(200, { exists: true, profile: { phone_number: phoneNumber, first_name: 'Ada' } });
    await before;
    expect(nameIn(await operate(server.url, profile()))).toBe('Augusta');
  });
});

describe('a caller that wants what the vendors hold now', () => {
  beforeEach(async () => {
    numi.answerEach((call) => call.answerWell());
    await operate(server.url, profile());
    name = 'Augusta';
  });

  it.each(['no-cache', 'max-age=0', 'private, max-age=0'])('says so by Cache-Control: %s', async (control) => {
    expect(nameIn(await operate(server.url, profile(), { 'cache-control': control }))).toBe('Augusta');
  });

  it('says so by an extension of the request', async () => {
    const extensions = { cacheControl: { maxAge: 0 } };
    expect(nameIn(await operate(server.url, { ...profile(), extensions }))).toBe('Augusta');
  });

  it('says so by an extension of a GET', async () => {
    expect(nameIn(await operateByGet(server.url, profile()))).toBe('Ada');
    const extensions = { cacheControl: { maxAge: 0 } };
    expect(nameIn(await operateByGet(server.url, { ...profile(), extensions }))).toBe('Augusta');
  });

  it.each([
    [{ 'cache-control': 'max-age=60' }, undefined],
    [{}, { cacheControl: { maxAge: 60 } }],
    [{}, { cacheControl: 0 }],
    [{}, { cacheControl: null }],
  ])('is not one who sends %j and %j', async (headers, extensions) => {
    const answer = await operate(server.url, { ...profile(), extensions }, headers);
    expect(nameIn(answer)).toBe('Ada');
    expect(answer.extensions?.cost?.['NUMI']).toMatchObject({ calls: 0, cacheHits: 1 });
  });
});

describe('an update of a contact', () => {
  const rename = () => ({
    query: 'mutation ($input: UpdateContactInput!) { updateContact(input: $input) { contactId } }',
    variables: { input: { id, firstName: 'Augusta' } },
  });

  beforeEach(async () => {
    perfex.answerEach((call) => call.answerWell());
    await operate(server.url, contact());
  });

  it('sends back what Perfex holds now, and not what was kept', async () => {
    flags = { invoice_emails: '1' };
    const answer = await operate(server.url, rename());
    expect(answer.data?.['updateContact']).toEqual({ contactId: id });
    const put = perfex.calls.find((call) => call.method === 'PUT' && call.url.endsWith(id));
    expect(put?.body).toMatchObject({ firstname: 'Augusta', invoice_emails: expect.anything() as unknown });
    expect(put?.body).not.toHaveProperty('task_emails');
  });

  it('writes nothing where Perfex cannot be read, though the contact was kept', async () => {
    perfex.answerEach((call) => call.answer(503));
    const answer = await operate(server.url, rename());
    expect(codes(answer)).toEqual(['VENDOR_UNAVAILABLE']);
    expect(answer.extensions?.stale).toBeUndefined();
    expect(perfex.calls.filter((call) => call.method === 'PUT' && call.url.endsWith(id))).toEqual([]);
  });
});
