import { Vendor } from '../../src/domain/vendor.js';
import { openSharedStore, type SharedStoreSettings, type Store } from '../../src/store/index.js';
import { createDatabase, describeWithPostgres, type TestDatabase } from '../support/postgres.js';
import { delivered, intent, lease } from '../support/write-intent.js';
import { sharedStore } from './support.js';

describeWithPostgres('the tables of writes in PostgreSQL', () => {
  let database: TestDatabase;
  let settings: SharedStoreSettings;
  let store: Store;

  beforeEach(async () => {
    database = await createDatabase();
    // One connection: its statements are prepared, and planned for good after a few of them.
    settings = { ...sharedStore(database.url), connections: 1 };
    store = await openSharedStore(settings);
  });
  afterEach(() => database.drop());

  const deliver = async (number: number): Promise<void> => {
    const { record } = await store.writes.commit(
      intent({ records: [`${number}`], idempotencyKey: `${number}` }),
      lease(),
    );
    await store.writes.settle(record.write.id, 1, 'one', delivered(1));
  };

  it('are read by their indexes, also by what was prepared while they were small', async () => {
    for (let number = 0; number < 10; number += 1) await deliver(number);
    // Only now PostgreSQL knows how small they are.
    await database.query(`vacuum analyze "${settings.schema}".writes`);
    await database.query(`vacuum analyze "${settings.schema}".write_records`);
    for (let number = 10; number < 40; number += 1) await deliver(number);
    await store.writes.claimDue(Vendor.PERSIO, 10, lease());
    await store.close();

    const scans = (): Promise<{ read: number }[]> =>
      database.query(`select sum(seq_tup_read)::int as read from pg_stat_user_tables where relname like 'write%'`);
    // Counts arrive with the end of a connection, and this reads a column of its own.
    const counted = (): Promise<{ rows: number }[]> =>
      database.query(`select n_tup_ins::int as rows from pg_stat_user_tables where relname = 'writes'`);
    while ((await counted())[0]?.rows !== 40);
    // The first sequence of a process looks for the newest one by an index, too.
    expect(await scans()).toEqual([{ read: 0 }]);
  });

  it('may get a column from a newer release while this one still writes', async () => {
    for (let number = 0; number < 10; number += 1) await deliver(number);
    await database.query(`alter table "${settings.schema}".writes add column later text`);
    await deliver(10);
    expect((await store.writes.page({}, 20, undefined)).items).toHaveLength(11);
    await store.close();
  });

  it('get new statistics and room after a number of changes, however large they are', async () => {
    const rows = await database.query<{ relname: string; reloptions: string[] }>(
      `select relname, reloptions from pg_class where relname in ('writes', 'write_records') order by relname`,
    );
    expect(rows).toEqual([
      {
        relname: 'write_records',
        reloptions: [
          'autovacuum_analyze_scale_factor=0',
          'autovacuum_analyze_threshold=2000',
          'autovacuum_vacuum_scale_factor=0',
          'autovacuum_vacuum_threshold=2000',
        ],
      },
      {
        relname: 'writes',
        reloptions: [
          'autovacuum_analyze_scale_factor=0',
          'autovacuum_analyze_threshold=2000',
          'autovacuum_vacuum_scale_factor=0.02',
          'autovacuum_vacuum_threshold=2000',
        ],
      },
    ]);
    await store.close();
  });
});
