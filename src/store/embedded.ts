import {
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely';
import Database from 'libsql';
import { LRUCache } from 'lru-cache';
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { PeoplegraphError } from '../errors.js';
import { commonPlugins, isFull, type StoreDatabase, unavailable } from './database.js';
import { bringUpToDate, NewerStoreError, tablesState, type TablesState } from './migrator.js';
import type { StoreSchema } from './schema.js';

/** Statements that are kept prepared. */
const keptStatements = 200;

/** For a process that does nothing but write a lot: pages that are written again and again reach the disk less often. */
const bulkPragmas = ['cache_size = -131072', 'wal_autocheckpoint = 60000'];

/**
 * Opens the embedded database, makes its directory and brings its tables up to date.
 * @param isForBulk whether to take up to 128 MB more, so that a lot can be written.
 * @throws PeoplegraphError STORE_UNAVAILABLE with one sentence for the operator.
 */
export async function openEmbeddedDatabase(
  directory: string,
  fileName: string,
  isForBulk = false,
): Promise<StoreDatabase> {
  const file = openFile(directory, fileName);
  if (isForBulk) for (const pragma of bulkPragmas) file.pragma(pragma);
  const database = over(file);
  try {
    await bringUpToDate(database);
    return database;
  } catch (error) {
    // On a full disk this fails, too, and the first failure says more.
    await database.destroy().catch(() => undefined);
    throw unavailable(
      error instanceof NewerStoreError
        ? newerStore(directory)
        : `The store in ${directory} could not be brought up to date${isFull(error) ? ': the disk is full' : ''}. It is as it was.`,
      error,
    );
  }
}

/**
 * Opens the embedded database, looks how far its tables have got, and closes it.
 * @throws PeoplegraphError STORE_UNAVAILABLE with one sentence for the operator.
 */
export async function inspectEmbeddedDatabase(directory: string, fileName: string): Promise<TablesState> {
  const database = over(openFile(directory, fileName));
  try {
    return await tablesState(database);
  } catch (error) {
    throw unavailable(
      error instanceof NewerStoreError ? newerStore(directory) : `The store in ${directory} cannot be read.`,
      error,
    );
  } finally {
    await database.destroy();
  }
}

/** Whether the store could not be opened because another process has it. */
export const isHeldElsewhere = (error: unknown): boolean => error instanceof PeoplegraphError && isBusy(error.cause);

const isBusy = (error: unknown): boolean =>
  (error as { code?: string } | undefined)?.code?.startsWith('SQLITE_BUSY') ?? false;

const newerStore = (directory: string): string =>
  `The store in ${directory} was written by a newer release. Run that release, or set DATA_DIR to another directory.`;

const over = (file: Database.Database): StoreDatabase =>
  new Kysely<StoreSchema>({ dialect: new EmbeddedDialect(file), plugins: commonPlugins });

class EmbeddedDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(private readonly file: Database.Database) {
    // The same few statements come again and again, and preparing one costs more than running it.
    const prepared = new LRUCache<string, KeptStatement>({ max: keptStatements });
    const prepare = (text: string): KeptStatement => {
      const kept = prepared.get(text);
      if (kept) return kept;
      const statement = new KeptStatement(file.prepare(text));
      prepared.set(text, statement);
      return statement;
    };
    const config: SqliteDialectConfig = { database: { prepare, close: () => closeFile(file) } };
    super(config);
    this.#config = config;
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }

  override createDriver(): SqliteDriver {
    return new RollingBackDriver(this.#config, this.file);
  }
}

/** Knows whether it answers rows: asking that costs as much as a small statement. */
class KeptStatement {
  readonly reader: boolean;

  constructor(private readonly statement: Database.Statement) {
    this.reader = statement.reader;
  }

  all(parameters: readonly unknown[]): unknown[] {
    return this.statement.all(parameters);
  }

  run(parameters: readonly unknown[]): Database.RunResult {
    return this.statement.run(parameters);
  }

  iterate(parameters: readonly unknown[]): IterableIterator<unknown> {
    return this.statement.iterate(parameters);
  }
}

/** A full disk has undone the transaction already: the failure of a second rollback would hide the first one. */
class RollingBackDriver extends SqliteDriver {
  constructor(
    config: SqliteDialectConfig,
    private readonly file: Database.Database,
  ) {
    super(config);
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.file.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** A migration runs as a whole or not at all. Its dialect does not count on that; this database can. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
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
    // What is deleted is overwritten: whoever was erased is not in the file either.
    database.pragma('secure_delete = ON');
    database.exec('BEGIN IMMEDIATE; COMMIT');
    return database;
  } catch (error) {
    if (database) closeRefused(database);
    throw unavailable(refusal(directory, error), error);
  }
}

function refusal(directory: string, error: unknown): string {
  if (isBusy(error))
    return `Another process holds the store in ${directory}. Stop it, or set DATA_DIR to another directory.`;
  if (isFull(error)) return `The store in ${directory} cannot be opened: the disk is full.`;
  return `The store in ${directory} cannot be opened. Check that DATA_DIR names a directory that this user may write to.`;
}

/** What stopped the opening may stop this as well, and says nothing new. */
function closeRefused(database: Database.Database): void {
  try {
    closeFile(database);
  } catch {
    return;
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
