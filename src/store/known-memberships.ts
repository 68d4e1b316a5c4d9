import { type AliasableExpression, sql } from 'kysely';
import type { StoreDatabase } from './database.js';
import type { GroupMembershipRow, PendingMembershipRow } from './schema.js';

/** A membership as it is known: as Persio accepted it or, where it never did, as pending writes will make it. */
export interface KnownMembershipRow extends Omit<GroupMembershipRow, 'latest_at' | 'observed_at'> {
  /** Null where Persio has not accepted it yet. */
  observed_at: number | null;
}

/** Where a pending membership has several calls, this is the first. Both are null where Persio accepted it. */
interface CallColumns {
  write_id: string | null;
  place: number | null;
}

/** A query that finds some of the known memberships. */
export type MembershipSelection = AliasableExpression<KnownMembershipRow & CallColumns>;

/**
 * Every membership once, at its place in the order of `joined_at` and `id`. A condition on its columns reaches the
 * indexes of both tables. What is null is of the type of its column: SQLite sorts all of both tables otherwise.
 */
export const knownMemberships = (database: StoreDatabase) =>
  database
    .selectFrom('group_memberships')
    .select(['id', 'member_kind', 'member_id', 'group_id', 'anonymous_id', 'traits', 'joined_at'])
    .select([
      sql<number | null>`observed_at`.as('observed_at'),
      sql<string | null>`cast(null as text)`.as('write_id'),
      sql<number | null>`cast(null as integer)`.as('place'),
    ])
    .unionAll(
      database
        .selectFrom('pending_memberships as call')
        .select([
          'membership_id as id',
          'member_kind',
          'member_id',
          'group_id',
          'anonymous_id',
          'traits',
          'happened_at as joined_at',
        ])
        .select([sql<number | null>`cast(null as bigint)`.as('observed_at'), 'write_id', 'place'])
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom('group_memberships as accepted')
                .select('accepted.id')
                .whereRef('accepted.id', '=', 'call.membership_id'),
            ),
          ),
        )
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom('pending_memberships as earlier')
                .select('earlier.place')
                .whereRef('earlier.membership_id', '=', 'call.membership_id')
                .where((pair) =>
                  pair(
                    pair.refTuple('earlier.happened_at', 'earlier.sequence', 'earlier.place'),
                    '<',
                    pair.refTuple('call.happened_at', 'call.sequence', 'call.place'),
                  ),
                ),
            ),
          ),
        ),
    );

/** Reads what a query finds, in the order of `joined_at` and `id`, in one statement. */
export async function readMemberships(
  database: StoreDatabase,
  selection: MembershipSelection,
): Promise<KnownMembershipRow[]> {
  const rows = await database
    .selectFrom(selection.as('known'))
    .leftJoin('pending_memberships as later', (join) =>
      join
        .onRef('later.membership_id', '=', 'known.id')
        // True of nothing where Persio accepted the membership.
        .on((where) =>
          where.or([
            where('later.write_id', '!=', where.ref('known.write_id')),
            where('later.place', '!=', where.ref('known.place')),
          ]),
        ),
    )
    .selectAll('known')
    .select(['later.traits as later_traits', 'later.anonymous_id as later_anonymous_id'])
    .orderBy('known.joined_at')
    .orderBy('known.id')
    .orderBy('later.happened_at')
    .orderBy('later.sequence')
    .orderBy('later.place')
    .execute();
  const known = new Map<string, KnownMembershipRow>();
  for (const { later_traits, later_anonymous_id, ...row } of rows) {
    const before = known.get(row.id) ?? row;
    known.set(row.id, later_traits === null ? before : withLaterCall(before, later_traits, later_anonymous_id));
  }
  return [...known.values()];
}

/** As its delivery will: later traits are laid over earlier ones. */
const withLaterCall = (
  row: KnownMembershipRow,
  traits: PendingMembershipRow['traits'],
  anonymousId: PendingMembershipRow['anonymous_id'],
): KnownMembershipRow => ({
  ...row,
  anonymous_id: anonymousId ?? row.anonymous_id,
  traits: JSON.stringify({ ...(JSON.parse(row.traits) as object), ...(JSON.parse(traits) as object) }),
});
