import { Kysely, PostgresDialect, sql } from 'kysely';
import type { Logger } from 'pino';
import { bytewiseText } from './bytewise-text.js';
import { commonPlugins, type StoreDatabase, unavailable } from './database.js';
import { bringUpToDate, NewerStoreError } from './migrator.js';
import { BoundedPool } from './postgres-pool.js';
import type { StoreSchema } from './schema.js';

/** How long a statement of this service may take, in milliseconds: it reads and writes by its indexes. */
const statementTimeout = 5_000;

/** How long a migration may take, and how long one waits for that of another process, in milliseconds. */
const migrationTimeout = 600_000;

export interface SharedDatabaseSettings {
  /** `postgres://…`, with user and password: never part of a message. */
  readonly url: string;
  /** Where the tables are; it is made where it is missing. */
  readonly schema: string;
  /** The most connections at once. */
  readonly connections: number;
  readonly logger: Pick<Logger, 'warn'>;
}

/**
 * Opens the PostgreSQL database and brings its tables up to date, while others may do the same.
 * @throws PeoplegraphError STORE_UNAVAILABLE with one sentence for the operator.
 */
export async function openSharedDatabase(settings: SharedDatabaseSettings): Promise<StoreDatabase> {
  const database = connect(settings, settings.connections, statementTimeout);
  const migrating = connect(settings, 1, migrationTimeout).withPlugin(bytewiseText);
  try {
    // Whether it is there is known soon; only migrations may take their time.
    await sql`select 1`.execute(database);
    await bringUpToDate(migrating, settings.schema);
    return database;
  } catch (error) {
    await database.destroy();
    throw unavailable(refusal(error), error);
  } finally {
    await migrating.destroy();
  }
}

const connect = (settings: SharedDatabaseSettings, connections: number, timeout: number): StoreDatabase =>
  new Kysely<StoreSchema>({
    dialect: new PostgresDialect({
      pool: new BoundedPool({ ...settings, connections, statementTimeout: timeout }),
    }),
    plugins: commonPlugins,
  });

function refusal(error: unknown): string {
  if (error instanceof NewerStoreError)
    return 'DATABASE_URL: the tables in this database were written by a newer release. Run that release, or name another database.';
  // The code is PostgreSQL's or the operating system's; the message beside it may name users and hosts.
  const { code = 'no answer in time' } = error as { code?: string };
  return `DATABASE_URL: the PostgreSQL database cannot be used (${code}). Check that it runs, and that the address, the user, the password and the database's name are right.`;
}
