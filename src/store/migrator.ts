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
  refuseNewer(await migrationsOf(database, schema));
  const { error } = await new Migrator({
    db: database,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: schema,
  }).migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('The migration failed.', { cause: error });
}

/** How far the tables have got: there are none yet, an older release made them, or they are those of this one. */
export type TablesState = 'MISSING' | 'OLDER' | 'CURRENT';

/** Looks, and changes nothing. @throws NewerStoreError, or what the database throws. */
export async function tablesState<Tables>(database: Kysely<Tables>, schema?: string): Promise<TablesState> {
  const names = await migrationsOf(database, schema);
  refuseNewer(names);
  if (names.length === 0) return 'MISSING';
  return names.includes(latestMigration) ? 'CURRENT' : 'OLDER';
}

function refuseNewer(names: readonly string[]): void {
  const unknown = names.filter((name) => !(name in migrations));
  if (unknown.length > 0) throw new NewerStoreError(`It has the migration ${unknown.join(', ')}.`);
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
