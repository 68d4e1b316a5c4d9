import type { GroupMembership } from '../../src/domain/group-membership.js';
import { ErrorCode } from '../../src/errors.js';
import { openSharedStore, openStore, type SharedStoreSettings, type Store } from '../../src/store/index.js';
import { openSharedDatabase } from '../../src/store/postgres.js';
import { deferred } from '../support/deferred.js';
import { createDatabase, describeWithPostgres, type TestDatabase } from '../support/postgres.js';
import { at, groupCall, sharedStore, storeFile, temporaryDirectory } from './support.js';

describeWithPostgres('replicas that share one database', () => {
  let database: TestDatabase;
  let settings: SharedStoreSettings;
  let replicas: Store[];

  const open = async (count: number): Promise<void> => {
    replicas = await Promise.all(Array.from({ length: count }, () => openSharedStore(settings)));
  };
  const replica = (number: number): Store => replicas[number % replicas.length] as Store;

  beforeAll(async () => {
    database = await createDatabase();
  });
  beforeEach(() => {
    settings = sharedStore(database.url);
    replicas = [];
  });
  afterEach(() => Promise.all(replicas.map((store) => store.close())));
  afterAll(() => database.drop());

  it('may start at the same moment on an empty one: its tables are made once', async () => {
    await open(6);

    await replica(0).memberships.record([groupCall()]);
    for (const store of replicas)
      expect((await store.memberships.pageOfGroup('mathematicians', 10, undefined)).items).toHaveLength(1);
    const names = await database.query<{ name: string }>(`select name from "${settings.schema}".kysely_migration`);
    expect(names.map(({ name }) => name)).toEqual([...new Set(names.map(({ name }) => name))]);
    expect(names.length).toBeGreaterThan(0);
  });

  it('lose no trait when all of them write the same membership at once', async () => {
    await open(3);
    const numbers = Array.from({ length: 30 }, (_, number) => number);
    await Promise.all(
      numbers.map((number) =>
        replica(number).memberships.record([
          groupCall({ traits: { [`trait${number}`]: number }, timestamp: at(number), observedAt: at(number) }),
        ]),
      ),
    );

    const [found] = await replica(0).memberships.find([{ userId: 'ada', groupId: 'mathematicians' }]);
    expect(found?.traits).toEqual(Object.fromEntries(numbers.map((number) => [`trait${number}`, number])));
    expect(found).toMatchObject({ joinedAt: at(0), observedAt: at(29) });
  });

  it('do not stop each other by lists of the same memberships in another order', async () => {
    await open(2);
    const users = Array.from({ length: 40 }, (_, number) => `user-${number}`);
    const list = (trait: string) => users.map((userId) => groupCall({ userId, traits: { [trait]: true } }));
    await Promise.all(
      Array.from({ length: 12 }, (_, turn) => {
        const calls = list(`turn${turn}`);
        return replica(turn).memberships.record(turn % 2 === 0 ? calls : calls.reverse());
      }),
    );

    const found = await replica(0).memberships.find(users.map((userId) => ({ userId, groupId: 'mathematicians' })));
    expect(found.map((membership) => Object.keys(membership?.traits ?? {}).length)).toEqual(users.map(() => 12));
  });

  it('wait some seconds for a membership that a stopped replica holds, and then have it back', async () => {
    await open(1);
    const [before] = await replica(0).memberships.record([groupCall({ traits: { before: true } })]);
    const stopped = await openSharedDatabase(settings);
    const isLocked = deferred();
    const goesOn = deferred();
    const transaction = stopped.transaction().execute(async (held) => {
      await held.selectFrom('group_memberships').selectAll().forUpdate().execute();
      isLocked.resolve();
      await goesOn.promise;
    });
    await isLocked.promise;
    const began = performance.now();
    const joinAgain = () => replica(0).memberships.record([groupCall({ traits: { after: true } })]);

    await expect(joinAgain()).rejects.toMatchObject({ code: ErrorCode.STORE_UNAVAILABLE });
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(await replica(0).memberships.find([{ userId: 'ada', groupId: 'mathematicians' }])).toEqual([before]);
    let again = await joinAgain().catch(() => undefined);
    while (!again) again = await joinAgain().catch(() => undefined);
    expect(performance.now() - began).toBeLessThan(25_000);
    expect(again[0]?.traits).toEqual({ before: true, after: true });

    goesOn.resolve();
    await expect(transaction).rejects.toThrow();
    await stopped.destroy();
  });

  it('read the pages of the embedded store, in its order', async () => {
    await open(1);
    const directory = await temporaryDirectory();
    const embedded = await openStore(directory.path, storeFile);
    const calls = Array.from({ length: 60 }, (_, number) => groupCall({ userId: `user-${number}` }));
    const order: GroupMembership[][] = [];
    for (const store of [embedded, replica(0)]) {
      await store.memberships.record(calls);
      const first = await store.memberships.pageOfGroup('mathematicians', 30, undefined);
      const second = await store.memberships.pageOfGroup('mathematicians', 30, first.items.at(-1));
      order.push([...first.items, ...second.items]);
    }

    expect(order[0]).toHaveLength(60);
    expect(order[1]).toEqual(order[0]);
    await embedded.close();
    await directory.remove();
  });
});
