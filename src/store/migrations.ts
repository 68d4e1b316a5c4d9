import { type Kysely, type Migration, sql } from 'kysely';
import { locksRows } from './database.js';
import { createJobs } from './job-migration.js';
import { indexWritesByState } from './write-list-migration.js';

/** Forward only: a migration that has been released is never changed. Names sort in the order in which they run. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-memberships-and-permissions': {
    async up(database: Kysely<unknown>): Promise<void> {
      await database.schema
        .createTable('group_memberships')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('member_kind', 'text', (column) => column.notNull())
        .addColumn('member_id', 'text', (column) => column.notNull())
        .addColumn('group_id', 'text', (column) => column.notNull())
        .addColumn('anonymous_id', 'text')
        .addColumn('traits', 'text', (column) => column.notNull())
        .addColumn('joined_at', 'bigint', (column) => column.notNull())
        .addColumn('latest_at', 'bigint', (column) => column.notNull())
        .addColumn('observed_at', 'bigint', (column) => column.notNull())
        .execute();
      // Pages of a member and of a group are read in this order.
      await database.schema
        .createIndex('group_memberships_by_member')
        .on('group_memberships')
        .columns(['member_kind', 'member_id', 'joined_at', 'id'])
        .execute();
      await database.schema
        .createIndex('group_memberships_by_group')
        .on('group_memberships')
        .columns(['group_id', 'joined_at', 'id'])
        .execute();
      await database.schema
        .createTable('contact_permissions')
        .addColumn('contact_id', 'text', (column) => column.primaryKey())
        .addColumn('permissions', 'text', (column) => column.notNull())
        .addColumn('written_at', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
  '0002-writes': {
    async up(database: Kysely<unknown>): Promise<void> {
      await database.schema
        .createTable('writes')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('sequence', 'bigint', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('vendor', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('key_hash', 'text')
        .addColumn('key_expires_at', 'bigint', (column) => column.notNull())
        .addColumn('fingerprint', 'text', (column) => column.notNull())
        .addColumn('items', 'text')
        .addColumn('outcomes', 'text', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .addColumn('last_attempt_at', 'bigint')
        .addColumn('next_attempt_at', 'bigint')
        .addColumn('ended_at', 'bigint')
        .addColumn('last_error', 'text')
        .addColumn('lease_owner', 'text')
        .addColumn('lease_until', 'bigint')
        .execute();
      await database.schema.createIndex('writes_by_key').on('writes').column('key_hash').unique().execute();
      await database.schema
        .createIndex('writes_due')
        .on('writes')
        .columns(['state', 'vendor', 'next_attempt_at'])
        .execute();
      await database.schema.createIndex('writes_in_order').on('writes').columns(['sequence', 'id']).execute();
      await database.schema.createIndex('writes_ended').on('writes').column('ended_at').execute();
      // What pending writes write to. The order of a record is that of the sequence.
      await database.schema
        .createTable('write_records')
        .addColumn('record', 'text', (column) => column.notNull())
        .addColumn('sequence', 'bigint', (column) => column.notNull())
        .addColumn('write_id', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('write_records_key', ['record', 'sequence', 'write_id'])
        .execute();
      await database.schema.createIndex('write_records_by_write').on('write_records').column('write_id').execute();
    },
  },
  '0003-statistics-of-writes': {
    async up(database: Kysely<unknown>): Promise<void> {
      // The embedded database has nothing of the kind.
      if (!locksRows(database)) return;
      // A queue is something else every minute, while its table, which keeps what has ended for a month, hardly changes:
      // shares of the table would leave PostgreSQL with statistics of a time when nothing was pending.
      await sql`alter table writes set (
        autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 2000,
        autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000)`.execute(database);
      await sql`alter table write_records set (
        autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 2000,
        autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000)`.execute(database);
    },
  },
  '0004-pending-memberships': {
    async up(database: Kysely<unknown>): Promise<void> {
      await database.schema
        .createTable('pending_memberships')
        .addColumn('write_id', 'text', (column) => column.notNull())
        .addColumn('place', 'integer', (column) => column.notNull())
        .addColumn('sequence', 'bigint', (column) => column.notNull())
        .addColumn('membership_id', 'text', (column) => column.notNull())
        .addColumn('member_kind', 'text', (column) => column.notNull())
        .addColumn('member_id', 'text', (column) => column.notNull())
        .addColumn('group_id', 'text', (column) => column.notNull())
        .addColumn('anonymous_id', 'text')
        .addColumn('traits', 'text', (column) => column.notNull())
        .addColumn('happened_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('pending_memberships_key', ['write_id', 'place'])
        .execute();
      // The calls of one membership are laid over each other in this order.
      await database.schema
        .createIndex('pending_memberships_by_membership')
        .on('pending_memberships')
        .columns(['membership_id', 'happened_at', 'sequence', 'place'])
        .execute();
      // Pages are read in the same order as those of accepted ones.
      await database.schema
        .createIndex('pending_memberships_by_member')
        .on('pending_memberships')
        .columns(['member_kind', 'member_id', 'happened_at', 'membership_id'])
        .execute();
      await database.schema
        .createIndex('pending_memberships_by_group')
        .on('pending_memberships')
        .columns(['group_id', 'happened_at', 'membership_id'])
        .execute();
    },
  },
  '0005-people': {
    async up(database: Kysely<unknown>): Promise<void> {
      await database.schema
        .createTable('people')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('merged_into', 'text')
        .execute();
      await database.schema.createIndex('people_merged').on('people').column('merged_into').execute();
      await database.schema
        .createTable('person_records')
        .addColumn('record', 'text', (column) => column.primaryKey())
        .addColumn('person_id', 'text', (column) => column.notNull())
        .addColumn('vendor', 'text', (column) => column.notNull())
        .addColumn('details', 'text', (column) => column.notNull())
        .addColumn('rule', 'text', (column) => column.notNull())
        .addColumn('linked_at', 'bigint', (column) => column.notNull())
        .addColumn('linked_by', 'text', (column) => column.notNull())
        .execute();
      await database.schema.createIndex('person_records_by_person').on('person_records').column('person_id').execute();
      await database.schema
        .createTable('person_identifiers')
        .addColumn('identifier', 'text', (column) => column.notNull())
        .addColumn('record', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('person_identifiers_key', ['identifier', 'record'])
        .execute();
      await database.schema
        .createIndex('person_identifiers_by_record')
        .on('person_identifiers')
        .column('record')
        .execute();
      // Each pair both ways, so that either record finds it.
      await database.schema
        .createTable('separated_records')
        .addColumn('record', 'text', (column) => column.notNull())
        .addColumn('other', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('separated_records_key', ['record', 'other'])
        .execute();
      // What an erased person was known by: records and identifiers alike.
      await database.schema
        .createTable('erased_names')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('erased_at', 'bigint', (column) => column.notNull())
        .execute();
      await database.schema
        .createTable('person_events')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('person_id', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('actor', 'text', (column) => column.notNull())
        .addColumn('happened_at', 'bigint', (column) => column.notNull())
        .addColumn('details', 'text', (column) => column.notNull())
        .execute();
      await database.schema
        .createIndex('person_events_by_person')
        .on('person_events')
        .columns(['person_id', 'happened_at', 'id'])
        .execute();
      await database.schema
        .createTable('secrets')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('secret', 'text', (column) => column.notNull())
        .execute();
    },
  },
  '0006-jobs': { up: createJobs },
  '0007-history': {
    async up(database: Kysely<unknown>): Promise<void> {
      await database.schema.alterTable('writes').addColumn('caller', 'text').execute();
      // Whom writes are about, the newest of each first.
      await database.schema
        .createTable('write_subjects')
        .addColumn('subject', 'text', (column) => column.notNull())
        .addColumn('happened_at', 'bigint', (column) => column.notNull())
        .addColumn('write_id', 'text', (column) => column.notNull())
        .addColumn('place', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('write_subjects_key', ['subject', 'happened_at', 'write_id', 'place'])
        .execute();
      await database.schema.createIndex('write_subjects_by_write').on('write_subjects').column('write_id').execute();
    },
  },
  '0008-link-imports': {
    async up(database: Kysely<unknown>): Promise<void> {
      await database.schema
        .createTable('link_imports')
        .addColumn('fingerprint', 'text', (column) => column.primaryKey())
        .addColumn('position', 'bigint', (column) => column.notNull())
        .addColumn('lines', 'bigint', (column) => column.notNull())
        .addColumn('linked', 'bigint', (column) => column.notNull())
        .addColumn('rejected', 'bigint', (column) => column.notNull())
        .addColumn('ended_at', 'bigint')
        .execute();
    },
  },
  '0009-writes-by-state': { up: indexWritesByState },
};
