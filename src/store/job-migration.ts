import type { Kysely } from 'kysely';

/** The table of jobs. */
export async function createJobs(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('jobs')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text')
    .addColumn('key_hash', 'text')
    .addColumn('key_expires_at', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('steps', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('next_attempt_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('lease_owner', 'text')
    .addColumn('lease_until', 'bigint')
    .execute();
  await database.schema.createIndex('jobs_by_key').on('jobs').column('key_hash').unique().execute();
  await database.schema.createIndex('jobs_due').on('jobs').columns(['state', 'next_attempt_at']).execute();
  await database.schema.createIndex('jobs_by_person').on('jobs').columns(['person_id', 'created_at']).execute();
  await database.schema.createIndex('jobs_ended').on('jobs').column('ended_at').execute();
}
