import { sql } from 'kysely';
import { ContactPermission } from '../../src/domain/contact.js';
import { ErrorCode } from '../../src/errors.js';
import type { StoreDatabase } from '../../src/store/database.js';
import { openEmbeddedDatabase } from '../../src/store/embedded.js';
import { membershipLedger } from '../../src/store/membership-ledger.js';
import { permissionLedger } from '../../src/store/permission-ledger.js';
import { openSharedDatabase } from '../../src/store/postgres.js';
import { exportLines } from '../../src/store/transfer/export.js';
import { importLines } from '../../src/store/transfer/import.js';
import { keptTables, type RowCounts } from '../../src/store/transfer/tables.js';
import { createDatabase, describeWithPostgres } from '../support/postgres.js';
import { at, groupCall, sharedStore, storeFile, temporaryDirectory } from './support.js';

interface Target {
  readonly database: StoreDatabase;
  readonly schema?: string;
  readonly remove: () => Promise<void>;
}

async function openEmbedded(): Promise<Target> {
  const { path, remove } = await temporaryDirectory();
  return { database: await openEmbeddedDatabase(path, storeFile), remove };
}

async function openInPostgres(): Promise<Target> {
  const created = await createDatabase();
  const settings = sharedStore(created.url);
  return { database: await openSharedDatabase(settings), schema: settings.schema, remove: () => created.drop() };
}

async function exported(database: StoreDatabase): Promise<{ lines: string[]; counts: RowCounts }> {
  const reading = exportLines(database);
  const lines: string[] = [];
  let next = await reading.next();
  for (; !next.done; next = await reading.next()) lines.push(next.value);
  return { lines, counts: next.value };
}

async function* streamed(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

/** All that is kept, in an order of its own. */
async function everyRow({ database, schema }: Omit<Target, 'remove'>): Promise<Record<string, unknown[]>> {
  const kept: Record<string, unknown[]> = {};
  for (const { name } of await keptTables(database, schema)) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(database);
    kept[name] = rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  return kept;
}

/** More rows than are read or written at once. */
const members = Array.from({ length: 1_200 }, (_, number) => `user-${number}`);

let source: Target;
let lines: string[];

beforeAll(async () => {
  source = await openEmbedded();
  const memberships = membershipLedger(source.database);
  await memberships.record(members.map((userId, minute) => groupCall({ userId, timestamp: at(minute) })));
  await memberships.record([
    groupCall({ userId: null, anonymousId: `'; "👩🏽‍🚀"\n`, groupId: 'x\\y', traits: { nul: '\0', deep: [{ a: null }] } }),
  ]);
  await permissionLedger(source.database).remember('7', [ContactPermission.INVOICES]);
  ({ lines } = await exported(source.database));
});
afterAll(async () => {
  await source.database.destroy();
  await source.remove();
});

const define = (open: () => Promise<Target>) => () => {
  let target: Target;
  beforeEach(async () => {
    target = await open();
  });
  afterEach(async () => {
    await target.database.destroy();
    await target.remove();
  });
  const take = (of: readonly string[]): Promise<RowCounts> => importLines(target.database, streamed(of), target.schema);

  it('holds every row of the export, and says how many of each table', async () => {
    const counts = await take(lines);

    expect(counts).toMatchObject({ group_memberships: 1_201, contact_permissions: 1 });
    const kept = await everyRow(target);
    expect(kept).toEqual(await everyRow(source));
    expect(Object.fromEntries(Object.entries(kept).map(([table, rows]) => [table, rows.length]))).toEqual(counts);
  });

  it('answers as the store that was exported', async () => {
    await take(lines);

    const pages = await Promise.all(
      [source, target].map(({ database }) =>
        membershipLedger(database).pageOfGroup('mathematicians', 2_000, undefined),
      ),
    );
    expect(pages[1]).toEqual(pages[0]);
    expect(pages[0]?.items.map(({ userId }) => userId)).toEqual(members);
    expect(await permissionLedger(target.database).recall(['7'])).toEqual(new Map([['7', ['INVOICES']]]));
  });

  it('is refused where it is not empty, and stays as it is', async () => {
    await permissionLedger(target.database).remember('1', []);
    const before = await everyRow(target);

    await expect(take(lines)).rejects.toMatchObject({
      code: ErrorCode.STORE_UNAVAILABLE,
      message: expect.stringMatching(/not empty: contact_permissions has rows/),
    });
    expect(await everyRow(target)).toEqual(before);
  });

  it.each<[string, (lines: string[]) => string[], RegExp]>([
    ['is empty', () => [], /cut off/],
    ['is something else', () => ['> peoplegraph@1.0.0 store:export', ...lines], /^Line 1 is not JSON/],
    ['was cut off', (all) => all.slice(0, -1), /cut off/],
    [
      'was cut off in the middle of a line',
      (all) => [...all.slice(0, 1_000), '{"table":"gr'],
      /^Line 1001 is not JSON/,
    ],
    ['lost a row', (all) => all.toSpliced(10, 1), /was changed/],
    ['has a changed value', (all) => all.map((line) => line.replace('user-900', 'user-901x')), /was changed/],
    ['goes on after its end', (all) => [...all, '{}'], /^Line 1205 comes after the end/],
    [
      'is of another release',
      (all) => [all[0]?.replace(/"000\d-/, '"0000-') ?? '', ...all.slice(1)],
      /another release/,
    ],
    ['has no header', (all) => all.slice(1), /^Line 1 is not a line of an export/],
    ['has a table that there is not', (all) => all.toSpliced(3, 1, row('passwords', {})), /^Line 4 .+"passwords"/],
    ['has an incomplete row', (all) => all.toSpliced(3, 1, row('contact_permissions', {})), /^Line 4 .+contact_id/],
    [
      'has a value of another type',
      (all) => all.toSpliced(3, 1, row('contact_permissions', { contact_id: '1', permissions: '[]', written_at: '9' })),
      /^Line 4 .+written_at/,
    ],
    [
      'has a column that there is not',
      (all) => all.toSpliced(3, 1, row('contact_permissions', { contact_id: '1', permission: '[]', written_at: 9 })),
      /^Line 4 .+no column "permission"/,
    ],
  ])('takes nothing of an export that %s', async (_, change, message) => {
    await expect(take(change(lines))).rejects.toMatchObject({ message: expect.stringMatching(message) });

    expect(Object.values(await everyRow(target)).flat()).toEqual([]);
  });
};

const row = (table: string, values: object): string => JSON.stringify({ table, row: values });

describe('an embedded store that is imported into', define(openEmbedded));
describeWithPostgres('a store in PostgreSQL that is imported into', define(openInPostgres));
