import { type CompiledQuery, sql } from 'kysely';
import type { MembershipCall } from '../domain/group-membership.js';
import { WriteState } from '../domain/write.js';
import type { StoreDatabase } from './database.js';
import { calledMember, membershipId } from './membership-rows.js';

/** Statements for batches: none needs the answer to another. */
export function pendingMembershipStatements(database: StoreDatabase) {
  return {
    /**
     * Shows the memberships that a write will make, where it is pending and they are not shown yet.
     * @param memberships By item; null where the item has ended. @returns undefined where there are none.
     */
    show(id: string, memberships: readonly (MembershipCall | null)[]): CompiledQuery | undefined {
      const calls = memberships.flatMap((call, place) => (call ? [columnsOf(call, place)] : []));
      if (calls.length === 0) return undefined;
      const rows = calls.map((call) => sql`(${sql.join(Object.values(call))})`);
      return database
        .insertInto('pending_memberships')
        .columns(['write_id', 'sequence', ...columns])
        .expression((insert) =>
          insert
            .selectFrom(['writes', sql<Record<string, unknown>>`(values ${sql.join(rows)})`.as('listed')])
            .select(['writes.id', 'writes.sequence'])
            // A value of a list has no type of its own in PostgreSQL.
            .select(
              columns.map((name, index) =>
                sql`cast(${sql.ref(`listed.column${index + 1}`)} as ${sql.raw(types[name])})`.as(name),
              ),
            )
            .where('writes.id', '=', id)
            .where('writes.state', '=', WriteState.PENDING)
            .where((where) =>
              where.not(
                where.exists(where.selectFrom('pending_memberships').select('place').where('write_id', '=', id)),
              ),
            ),
        )
        .compile();
    },

    /** Hides all memberships of a write that has ended. */
    hideAll: (id: string): CompiledQuery =>
      database
        .deleteFrom('pending_memberships')
        .where('write_id', 'in', (where) =>
          where.selectFrom('writes').select('id').where('id', '=', id).where('ended_at', 'is not', null),
        )
        .compile(),

    /** Hides those of the items that have ended with an attempt, unless somebody else took the write over in the meantime. */
    hide: (id: string, attempts: number, places: readonly number[]): CompiledQuery =>
      database
        .deleteFrom('pending_memberships')
        .where('place', 'in', places)
        .where('write_id', 'in', (where) =>
          where.selectFrom('writes').select('id').where('id', '=', id).where('attempts', '=', attempts),
        )
        .compile(),
  };
}

const types = {
  place: 'integer',
  membership_id: 'text',
  member_kind: 'text',
  member_id: 'text',
  group_id: 'text',
  anonymous_id: 'text',
  traits: 'text',
  happened_at: 'bigint',
} as const;

const columns = Object.keys(types) as (keyof typeof types)[];

/** In the order of `columns`. */
function columnsOf(call: MembershipCall, place: number): Record<keyof typeof types, string | number | null> {
  const { member_kind, member_id } = calledMember(call);
  return {
    place,
    membership_id: membershipId(call),
    member_kind,
    member_id,
    group_id: call.groupId,
    anonymous_id: call.anonymousId,
    traits: JSON.stringify(call.traits),
    happened_at: call.timestamp.getTime(),
  };
}
