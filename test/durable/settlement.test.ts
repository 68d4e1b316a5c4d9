import { randomBytes } from 'node:crypto';
import { startHeldServer } from '../support/held-server.js';
import { createDatabase, describeWithPostgres, startPostgresProxy, type TestDatabase } from '../support/postgres.js';
import { startServer, type TestServer } from '../support/server.js';
import type { TcpProxy } from '../support/tcp-proxy.js';
import { untilState, type WriteView } from './support.js';

/** Enough for the write to reach the vendor, and over before a test is. */
const shortTime = { 'x-peoplegraph-timeout-ms': '4000' };

describeWithPostgres('a database that goes away while the vendor answers', () => {
  let database: TestDatabase;
  let proxy: TcpProxy;
  let vendor: Awaited<ReturnType<typeof startHeldServer>>;
  let server: TestServer;

  beforeAll(async () => {
    proxy = await startPostgresProxy();
  });
  beforeEach(async () => {
    database = await createDatabase();
    vendor = await startHeldServer();
    server = await startServer({
      DATABASE_URL: database.urlAt(proxy.port),
      STORE_ENCRYPTION_KEYS: `shared:${randomBytes(32).toString('base64')}`,
      NUMI_URL: vendor.url,
      NUMI_API_KEY: 'key',
    });
  });
  afterEach(async () => {
    proxy.restore();
    await server.close();
    await vendor.close();
    await database.drop();
  });
  afterAll(() => proxy.close());

  const setProfile = (headers: Record<string, string> = {}) =>
    server.ask<{ setProfile: { write: WriteView } }>(
      'mutation { setProfile(input: { phoneNumber: "+4930901820", firstName: "Ada" }) { write { id state attempts } } }',
      {},
      headers,
    );

  /** Lets the vendor answer when the database is gone, and goes on when the outcome could not be stored. */
  async function answerWithoutDatabase(status: number): Promise<void> {
    const request = await vendor.next();
    proxy.cut();
    request.answer(status);
    while (!server.log.some((line) => line.includes('cannot be stored yet'))) await new Promise(setImmediate);
  }

  it('keeps its caller waiting until it is back, and the vendor is asked once', async () => {
    const answer = setProfile();
    await answerWithoutDatabase(200);
    proxy.restore();

    const { data, errors } = await answer;
    expect(errors).toBeUndefined();
    expect(data.setProfile.write).toMatchObject({ state: 'DELIVERED', attempts: 1 });
    expect(vendor.untaken).toBe(0);
  });

  it('lets its caller go in time with what is known, and the vendor is asked once', async () => {
    const answer = setProfile(shortTime);
    await answerWithoutDatabase(200);
    const { data, errors } = await answer;
    expect(errors).toBeUndefined();
    expect(data.setProfile.write).toMatchObject({ state: 'PENDING' });

    proxy.restore();
    expect(await untilState(server, data.setProfile.write.id, 'DELIVERED')).toMatchObject({ attempts: 1 });
    expect(vendor.untaken).toBe(0);
  });

  it('tells a caller without a key of the failure where it is back in time, and the write is given up', async () => {
    const answer = setProfile();
    await answerWithoutDatabase(503);
    proxy.restore();

    const { errors } = await answer;
    expect(errors).toMatchObject([{ extensions: { code: 'VENDOR_UNAVAILABLE' } }]);
    const { writeId } = errors?.[0]?.extensions as unknown as { writeId: string };
    await untilState(server, writeId, 'DEAD');
  });

  it('does not give up a write whose caller had to go without hearing of the failure', async () => {
    const answer = setProfile(shortTime);
    await answerWithoutDatabase(503);
    const { data, errors } = await answer;
    expect(errors).toBeUndefined();
    expect(data.setProfile.write).toMatchObject({ state: 'PENDING' });

    proxy.restore();
    (await vendor.next()).answer(200);
    expect(await untilState(server, data.setProfile.write.id, 'DELIVERED')).toMatchObject({ attempts: 2 });
  });
});
