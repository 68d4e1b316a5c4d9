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
};
