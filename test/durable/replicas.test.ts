import { randomBytes } from 'node:crypto';
import { createDatabase, describeWithPostgres, startPostgresProxy, type TestDatabase } from '../support/postgres.js';
import { startServer, type TestServer } from '../support/server.js';
import { environmentOf } from '../support/simulated-vendors.js';
import type { TcpProxy } from '../support/tcp-proxy.js';
import { readWrite, untilCalled, untilState } from './support.js';

const createUser = (server: TestServer, input: string) =>
  server.ask<{ createUser: { write: { id: string; state: string } } }>(
    `mutation { createUser(input: { name: "Hedy", email: "hedy@example.com", ${input} }) {
      outcome user { id name email } write { id state attempts endedAt } } }`,
  );

describeWithPostgres('servers on one PostgreSQL database', () => {
  let database: TestDatabase;
  let proxy: TcpProxy;
  let shared: Record<string, string>;
  let servers: TestServer[];
  const server = (number: number): TestServer => servers[number] as TestServer;

  beforeAll(async () => {
    proxy = await startPostgresProxy();
  });
  beforeEach(async () => {
    database = await createDatabase();
    shared = {
      DATABASE_URL: database.urlAt(proxy.port),
      STORE_ENCRYPTION_KEYS: `shared:${randomBytes(32).toString('base64')}`,
      // A lease of sixteen seconds: whoever waits for a delivery has more time.
      WRITE_LEASE_RESERVE_SECONDS: '1',
    };
    servers = [await startServer(shared)];
    servers.push(await startServer({ ...shared, ...environmentOf(Object.values(server(0).simulators)) }));
  });
  afterEach(async () => {
    proxy.restore();
    for (const each of servers.toReversed()) await each.close();
    await database.drop();
  });
  afterAll(() => proxy.close());

  it('answer the same to the same key, and ask the vendor once', async () => {
    const first = await createUser(server(0), 'idempotencyKey: "one"');
    expect(first.errors).toBeUndefined();
    expect(first.data.createUser.write.state).toBe('DELIVERED');
    const asked = server(0).simulators.chatwoot.calls.length;
    const second = await createUser(server(1), 'idempotencyKey: "one"');
    expect(second.data).toEqual(first.data);
    expect(server(0).simulators.chatwoot.calls).toHaveLength(asked);
  });

  it('answer the same to the same key at the same time, and ask the vendor once', async () => {
    server(0).simulators.chatwoot.setFaults({ latency: 100 });
    const alone = await createUser(server(0), 'displayName: "Alone"');
    expect(alone.errors).toBeUndefined();
    const asked = server(0).simulators.chatwoot.calls.length;
    server(0).reset();
    server(0).simulators.chatwoot.setFaults({ latency: 100 });

    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, number) => createUser(server(number % 2), 'idempotencyKey: "same"')),
    );
    expect(answers.map(({ errors }) => errors)).toEqual(answers.map(() => undefined));
    expect(answers.map(({ data }) => data)).toEqual(answers.map(() => answers[0]?.data));
    expect(server(0).simulators.chatwoot.calls).toHaveLength(asked);
  });

  it('deliver each write once, whichever of them took it', async () => {
    server(0).simulators.persio.setFaults({ outage: true });
    const asked = Array.from({ length: 20 }, (_, number) =>
      server(number % 2).ask<{ track: { write: { id: string } } }>(
        `mutation { track(input: { userId: "${number}", event: "e${number}", delivery: ASYNC }) { write { id } } }`,
      ),
    );
    await untilCalled(server(0).simulators.persio, 1);
    // The longer it lasts, the longer are the pauses between the attempts.
    server(0).simulators.persio.setFaults({ outage: false });
    for (const { data } of await Promise.all(asked)) await untilState(server(1), data.track.write.id, 'DELIVERED');
    const events = server(0).simulators.persio.received.map(({ event }) => event as string);
    expect(events.toSorted()).toEqual(Array.from({ length: 20 }, (_, number) => `e${number}`).toSorted());
  });

  it('go on delivering after the database was away', async () => {
    server(0).simulators.persio.setFaults({ outage: true });
    const { data } = await server(0).ask<{ track: { write: { id: string } } }>(
      'mutation { track(input: { userId: "u", event: "e", delivery: ASYNC }) { write { id } } }',
    );
    const { id } = data.track.write;
    // Its next attempt is hardly begun yet: one that was cut off would keep its lease until it runs out.
    while (!(await readWrite(server(0), id))?.lastError);
    const refused = (): number =>
      servers.filter(({ log }) => log.some((line) => line.includes('the journal of writes could not be asked'))).length;
    proxy.cut();
    while (refused() < 2) await new Promise(setImmediate);
    server(0).simulators.persio.setFaults({ outage: false });
    const answer = await server(1).ask('mutation { track(input: { userId: "u", event: "f" }) { messageId } }');
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['STORE_UNAVAILABLE']);
    proxy.restore();

    await untilState(server(1), id, 'DELIVERED');
    expect(server(0).simulators.persio.received.map(({ event }) => event)).toEqual(['e']);
  });
});
