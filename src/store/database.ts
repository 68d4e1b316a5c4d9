import { Kysely, Migrator, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { ErrorCode, PeoplegraphError } from '../errors.js';
import { migrations } from './migrations.js';
import type { StoreSchema } from './schema.js';

export type StoreDatabase = Kysely<StoreSchema>;

/**
 * Opens the embedded database, makes its directory and brings its tables up to date.
 * @throws PeoplegraphError STORE_UNAVAILABLE with one sentence for the operator.
 */
export async function openDatabase(directory: string, fileName: string): Promise<StoreDatabase> {
  const file = openFile(directory, fileName);
  const database = new Kysely<StoreSchema>({
    dialect: new SqliteDialect({
      database: { prepare: (statement) => file.prepare(statement), close: () => closeFile(file) },
    }),
  });
  const { error } = await new Migrator({
    db: database,
    provider: { getMigrations: async () => migrations },
  }).migrateToLatest();
  if (error) {
    await database.destroy();
    throw unavailable(
      `The store in ${directory} could not be brought up to date. Was it written by a newer release?`,
      error,
    );
  }
  return database;
}

function openFile(directory: string, fileName: string): Database.Database {
  let database: Database.Database | undefined;
  try {
    // Memberships are personal data: nobody but this user reads them. The write-ahead log takes the mode of the file.
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const path = join(directory, fileName);
    closeSync(openSync(path, 'a', 0o600));
    chmodSync(path, 0o600);
    database = new Database(path);
    // EXCLUSIVE keeps a second process out for as long as this one lives; a kill frees it at once.
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.exec('BEGIN IMMEDIATE; COMMIT');
    return database;
  } catch (error) {
    database?.close();
    const busy = (error as { code?: string }).code?.startsWith('SQLITE_BUSY');
    throw unavailable(
      busy
        ? `Another process holds the store in ${directory}. Stop it, or set DATA_DIR to another directory.`
        : `The store in ${directory} cannot be opened. Check that DATA_DIR names a directory that this user may write to.`,
      error,
    );
  }
}

/** Its driver holds a closed file until its statements are collected: the lock is given up before, so that it can be opened again. */
function closeFile(database: Database.Database): void {
  try {
    database.pragma('journal_mode = DELETE');
    database.pragma('locking_mode = NORMAL');
    database.exec('SELECT 1 FROM sqlite_master');
  } finally {
    database.close();
  }
}

const unavailable = (message: string, cause: unknown): PeoplegraphError =>
  new PeoplegraphError(ErrorCode.STORE_UNAVAILABLE, message, { cause });

/** Runs statements; whatever the database throws becomes STORE_UNAVAILABLE, with the reason as its cause for the log. */
export async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw unavailable("This service's store failed. Try again later.", error);
  }
}
