import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import pg from 'pg';
import { openSharedStore, openStore } from '../../src/store/index.js';
import { schemaOf, storeFile } from '../../src/store/names.js';
import { openPostgres } from '../databases.js';
import { writeLinks } from './file.js';
import { embeddedFloor, type FloorFigures, postgresFloor } from './floor.js';
import { type ImportFigures, measureImport } from './import.js';
import { findOwner, type LookupFigures, measureLookups } from './lookup.js';

/** What was measured on one store. */
export interface StoreFigures {
  readonly links: number;
  /** A quarter of the links into one store, and all of them into another one. */
  readonly quarter: ImportFigures;
  readonly whole: ImportFigures;
  /** The rows of the whole import again. */
  readonly floor: FloorFigures;
  /** In the store that was imported, beside the fetch of a row by its key. */
  readonly lookup: LookupFigures;
  readonly row: LookupFigures;
}

/** Where the command keeps its tables. */
const schema = schemaOf(storeFile);

interface Place {
  readonly directory: string;
  /** For the command. */
  readonly environment: Readonly<Record<string, string>>;
}

export async function measureEmbedded(links: number): Promise<StoreFigures> {
  const quarter = await inDirectory((directory) => imported({ directory, environment: {} }, links / 4));
  return inDirectory(async (directory) => {
    const whole = await imported({ directory, environment: {} }, links);
    const floor = await embeddedFloor(directory, storeFile);
    const peer = new Database(join(directory, 'floor.db'));
    const select = peer.prepare('select * from people where id = ?');
    const ids = (peer.prepare('select id from people').all() as { id: string }[]).map(({ id }) => id);
    const row = await measureLookups(ids.length, (index) => void select.get(ids[index]));
    peer.close();
    const store = await openStore(directory, storeFile);
    const lookup = await measureLookups(links, findOwner(store));
    await store.close();
    return { links, quarter, whole, floor, lookup, row };
  });
}

/** @returns undefined where no database can be made. */
export async function measurePostgres(links: number): Promise<StoreFigures | undefined> {
  const key = randomBytes(32);
  const environmentOf = (url: string) => ({
    DATABASE_URL: url,
    STORE_ENCRYPTION_KEYS: `bench:${key.toString('base64')}`,
  });
  const into = (url: string, count: number): Promise<ImportFigures> =>
    inDirectory((directory) => imported({ directory, environment: environmentOf(url) }, count));
  const small = await openPostgres();
  if (!small) return undefined;
  const quarter = await into(small.url, links / 4).finally(() => small.drop());
  const large = await openPostgres();
  if (!large) return undefined;
  const { url } = large;
  try {
    const whole = await into(url, links);
    const floor = await postgresFloor(url, schema);
    const row = await measureRows(url);
    const encryptionKeys = [{ id: 'bench', key }];
    const logger = { warn: () => undefined };
    const store = await openSharedStore({ url, schema, connections: 2, encryptionKeys, logger });
    const lookup = await measureLookups(links, findOwner(store));
    await store.close();
    return { links, quarter, whole, floor, lookup, row };
  } finally {
    await large.drop();
  }
}

/** The fetch of a row by its key, in a database that has come to rest. */
async function measureRows(url: string): Promise<LookupFigures> {
  const client = new pg.Client(url);
  await client.connect();
  // What autovacuum and checkpoints do sooner or later, so that it does not happen in the middle.
  await client.query('vacuum analyze');
  await client.query('checkpoint');
  const ids = (await client.query<{ id: string }>('select id from floor.people')).rows.map(({ id }) => id);
  const select = { name: 'row', text: 'select * from floor.people where id = $1' };
  const figures = await measureLookups(ids.length, async (index) => {
    await client.query({ ...select, values: [ids[index]] });
  });
  await client.end();
  return figures;
}

async function imported({ directory, environment }: Place, links: number): Promise<ImportFigures> {
  const file = join(directory, 'links.csv');
  await writeLinks(file, links);
  return measureImport(file, directory, environment);
}

async function inDirectory<Result>(work: (directory: string) => Promise<Result>): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'peoplegraph-links-'));
  try {
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true });
  }
}
