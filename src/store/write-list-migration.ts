import type { Kysely } from 'kysely';

/**
 * Lets pages of the writes in one state be read in their order. The same for vendors and kinds would make each write cost
 * a tenth more: of those, a page is looked for among all writes, from the newest on.
 */
export async function indexWritesByState(database: Kysely<unknown>): Promise<void> {
  await database.schema.createIndex('writes_by_state').on('writes').columns(['state', 'sequence', 'id']).execute();
}
