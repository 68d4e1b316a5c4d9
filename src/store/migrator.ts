import { DEFAULT_MIGRATION_TABLE, type Kysely, Migrator } from 'kysely';
import { migrations } from './migrations.js';

/** The tables were written by a newer release: this one does not know how to read them. */
export class NewerStoreError extends Error {
  override readonly name = 'NewerStoreError';
}

/** The last migration of this release: what a store is brought up to. */
export const latestMigration = Object.keys(migrations).sort().at(-1) ?? '';

/**
 * Brings the tables up to date. Several processes may do so at once: the first one migrates, the others wait.
 * @param schema The schema of the tables; undefined where the database has no schemas.
 * @throws NewerStoreError, or what the database throws.
 */
export async function bringUpToDate<Tables>(database: Kysely<Tables>, schema?: string): Promise<void> {
  const unknown = (await migrationsOf(database, schema)).filter((name) => !(name in migrations));
  if (unknown.length > 0) throw new NewerStoreError(`It has the migration ${unknown.join(', ')}.`);
  const { error } = await new Migrator({
    db: database,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: schema,
  }).migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('The migration failed.', { cause: error });
}

/** The names of the migrations that have run. */
async function migrationsOf<Tables>(database: Kysely<Tables>, schema: string | undefined): Promise<string[]> {
  const tables = await database.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === DEFAULT_MIGRATION_TABLE && table.schema === schema)) return [];
  const rows = await (database as unknown as Kysely<Record<typeof DEFAULT_MIGRATION_TABLE, { name: string }>>)
    .selectFrom(DEFAULT_MIGRATION_TABLE)
    .select('name')
    .execute();
  return rows.map(({ name }) => name);
}
