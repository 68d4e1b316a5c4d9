import { dateAhead } from '../support/clock.js';
import { asInProduction, startServer, type TestServer } from '../support/server.js';
import { askWhole } from './ask.js';

const phoneNumbers = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `+49309018${String(index).padStart(4, '0')}`);
const profiles = (count: number) =>
  `{ profiles(phoneNumbers: [${phoneNumbers(count)
    .map((number) => `"${number}"`)
    .join(', ')}]) { email } }`;
const callsOf = ({ simulators }: TestServer): number =>
  Object.values(simulators).reduce((sum, { calls }) => sum + calls.length, 0);

describe('an operation that could cost more calls than are allowed', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ ...asInProduction, MAX_VENDOR_CALLS: '10' });
  });
  beforeEach(() => server.reset());
  afterAll(() => server.close());

  it('is refused with the figures before any vendor is called', async () => {
    const { status, data, errors } = await askWhole(
      server,
      `query ($numbers: [String!]!) { profiles(phoneNumbers: $numbers) { email } user(id: "1") { name }
        groupMembership(userId: "1", groupId: "g") { status } }`,
      {},
      { numbers: phoneNumbers(10) },
    );

    expect([status, data]).toEqual([400, undefined]);
    expect(errors).toMatchObject([
      {
        message:
          'The operation could cost 11 vendor calls (Numi 10, Chatwoot 1); this server allows 10. Ask for fewer records at once.',
        extensions: { code: 'QUERY_TOO_COMPLEX', retryable: false },
      },
    ]);
    expect(callsOf(server)).toBe(0);
  });

  it('is refused as a mutation, too, and nothing is written', async () => {
    const items = phoneNumbers(6).map((number) => `{ phoneNumber: "${number}", firstName: "A" }`);
    const { status, errors } = await askWhole(
      server,
      `mutation { setProfiles(input: { profiles: [${items.join(', ')}] }) { results { payload { profile { email } } } } }`,
    );
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'QUERY_TOO_COMPLEX']);
    expect(callsOf(server)).toBe(0);
  });

  it('is answered where it could cost just as many', async () => {
    expect((await askWhole(server, profiles(10))).status).toBe(200);
    expect(callsOf(server)).toBe(10);
  });

  it('is answered where the rest of it is skipped', async () => {
    const query = `query ($no: Boolean!) { user(id: "1") { name } ...More @include(if: $no) }
      fragment More on Query ${profiles(10)}`;
    expect((await askWhole(server, query, {}, { no: false })).status).toBe(200);
    expect((await askWhole(server, query, {}, { no: true })).status).toBe(400);
  });

  it('is refused where a variable has no value that an argument needs, and not failed upon', async () => {
    const query = 'query ($first: Int = 5) { customerContacts(customerId: "1", first: $first) { totalCount } }';
    const { status, errors } = await askWhole(server, query, {}, { first: null });
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
    expect(callsOf(server)).toBe(0);
  });

  it('is refused in a moment, however its fragments multiply', async () => {
    const levels = Array.from(
      { length: 40 },
      (_, level) =>
        `fragment F${level} on User { memberships { nodes { a: user { ...F${level + 1} } b: user { ...F${level + 1} } } } }`,
    );
    const query = `{ user(id: "1") { ...F0 } } ${levels.join(' ')} fragment F40 on User { name }`;
    const { status, milliseconds } = await askWhole(server, query);
    expect(status).toBe(400);
    expect(milliseconds).toBeLessThan(30_000);
    expect(callsOf(server)).toBe(0);
  });
});

describe("an operation that could cost more calls than are left of a vendor's budget", () => {
  let server: TestServer;
  const date = dateAhead();
  beforeEach(async () => {
    // 15 at once, and then three in four seconds, which is as long as an operation takes.
    server = await startServer({
      ...asInProduction,
      NUMI_CALLS_PER_MINUTE: '60',
      OPERATION_TIMEOUT_MS: '4000',
      NUMI_CACHE_SECONDS: '0',
    });
  });
  afterEach(() => server.close());
  afterAll(() => date.restore());

  it('is refused with the figures before any vendor is called; no wait would help it', async () => {
    const { status, data, errors } = await askWhole(server, profiles(40));

    expect([status, data]).toEqual([400, undefined]);
    expect(errors?.[0]?.extensions).toEqual({ code: 'VENDOR_RATE_LIMITED', vendor: 'NUMI', retryable: false });
    expect(errors?.[0]?.message).toBe(
      'The operation could cost 40 calls to Numi; its budget of 60 a minute allows 18 in the time of the operation. It never allows more than 18. Ask for fewer records at once.',
    );
    expect(callsOf(server)).toBe(0);
  });

  it('is refused with the seconds until there is enough, where others have used it up, and succeeds then', async () => {
    // The budget grows meanwhile: what only a first operation has to do is done before.
    await askWhole(server, '{ sources { state } }');
    expect((await askWhole(server, profiles(15))).errors).toBeUndefined();
    const { status, errors } = await askWhole(server, profiles(12));
    const { code, vendor, retryAfter = 0 } = errors?.[0]?.extensions ?? { code: '' };

    expect([status, code, vendor]).toEqual([400, 'VENDOR_RATE_LIMITED', 'NUMI']);
    expect(retryAfter).toBeGreaterThan(5);
    expect(retryAfter).toBeLessThanOrEqual(14);
    expect(callsOf(server)).toBe(15);

    date.advance(retryAfter * 1_000);
    expect((await askWhole(server, profiles(12))).status).toBe(200);
  });

  it('is answered where it fits', async () => {
    const { status, errors } = await askWhole(server, profiles(15));
    expect([status, errors]).toEqual([200, undefined]);
    expect(callsOf(server)).toBe(15);
  });

  it('is answered where it asks other vendors', async () => {
    await askWhole(server, profiles(15));
    expect((await askWhole(server, '{ user(id: "1") { name } }')).errors).toBeUndefined();
  });
});
