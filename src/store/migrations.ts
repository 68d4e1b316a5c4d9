import type { Kysely, Migration } from 'kysely';

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
};
