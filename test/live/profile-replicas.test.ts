import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createDatabase, describeWithPostgres, type TestDatabase } from '../support/postgres.js';
import { asInProduction, startServer, type TestServer } from '../support/server.js';
import { environmentOf } from '../support/simulated-vendors.js';
import { until } from '../support/until.js';

const ada = '+4930901820';
const grace = '+12025550143';

const profileOf = async (server: TestServer, phoneNumber: string) =>
  (
    await server.ask(
      `query ($phoneNumber: String!) { profile(phoneNumber: $phoneNumber) { firstName lastName email dateOfBirth } }`,
      { phoneNumber },
    )
  ).data.profile;

/** How many profiles Numi was asked for. */
const readsOf = ({ simulators: { numi } }: TestServer): number =>
  numi.calls.filter(({ method }) => method === 'GET').length;

describeWithPostgres('a profile that another replica keeps in its memory', () => {
  let database: TestDatabase;
  let servers: [TestServer, TestServer];
  beforeAll(async () => {
    database = await createDatabase();
    const environment = {
      ...asInProduction,
      // Longer than any test may take: nothing goes by itself, nor is it refreshed.
      NUMI_CACHE_SECONDS: '3600',
      DATABASE_URL: database.url,
      STORE_ENCRYPTION_KEYS: `shared:${randomBytes(32).toString('base64')}`,
    };
    const first = await startServer(environment);
    servers = [first, await startServer({ ...environment, ...environmentOf(Object.values(first.simulators)) })];
  });
  afterAll(async () => {
    for (const server of servers.toReversed()) await server.close();
    await database.drop();
  });

  it('is forgotten there once this one has written it, and no other one is', async () => {
    const [first, second] = servers;
    await profileOf(second, grace);
    expect(await profileOf(second, ada)).toMatchObject({ firstName: 'Ada' });
    await first.ask(
      `mutation ($phoneNumber: String!) { setProfile(input: { phoneNumber: $phoneNumber, firstName: "Augusta" }) { write { state } } }`,
      { phoneNumber: ada },
    );
    await until(async () => (await profileOf(second, ada)).firstName === 'Augusta', 'That the other replica tells it');
    const before = readsOf(first);
    expect(await profileOf(second, grace)).toMatchObject({ firstName: 'Grace' });
    expect(readsOf(first)).toBe(before);
  });

  it('is told of by a name that gives nothing of the number away', async () => {
    const [first] = servers;
    const listener = new pg.Client({ connectionString: database.url });
    await listener.connect();
    const [{ nspname: schema } = { nspname: '' }] = await database.query<{ nspname: string }>(
      `select nspname from pg_namespace where nspname like 'sandbox%'`,
    );
    const payloads: string[] = [];
    listener.on('notification', ({ payload }) => payloads.push(payload ?? ''));
    await listener.query(`listen "${schema}_changes"`);
    await first.ask(
      `mutation ($phoneNumber: String!) { setProfile(input: { phoneNumber: $phoneNumber, lastName: "Hopper" }) { write { id } } }`,
      { phoneNumber: grace },
    );
    await until(() => payloads.some((payload) => payload.includes('PROFILES')), 'That it is told');
    expect(payloads.filter((payload) => payload.includes('2025550143'))).toEqual([]);
    await listener.end();
  });

  it('is forgotten there once this one has erased the person', async () => {
    const [first, second] = servers;
    expect((await profileOf(second, ada)).email).not.toBeNull();
    const { data } = await first.ask(
      `mutation ($by: PersonKeyInput!) { erasePerson(input: { by: $by }) { erasure { state } } }`,
      { by: { phoneNumber: ada } },
    );
    expect(data.erasePerson.erasure.state).toBe('ERASED');
    await until(async () => (await profileOf(second, ada)).email === null, 'That the other replica has forgotten her');
    // What stands in for a vendor that is down is gone, too.
    first.simulators.numi.setFaults({ outage: true });
    expect(await profileOf(second, ada)).toEqual({ firstName: null, lastName: null, email: null, dateOfBirth: null });
    first.simulators.numi.setFaults({ outage: false });
  });
});
