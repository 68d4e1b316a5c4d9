import { Kysely, PostgresDialect, sql } from 'kysely';
import type { Logger } from 'pino';
import { PeoplegraphError } from '../errors.js';
import { bytewiseText } from './bytewise-text.js';
import { commonPlugins, type StoreDatabase, unavailable } from './database.js';
import { bringUpToDate, NewerStoreError, tablesState, type TablesState } from './migrator.js';
import { BoundedPool } from './postgres-pool.js';
import type { StoreSchema } from './schema.js';

/** How long a statement of this service may take, in milliseconds: it reads and writes by its indexes. */
const usualStatementTimeout = 5_000;

/** How long a migration may take, and how long one waits for that of another process, in milliseconds. */
const migrationTimeout = 600_000;

export interface SharedDatabaseSettings {
  /** `postgres://…`, with user and password: never part of a message. */
  readonly url: string;
  /** Where the tables are; it is made where it is missing. */
  readonly schema: string;
  /** The most connections at once. */
  readonly connections: number;
  /** How long one statement may take, in milliseconds; that of a server where it is left out. */
  readonly statementTimeout?: number;
  readonly logger: Pick<Logger, 'warn'>;
}

/**
 * Opens the PostgreSQL database and brings its tables up to date, while others may do the same.
 * @throws PeoplegraphError STORE_UNAVAILABLE with one sentence for the operator.
 */
export async function openSharedDatabase(settings: SharedDatabaseSettings): Promise<StoreDatabase> {
  const database = connect(settings, settings.connections, settings.statementTimeout ?? usualStatementTimeout);
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

/**
 * Looks how far the tables of the PostgreSQL database have got, and whether this user may bring them up to date.
 * @throws PeoplegraphError STORE_UNAVAILABLE with one sentence for the operator.
 */
export async function inspectSharedDatabase(settings: SharedDatabaseSettings): Promise<TablesState> {
  const database = connect(settings, 1, usualStatementTimeout);
  try {
    const state = await tablesState(database, settings.schema);
    if (state !== 'CURRENT' && !(await mayMakeTables(database, settings.schema)))
      throw unavailable(
        `DATABASE_URL: this user may not make tables in the schema ${settings.schema}, or the schema itself. Grant it "create" there.`,
        undefined,
      );
    return state;
  } catch (error) {
    throw error instanceof PeoplegraphError ? error : unavailable(refusal(error), error);
  } finally {
    await database.destroy();
  }
}

async function mayMakeTables(database: StoreDatabase, schema: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select coalesce(
      (select has_schema_privilege(oid, 'create') from pg_namespace where nspname = ${schema}),
      has_database_privilege(current_database(), 'create')
    ) as may`.execute(database);
  return rows[0]?.may ?? false;
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
  const { code, message } = error as { code?: string; message: string };
  // The client has no code for that.
  const offersNoTls = message.includes('SSL');
  const reason = code ?? (offersNoTls ? 'it does not offer the TLS that sslmode asks for' : 'no answer in time');
  return `DATABASE_URL: the PostgreSQL database cannot be used (${reason}). Check that it runs, and that the address, the user, the password and the database's name are right.`;
}
