import { jest } from '@jest/globals';
import Database from 'libsql';
import { join } from 'node:path';
import { Vendor } from '../../src/domain/vendor.js';
import { type WriteFilter, WriteKind, type WritePosition, WriteState } from '../../src/domain/write.js';
import { openSharedStore, openStore } from '../../src/store/index.js';
import { createDatabase, describeWithPostgres } from '../support/postgres.js';
import { until } from '../support/until.js';
import { delivered, intent, lease } from '../support/write-intent.js';
import { describeStores, sharedStore, storeFile, temporaryDirectory, type TemporaryStore } from './support.js';

describeStores('pages of writes', (open) => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  /** All pages of two each. */
  async function idsOf(filter: WriteFilter): Promise<string[]> {
    const ids: string[] = [];
    for (let after: WritePosition | undefined; ;) {
      const { items, hasNextPage } = await store.writes.page(filter, 2, after);
      ids.push(...items.map(({ write }) => write.id));
      after = items.at(-1)?.position;
      if (!hasNextPage) return ids;
    }
  }

  it('have all that the filter asks for, the newest first, whatever it names together', async () => {
    const made: { id: string; state: WriteState; vendor: Vendor; kind: WriteKind }[] = [];
    for (let number = 0; number < 12; number += 1) {
      const [vendor, kind] = number % 3 === 0 ? [Vendor.NUMI, WriteKind.SET_PROFILE] : [Vendor.PERSIO, WriteKind.TRACK];
      const state = number % 2 === 0 ? WriteState.DELIVERED : WriteState.PENDING;
      const { id } = intent();
      await store.writes.commit(intent({ id, vendor, kind, records: [`${number}`] }), lease());
      if (state === WriteState.DELIVERED) await store.writes.settle(id, 1, 'one', delivered(1));
      made.unshift({ id, state, vendor, kind });
    }
    for (const filter of [
      {},
      { state: WriteState.PENDING },
      { vendor: Vendor.NUMI },
      { kind: WriteKind.TRACK },
      { state: WriteState.DELIVERED, vendor: Vendor.PERSIO },
      { state: WriteState.PENDING, vendor: Vendor.NUMI, kind: WriteKind.SET_PROFILE },
      { state: WriteState.DEAD },
    ]) {
      const expected = made.filter((write) =>
        Object.entries(filter).every(([name, value]) => Reflect.get(write, name) === value),
      );
      expect([filter, await idsOf(filter)]).toEqual([filter, expected.map(({ id }) => id)]);
    }
  });
});

describe('a page of writes in the embedded store', () => {
  const after = { sequence: 1, id: 'x' };

  it.each([
    ['all', {}, undefined, 'writes_in_order'],
    ['all, from a place on', {}, after, 'writes_in_order ((sequence,id)<(?,?))'],
    ['a state', { state: WriteState.DEAD }, undefined, 'writes_by_state (state=?)'],
    [
      'a state, from a place on',
      { state: WriteState.DEAD },
      after,
      'writes_by_state (state=? AND (sequence,id)<(?,?))',
    ],
    ['a state and a kind', { state: WriteState.DEAD, kind: WriteKind.TRACK }, undefined, 'writes_by_state (state=?)'],
    ['a state and a vendor', { state: WriteState.DEAD, vendor: Vendor.NUMI }, undefined, 'writes_by_state (state=?)'],
    ['a vendor', { vendor: Vendor.NUMI }, undefined, 'writes_in_order'],
  ])(
    'of %s is read in its order, sorts nothing, and reads nothing that is encrypted',
    async (_, filter, from, index) => {
      const { path, remove } = await temporaryDirectory();
      const store = await openStore(path, storeFile);
      const prepare = jest.spyOn(Database.prototype, 'prepare');
      await store.writes.page(filter, 10, from);
      const [text = ''] = prepare.mock.calls.map(([asked]) => asked).filter((asked) => asked.includes('order by'));
      prepare.mockRestore();
      await store.close();

      expect(text).not.toMatch(/\*|fingerprint|items|outcomes/);
      const file = new Database(join(path, storeFile));
      const parameters = Array.from({ length: text.split('?').length - 1 }, () => 1);
      const plan = file.prepare(`explain query plan ${text}`).all(...parameters) as { detail: string }[];
      file.close();
      await remove();
      expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining(`USING INDEX ${index}`)]);
    },
  );
});

describeWithPostgres('a page of writes in PostgreSQL', () => {
  it('of a state is all that is read, however many there are in that state and behind it in others', async () => {
    const database = await createDatabase();
    const settings = sharedStore(database.url);
    const store = await openSharedStore(settings);
    await database.query(
      `insert into "${settings.schema}".writes (id, sequence, kind, vendor, state, key_expires_at, fingerprint, outcomes,
        attempts, created_at, expires_at, ended_at)
      select 'w' || number, number, 'TRACK', 'PERSIO', case when number <= 1000 then 'REJECTED' else 'DELIVERED' end, 0, 'f', 'o', 1, 0, 0, 1
      from generate_series(1, 20000) as number`,
    );
    await database.query(`vacuum analyze "${settings.schema}".writes`);
    // Counts arrive with the end of a connection.
    const read = async (): Promise<number> => {
      const [{ rows } = { rows: 0 }] = await database.query<{ rows: number }>(
        `select (sum(idx_tup_read) + (select seq_tup_read from pg_stat_user_tables where relname = 'writes'))::int as rows
        from pg_stat_user_indexes where relname = 'writes'`,
      );
      return rows;
    };
    const before = await read();
    expect((await store.writes.page({ state: WriteState.REJECTED }, 10, undefined)).items).toHaveLength(10);
    await store.close();
    await until(async () => (await read()) >= before + 10, 'That the page is counted');
    expect((await read()) - before).toBeLessThan(100);
    await database.drop();
  });
});
