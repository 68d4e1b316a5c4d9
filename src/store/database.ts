import { HandleEmptyInListsPlugin, type Kysely, PostgresAdapter, replaceWithNoncontingentExpression } from 'kysely';
import { ErrorCode, PeoplegraphError } from '../errors.js';
import type { StoreSchema } from './schema.js';

export type StoreDatabase = Kysely<StoreSchema>;

/** What statements need to mean the same in both databases: `in ()` is a syntax error in PostgreSQL. */
export const commonPlugins = [new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })];

/** Whether rows have to be locked: the embedded database has one connection, where transactions follow each other. */
export const locksRows = (database: Pick<StoreDatabase, 'getExecutor'>): boolean =>
  database.getExecutor().adapter instanceof PostgresAdapter;

export const unavailable = (message: string, cause: unknown): PeoplegraphError =>
  new PeoplegraphError(ErrorCode.STORE_UNAVAILABLE, message, { cause });

/**
 * Runs statements; whatever the database throws becomes STORE_UNAVAILABLE, with the reason as its cause for the log.
 * What has a code already keeps it.
 */
export async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PeoplegraphError) throw error;
    throw unavailable(
      isFull(error)
        ? "This service's store has no room left. An operator has to make some; then try again."
        : "This service's store failed. Try again later.",
      error,
    );
  }
}

/** Whether the disk is full: as the embedded database, the operating system and PostgreSQL say it. */
export const isFull = (error: unknown): boolean =>
  ['SQLITE_FULL', 'ENOSPC', 'EDQUOT', '53100'].includes((error as { code?: string }).code ?? '');
