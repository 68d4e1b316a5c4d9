import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { createDatabase, describeWithPostgres, startPostgresProxy, type TestDatabase } from '../support/postgres.js';
import { describeWithOwnRedis, describeWithRedis, startBreakableRedis } from '../support/redis.js';
import { asInProduction, startServer, type TestServer } from '../support/server.js';
import { environmentOf } from '../support/simulated-vendors.js';
import type { TcpProxy } from '../support/tcp-proxy.js';
import { deliver, perfexDelivery, withSecrets } from '../webhooks/support.js';
import { until } from '../support/until.js';
import { openStream } from './support.js';

const person = `subscription ($by: PersonKeyInput!) {
  personChanged(by: $by) { cause person { id contacts { id title } links { vendor } } } }`;
const titleOf = async (server: TestServer, id: string): Promise<string> =>
  (await server.ask(`query ($id: ID!) { contact(id: $id) { title } }`, { id })).data.contact.title;

/** As somebody does in the vendor's own pages: no replica hears of it. */
async function retitle(
  { simulators: { perfex } }: TestServer,
  id: string,
  email: string,
  title: string,
): Promise<void> {
  const answer = await fetch(`${perfex.origin}/api/contacts/${id}`, {
    method: 'PUT',
    headers: { authtoken: perfex.key, 'content-type': 'application/json' },
    body: JSON.stringify({ email, title }),
  });
  expect(answer.status).toBe(200);
}

const emailOf = async (server: TestServer, id: string): Promise<string> =>
  (await server.ask(`query ($id: ID!) { contact(id: $id) { email } }`, { id })).data.contact.email;

/** Two replicas over the vendors of the first one. */
async function startReplicas(shared: Record<string, string>): Promise<[TestServer, TestServer]> {
  const environment = { ...asInProduction, ...withSecrets, ...shared };
  const first = await startServer(environment);
  const second = await startServer({ ...environment, ...environmentOf(Object.values(first.simulators)) });
  return [first, second];
}

/**
 * What a webhook at one replica does at the other, which keeps records of its own.
 * @param isKept whether its records are in its own memory, and not in a Redis that may be slow for a moment.
 */
async function expectTold([first, second]: [TestServer, TestServer], { isKept } = { isKept: true }): Promise<void> {
  const email = await emailOf(first, '2');
  const before = await titleOf(second, '2');
  const title = `Changed elsewhere ${randomUUID()}`;
  // The second replica knows the contact before the stream opens: news of its links would fill the cache anew.
  await second.ask('{ person(by: { contactId: "2" }) { id } }');
  const stream = await openStream(second.url, person, { by: { contactId: '2' } });
  await stream.next();
  await retitle(first, '2', email, title);
  if (isKept) expect(await titleOf(second, '2')).toBe(before);
  expect(await deliver(first.url, 'perfex', perfexDelivery('contact.updated', { id: 2 }))).toMatchObject({
    status: 'ACCEPTED',
  });
  const { data } = await stream.nextLike((event) => event.data?.personChanged.cause === 'WEBHOOK');
  expect(data.personChanged.person.contacts).toContainEqual({ id: '2', title });
  expect(await titleOf(second, '2')).toBe(title);
  stream.leave();
}

/** Takes the way between them away. @returns once each of them has it back. */
async function interrupt(servers: readonly TestServer[], takeAway: () => unknown): Promise<void> {
  const timesBack = (): number[] =>
    servers.map(({ log }) => log.filter((line) => line.includes('replicas can be told of changes again')).length);
  const before = timesBack();
  await takeAway();
  await until(() => timesBack().every((times, index) => times > (before[index] ?? 0)));
}

describeWithPostgres('replicas on one PostgreSQL', () => {
  let database: TestDatabase;
  let proxy: TcpProxy;
  let servers: [TestServer, TestServer];
  beforeAll(async () => {
    proxy = await startPostgresProxy();
    database = await createDatabase();
    servers = await startReplicas({
      DATABASE_URL: database.urlAt(proxy.port),
      STORE_ENCRYPTION_KEYS: `shared:${randomBytes(32).toString('base64')}`,
    });
  });
  afterAll(async () => {
    for (const server of servers.toReversed()) await server.close();
    await database.drop();
    await proxy.close();
  });

  it('tell each other of webhooks, and forget what they keep', () => expectTold(servers));

  it('tell each other of writes, links and how a write gets on', async () => {
    const [first, second] = servers;
    const stream = await openStream(second.url, person, { by: { contactId: '3' } });
    await stream.next();
    await first.ask(`mutation { updateContact(input: { id: 3, title: "Written elsewhere" }) { write { id } } }`);
    const written = await stream.nextLike((event) => event.data.personChanged.cause === 'WRITE');
    expect(written.data.personChanged.person.contacts).toContainEqual({ id: '3', title: 'Written elsewhere' });
    const before = written.data.personChanged.person.links.length;
    await first.ask(
      `mutation { linkRecords(input: { records: [{ vendor: PERFEX, recordId: "3" }, { vendor: NUMI, recordId: "+12025550777" }] }) { person { id } } }`,
    );
    const { person: linked } = (await stream.nextLike((event) => event.data.personChanged.cause === 'LINKS')).data
      .personChanged;
    expect(linked.links.length).toBeGreaterThan(before);
    stream.leave();

    first.simulators.numi.setFaults({ outage: true });
    const { data } = await first.ask(
      `mutation { setProfile(input: { phoneNumber: "+12025550143", firstName: "Grace", delivery: ASYNC }) { write { id } } }`,
    );
    const { id } = data.setProfile.write;
    const writes = await openStream(
      second.url,
      `subscription ($id: ID!) { writeChanged(id: $id) { write { state } } }`,
      { id },
    );
    expect((await writes.next()).data.writeChanged.write.state).toBe('PENDING');
    first.simulators.numi.setFaults({ outage: false });
    await writes.nextLike((event) => event.data.writeChanged.write.state === 'DELIVERED');
    expect(await writes.ended).toBeUndefined();
  });

  it('hear of the contact that is no longer the primary one', async () => {
    const [first, second] = servers;
    const primary = (id: string, server: TestServer) =>
      server.ask(`{ contact(id: ${id}) { isPrimary customerId } }`).then(({ data }) => data.contact);
    const { customerId } = await primary('1', first);
    expect(await primary('1', second)).toEqual({ isPrimary: true, customerId });
    const { data } = await first.ask(
      `mutation { createContact(input: { customerId: ${customerId}, firstName: "New", lastName: "Head", email: "head@example.com", isPrimary: true }) { contact { isPrimary } } }`,
    );
    expect(data.createContact.contact.isPrimary).toBe(true);
    await until(async () => !(await primary('1', second)).isPrimary);
  });

  it('say nothing on the wire but ids', async () => {
    const [first] = servers;
    const listener = new pg.Client({ connectionString: database.url });
    await listener.connect();
    await first.ask(`{ person(by: { phoneNumber: "+12025550143" }) { id } }`);
    const [{ nspname: schema } = { nspname: '' }] = await database.query<{ nspname: string }>(
      `select nspname from pg_namespace where nspname like 'sandbox%'`,
    );
    await listener.query(`listen "${schema}_changes"`);
    const payloads: string[] = [];
    listener.on('notification', ({ payload }) => payloads.push(payload ?? ''));
    await first.ask(
      `mutation { setProfile(input: { phoneNumber: "+12025550143", firstName: "Grace", email: "grace@example.com" }) { write { id } } }`,
    );
    await until(() => payloads.some((payload) => payload.includes('PEOPLE')));
    for (const payload of payloads) {
      expect(payload).not.toMatch(/12025550143|grace|Grace/);
      expect(payload.length).toBeLessThan(8_000);
    }
    await listener.end();
  });

  it('forget what a webhook has named although it cannot be read back', async () => {
    const [first, second] = servers;
    const { perfex } = first.simulators;
    const email = await emailOf(first, '4');
    const before = await titleOf(second, '4');
    await retitle(first, '4', email, `Not ${before}`);
    perfex.setFaults({ errorRate: 1 });
    await deliver(first.url, 'perfex', perfexDelivery('contact.updated', { id: 4 }));
    const failed = async () => (await second.ask('{ contact(id: "4") { title } }')).errors !== undefined;
    await until(failed, 'That the other replica asks the vendor');
    perfex.setFaults({ errorRate: 0 });
    await until(async () => !(await failed()));
    expect(await titleOf(second, '4')).toBe(`Not ${before}`);
  });

  it('hear of each other again after the database has ended every connection, and say that something may have been missed', async () => {
    const [, second] = servers;
    const stream = await openStream(second.url, person, { by: { contactId: '2' } });
    await stream.next();
    await interrupt(servers, () => database.disconnectAll());
    await stream.nextLike((event) => event.data?.personChanged.cause === 'MISSED');
    stream.leave();
    await expectTold(servers);
  });

  it('hear of each other again after the network was away', async () => {
    const [, second] = servers;
    const stream = await openStream(second.url, person, { by: { contactId: '2' } });
    await stream.next();
    await interrupt(servers, () => {
      proxy.cut();
      proxy.restore();
    });
    await stream.nextLike((event) => event.data?.personChanged.cause === 'MISSED');
    stream.leave();
    await expectTold(servers);
  });
});

describeWithRedis('replicas on one Redis, each with a store of its own', (redis) => {
  it('tell each other of webhooks', async () => {
    const servers = await startReplicas({ REDIS_URL: redis.url });
    await expectTold(servers, { isKept: false });
    for (const server of servers.toReversed()) await server.close();
  });
});

describeWithOwnRedis('replicas on a Redis that goes away', () => {
  it('hear of each other again, and say that something may have been missed', async () => {
    const redis = await startBreakableRedis();
    const servers = await startReplicas({ REDIS_URL: redis.url });
    const stream = await openStream(servers[1].url, person, { by: { contactId: '2' } });
    await stream.next();
    await interrupt(servers, async () => {
      await redis.kill();
      await redis.revive();
    });
    await stream.nextLike((event) => event.data?.personChanged.cause === 'MISSED');
    stream.leave();
    await expectTold(servers, { isKept: false });
    for (const server of servers.toReversed()) await server.close();
    await redis.close();
  });
});
