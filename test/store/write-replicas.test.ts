import { jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { Vendor } from '../../src/domain/vendor.js';
import { openSharedStore, type SharedStoreSettings, type Store } from '../../src/store/index.js';
import { createDatabase, describeWithPostgres, type TestDatabase } from '../support/postgres.js';
import { delivered, intent, lease } from '../support/write-intent.js';
import { sharedStore } from './support.js';

describeWithPostgres('replicas that share one journal of writes', () => {
  let database: TestDatabase;
  let settings: SharedStoreSettings;
  let replicas: Store[];
  const replica = (number: number) => (replicas[number % replicas.length] as Store).writes;
  const claim = async (number: number, seconds: number, limit = 10): Promise<string[]> =>
    (await replica(number).claimDue(Vendor.PERSIO, limit, lease(seconds, `replica-${number}`))).map(
      ({ write }) => write.id,
    );

  beforeAll(async () => {
    database = await createDatabase();
  });
  beforeEach(async () => {
    // As many as write at once: nobody waits for one to become free.
    settings = { ...sharedStore(database.url), connections: 10 };
    replicas = await Promise.all(Array.from({ length: 3 }, () => openSharedStore(settings)));
  });
  afterEach(() => Promise.all(replicas.map((store) => store.close())));
  afterAll(() => database.drop());

  it('claim each due write once, and no more than they asked for, where all of them ask at once', async () => {
    const ids = new Set<string>();
    for (let number = 0; number < 60; number += 1) {
      const each = intent({ records: [`record ${number}`] });
      ids.add(each.id);
      await replica(number).commit(each, undefined);
    }
    const claimed: string[] = [];
    while (claimed.length < ids.size) {
      const turns = await Promise.all([0, 1, 2, 0, 1, 2].map((number) => claim(number, 0, 4)));
      for (const turn of turns) expect(turn.length).toBeLessThanOrEqual(4);
      claimed.push(...turns.flat());
    }
    expect(claimed.toSorted()).toEqual([...ids].toSorted());
  });

  it('do not wait for the writes that another one is taking', async () => {
    const [taken, free] = [intent({ records: ['a'] }), intent({ records: ['b'] })];
    for (const each of [taken, free]) await replica(0).commit(each, undefined);
    const held = await database.hold(`select id from "${settings.schema}".writes where id = '${taken.id}' for update`);
    expect(await claim(1, 0)).toEqual([free.id]);
    await held.release();
  });

  it('take over what a replica holds that is gone, once its lease has run out, and it cannot settle any more', async () => {
    const { record } = await replica(0).commit(intent(), lease(0, 'replica-0'));
    const { id } = record.write;
    expect(await claim(1, 59)).toEqual([]);
    // Another replica that starts in the meantime frees nothing that a living one may hold.
    replicas.push(await openSharedStore(settings));
    expect(await claim(3, 59)).toEqual([]);

    const takers = await Promise.all([1, 2, 3].map((number) => claim(number, 61)));
    expect(takers.flat()).toEqual([id]);
    const taker = `replica-${takers.findIndex((taken) => taken.length > 0) + 1}`;
    expect(await replica(0).settle(id, 1, 'replica-0', delivered(62))).toBeNull();
    expect(await replica(1).settle(id, 2, taker, delivered(62))).toMatchObject({ state: 'DELIVERED', attempts: 2 });
  });

  it('make one write of one key, where all of them commit it at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const commits = await Promise.all(
        Array.from({ length: 6 }, (_, number) =>
          replica(number).commit(
            intent({ idempotencyKey: `key ${round}`, records: [`record ${round}`] }),
            lease(0, `replica-${number}`),
          ),
        ),
      );
      expect(commits.map(({ outcome }) => outcome).toSorted()).toEqual(['claimed', ...Array(5).fill('known')]);
      expect(new Set(commits.map(({ record }) => record.write.id)).size).toBe(1);
    }
    expect((await replica(0).page({}, 100, undefined)).items).toHaveLength(10);
  });

  it('give the writes to one record an order, where all of them commit at once', async () => {
    const sent = Array.from({ length: 30 }, () => intent({ records: ['one', 'other'] }));
    const outcomes = await Promise.all(sent.map((each, number) => replica(number).commit(each, lease())));
    // Only the first one at a record may be delivered.
    expect(outcomes.filter(({ outcome }) => outcome === 'claimed')).toHaveLength(1);
    const { items } = await replica(0).page({}, 100, undefined);
    expect(new Set(items.map(({ position }) => position.sequence)).size).toBe(30);
  });

  it('deliver in the order of the commits, also where the clock of the first one was ahead', async () => {
    // What a replica knows of the clocks of others it knows from its first look.
    await replica(1).commit(intent({ vendor: Vendor.NUMI, records: ['elsewhere'] }), undefined);
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(now + 3_600_000);
    const first = intent();
    await replica(0).commit(first, undefined);
    clock.mockRestore();
    const second = intent();
    await replica(1).commit(second, undefined);

    expect(await claim(2, 0)).toEqual([first.id]);
    await replica(2).settle(first.id, 1, 'replica-2', delivered(1));
    expect(await claim(2, 1)).toEqual([second.id]);
  });

  it('commit a write to a record after the one that is being committed, and to other records meanwhile', async () => {
    const record = createHash('sha256').update('busy').digest().readBigInt64BE();
    const held = await database.hold(`select pg_advisory_xact_lock(${record})`);
    const waiting = replica(0).commit(intent({ records: ['another', 'busy'] }), undefined);
    await held.isWaitedFor();
    expect((await replica(1).commit(intent({ records: ['free'] }), undefined)).outcome).toBe('queued');
    expect((await replica(1).page({}, 10, undefined)).items).toHaveLength(1);
    await held.release();
    expect((await waiting).outcome).toBe('queued');
  });

  it('do not stop each other by writes to the same records in another order', async () => {
    const records = Array.from({ length: 20 }, (_, number) => `record ${number}`);
    const outcomes = await Promise.all(
      Array.from({ length: 24 }, (_, number) =>
        replica(number).commit(intent({ records: number % 2 === 0 ? records : records.toReversed() }), undefined),
      ),
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(outcomes.map(() => 'queued'));
  });
});
