import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoreDatabase } from '../../src/store/database.js';
import { openEmbeddedDatabase } from '../../src/store/embedded.js';
import { type InTransaction, transactions } from '../../src/store/transactions.js';

let directory: string;
let database: StoreDatabase;
let inTransaction: InTransaction;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'peoplegraph-group-'));
  database = await openEmbeddedDatabase(directory, 'store.db');
  inTransaction = transactions(database);
});
afterEach(async () => {
  await database.destroy();
  rmSync(directory, { recursive: true });
});

const note = (id: string, fails = false) =>
  inTransaction(async (transaction) => {
    const row = { contact_id: id, permissions: '[]', written_at: 1 };
    await transaction.insertInto('contact_permissions').values(row).execute();
    if (fails) throw new Error(`${id} fails`);
    return id;
  });
const noted = async () =>
  (await database.selectFrom('contact_permissions').select('contact_id').orderBy('contact_id').execute()).map(
    ({ contact_id }) => contact_id,
  );

describe('work that is wanted at the same time in the embedded store', () => {
  it('answers each its own result, and all of it is kept', async () => {
    const ids = Array.from({ length: 150 }, (_, index) => `${100 + index}`);
    expect(await Promise.all(ids.map((id) => note(id)))).toEqual(ids);
    expect(await noted()).toEqual(ids);
  });

  it('loses nothing of the others where one of it fails, whose own part is taken back', async () => {
    const outcomes = await Promise.allSettled([note('1'), note('2', true), note('1'), note('3')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { message: '2 fails' } });
    expect(await noted()).toEqual(['1', '3']);
  });

  it('is taken back where it fails alone', async () => {
    await expect(note('1', true)).rejects.toThrow('1 fails');
    expect(await noted()).toEqual([]);
    expect(await note('1')).toBe('1');
  });

  it('shares the writing to the disk', async () => {
    let commits = 0;
    const begin = database.transaction.bind(database);
    database.transaction = () => {
      commits += 1;
      return begin();
    };
    await Promise.all(Array.from({ length: 64 }, (_, index) => note(`${index}`)));
    expect(commits).toBe(1);
  });

  it('all fails, coded by whoever asked, where the store is closed', async () => {
    await database.destroy();
    const outcomes = await Promise.allSettled([note('1'), note('2')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    database = await openEmbeddedDatabase(directory, 'store.db');
  });
});
