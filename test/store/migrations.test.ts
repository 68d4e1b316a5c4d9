import { Kysely, Migrator, PostgresDialect, SqliteDialect, sql } from 'kysely';
import Database from 'libsql';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { ErrorCode } from '../../src/errors.js';
import { bytewiseText } from '../../src/store/bytewise-text.js';
import { openSharedStore, openStore, type Store } from '../../src/store/index.js';
import { migrations } from '../../src/store/migrations.js';
import { createDatabase, describeWithPostgres } from '../support/postgres.js';
import { history } from './history.js';
import { encryptionKey, sharedStore, storeFile, temporaryDirectory } from './support.js';

type Tables = Record<string, Record<string, unknown>>;

/** A place where a store can be, with a way past the store to its tables. */
interface Place {
  readonly schema?: string;
  readonly tables: Kysely<Tables>;
  open(): Promise<Store>;
  remove(): Promise<void>;
}

const versions = Object.keys(migrations);

async function embedded(): Promise<Place> {
  const { path, remove } = await temporaryDirectory();
  await mkdir(path, { recursive: true });
  const dialect = new SqliteDialect({ database: new Database(join(path, storeFile)) });
  return { tables: new Kysely<Tables>({ dialect }), open: () => openStore(path, storeFile, [encryptionKey]), remove };
}

async function inPostgres(): Promise<Place> {
  const database = await createDatabase();
  const settings = sharedStore(database.url);
  const pool = new pg.Pool({ connectionString: database.url, options: `-c search_path=${settings.schema}` });
  // Dropping the database ends what is still connected to it.
  pool.on('error', () => undefined);
  await database.query(`create schema "${settings.schema}"`);
  return {
    schema: settings.schema,
    tables: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), plugins: [bytewiseText] }),
    open: () => openSharedStore(settings),
    remove: () => database.drop(),
  };
}

/** Makes the tables as they stood at a version, with what each version until then wrote. */
async function writeHistory({ tables, schema }: Place, until: string): Promise<void> {
  const migrator = new Migrator({
    db: tables,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: schema,
  });
  for (const version of versions.slice(0, versions.indexOf(until) + 1)) {
    const { error } = await migrator.migrateTo(version);
    if (error) throw error as Error;
    for (const [table, rows] of Object.entries(history[version] ?? {}))
      if (rows.length > 0) await tables.insertInto(table).values(rows).execute();
  }
}

it('every version has its rows in the history', () => {
  expect(Object.keys(history)).toEqual(versions);
});

const define = (prepare: () => Promise<Place>) => () => {
  let place: Place;
  beforeEach(async () => {
    place = await prepare();
  });
  afterEach(() => place.remove());

  it.each(versions)('of the version %s answers with what that version wrote', async (version) => {
    await writeHistory(place, version);
    await place.tables.destroy();
    const store = await place.open();

    expect(
      await store.memberships.find([
        { userId: 'ada', groupId: 'mathematicians' },
        { anonymousId: 'visitor-ü', groupId: 'newsletter' },
      ]),
    ).toEqual([
      expect.objectContaining({
        userId: 'ada',
        anonymousId: 'device-1',
        traits: { role: 'founder', since: 1833 },
        status: 'ACCEPTED',
        joinedAt: new Date('2024-02-01T09:00:00.000Z'),
        observedAt: new Date('2024-03-15T10:30:00.123Z'),
      }),
      expect.objectContaining({ userId: null, anonymousId: 'visitor-ü', traits: {} }),
    ]);
    expect(await store.permissions.recall(['1', '2', '3'])).toEqual(
      new Map([
        ['1', ['INVOICES', 'PROJECTS']],
        ['2', []],
      ]),
    );
    await store.close();
  });

  it('with writes still has them, and what they hold', async () => {
    await writeHistory(place, '0002-writes');
    await place.tables.destroy();
    const store = await place.open();
    const { writes } = store;

    const { items } = await writes.page({}, 10, undefined);
    expect(items.map(({ write }) => write)).toEqual([
      expect.objectContaining({ kind: 'DELETE_CONTACT', state: 'DELIVERED', endedAt: new Date(1768467600100) }),
      expect.objectContaining({
        kind: 'TRACK',
        state: 'PENDING',
        attempts: 2,
        lastError: expect.objectContaining({ code: 'VENDOR_UNAVAILABLE', at: new Date('2026-01-15T09:00:01.000Z') }),
      }),
    ]);
    const contents = await Promise.all(items.map(async ({ write }) => (await writes.find(write.id))?.content));
    expect(contents).toEqual([
      { fingerprint: 'the-fingerprint', items: null, outcomes: [{ value: null }] },
      {
        fingerprint: 'the-fingerprint',
        items: [{ userId: 'ada', event: 'Seen', timestamp: new Date('2026-01-15T09:00:00.000Z') }],
        outcomes: [null],
      },
    ]);
    await store.close();
  });

  it('with pending memberships still shows them', async () => {
    await writeHistory(place, '0004-pending-memberships');
    await place.tables.destroy();
    const store = await place.open();

    const [page] = await store.memberships.pagesOfMembers([{ userId: 'ada' }], 10, undefined);
    expect(page?.items.map(({ groupId, status, traits }) => ({ groupId, status, traits }))).toEqual([
      { groupId: 'mathematicians', status: 'ACCEPTED', traits: { role: 'founder', since: 1833 } },
      { groupId: 'newsletter', status: 'PENDING', traits: { topics: ['engines'] } },
    ]);
    await store.close();
  });

  it('of a newer release is refused, and nothing in it is changed', async () => {
    await (await place.open()).close();
    await place.tables.insertInto('kysely_migration').values({ name: '9999-later', timestamp: '2099' }).execute();

    const opening = place.open();
    await expect(opening).rejects.toMatchObject({
      code: ErrorCode.STORE_UNAVAILABLE,
      message: expect.stringMatching(/(written by a newer release).+/),
    });
    const names = await place.tables.selectFrom('kysely_migration').select('name').orderBy('name').execute();
    expect(names.map(({ name }) => name)).toEqual([...versions, '9999-later']);
    await place.tables.destroy();
  });

  it('whose migration fails in the middle has nothing of it', async () => {
    await sql`create table contact_permissions (taken integer)`.execute(place.tables);

    await expect(place.open()).rejects.toMatchObject({ code: ErrorCode.STORE_UNAVAILABLE });
    const tables = await place.tables.introspection.getTables();
    expect(tables.map(({ name }) => name)).toEqual(['contact_permissions']);
    await place.tables.destroy();
  });
};

describe('an embedded store', define(embedded));
describeWithPostgres('a store in PostgreSQL', define(inPostgres));
