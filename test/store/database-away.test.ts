import { ErrorCode } from '../../src/errors.js';
import { openSharedStore, type SharedStoreSettings, type Store } from '../../src/store/index.js';
import { createDatabase, describeWithPostgres, startPostgresProxy, type TestDatabase } from '../support/postgres.js';
import type { TcpProxy } from '../support/tcp-proxy.js';
import { until } from '../support/until.js';
import { groupCall, sharedStore } from './support.js';

const key = { userId: 'ada', groupId: 'mathematicians' };

/** Every statement that a ledger has. */
const everyCall = ({ memberships, permissions }: Store): Promise<unknown>[] => [
  memberships.record([groupCall()]),
  memberships.find([key]),
  memberships.pagesOfMembers([{ userId: 'ada' }], 1, undefined),
  memberships.pageOfGroup('mathematicians', 1, undefined),
  permissions.remember('1', []),
  permissions.recall(['1']),
  permissions.forget('1'),
];

async function expectUnavailable(calls: readonly Promise<unknown>[], milliseconds = Infinity): Promise<void> {
  const began = performance.now();
  const codes = await Promise.all(
    calls.map((call) =>
      call.then(
        () => 'answered',
        (error: unknown) => (error as { code?: string }).code,
      ),
    ),
  );
  expect(codes).toEqual(calls.map(() => ErrorCode.STORE_UNAVAILABLE));
  expect(performance.now() - began).toBeLessThan(milliseconds);
}

describeWithPostgres('a database that goes away while the service runs', () => {
  let database: TestDatabase;
  let proxy: TcpProxy;
  let settings: SharedStoreSettings;
  let store: Store;
  let warnings: string[];

  beforeAll(async () => {
    database = await createDatabase();
    proxy = await startPostgresProxy();
  });
  beforeEach(async () => {
    proxy.restore();
    warnings = [];
    settings = {
      ...sharedStore(database.urlAt(proxy.port)),
      logger: { warn: (_: object, text?: string) => void warnings.push(text ?? '') },
    };
    store = await openSharedStore(settings);
  });
  afterEach(async () => {
    proxy.restore();
    await store.close();
  });
  afterAll(async () => {
    await proxy.close();
    await database.drop();
  });

  it('fails every call at once with its code where it refuses connections, and is used again when it is back', async () => {
    const [recorded] = await store.memberships.record([groupCall()]);
    proxy.cut();
    // Less than a connection may take to be made.
    await expectUnavailable(everyCall(store), 2_500);
    await expectUnavailable(everyCall(store), 2_500);
    proxy.restore();

    expect(await store.memberships.find([key])).toEqual([recorded]);
  });

  it('fails every call after some seconds where the line is dead without a word, and is used again when it is back', async () => {
    await Promise.all(everyCall(store));
    proxy.silence();
    // More calls than connections: those that wait for one fail, too.
    await expectUnavailable(everyCall(store), 11_000);
    proxy.restore();

    await Promise.all(everyCall(store));
  });

  it('may end connections that nobody uses: they are replaced, and the log says so', async () => {
    // More calls than connections, at once: all of them are made.
    await Promise.all(everyCall(store));
    await database.disconnectAll();
    await until(() => warnings.length >= settings.connections, 'The loss of every connection');

    await Promise.all(everyCall(store));
    expect(warnings[0]).toBe('a connection to PostgreSQL was lost');
  });

  it('in the middle of a write leaves it out as a whole', async () => {
    await store.memberships.record([groupCall({ userId: 'ada', traits: { before: true } })]);
    const held = await database.hold(`select * from "${settings.schema}".group_memberships for update`);
    const writing = store.memberships.record([
      groupCall({ userId: 'grace' }),
      groupCall({ userId: 'ada', traits: { during: true } }),
    ]);
    const failing = expectUnavailable([writing]);
    await held.isWaitedFor();
    await database.disconnectAll();
    await failing;

    const found = await store.memberships.find([key, { ...key, userId: 'grace' }]);
    expect(found.map((membership) => membership?.traits)).toEqual([{ before: true }, undefined]);
  });
});
