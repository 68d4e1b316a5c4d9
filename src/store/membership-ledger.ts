import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { MembershipLedger, MembershipPage, MembershipPosition } from '../domain/ledgers.js';
import { guarded, type StoreDatabase } from './database.js';
import { recordMemberships } from './membership-recording.js';
import { type MemberColumns, memberColumns, membershipId, toMembership } from './membership-rows.js';
import type { GroupMembershipRow, StoreSchema } from './schema.js';
import { transactions } from './transactions.js';

/** The statements of the ledger of memberships. */
export function membershipLedger(database: StoreDatabase): MembershipLedger {
  const inTransaction = transactions(database);
  return {
    record: (calls) => guarded(() => inTransaction((transaction) => recordMemberships(transaction, calls))),

    find: (keys) =>
      guarded(async () => {
        const ids = keys.map(membershipId);
        const rows = await database.selectFrom('group_memberships').selectAll().where('id', 'in', ids).execute();
        const byId = new Map(rows.map((row) => [row.id, row]));
        return ids.map((id) => {
          const row = byId.get(id);
          return row ? toMembership(row) : null;
        });
      }),

    pagesOfMembers: (members, first, after) =>
      guarded(async () => {
        const wanted = members.map(memberColumns);
        const rows = await database
          .selectFrom(
            database
              .selectFrom('group_memberships')
              .selectAll()
              .select(
                sql<number>`row_number() over (partition by member_kind, member_id order by joined_at, id)`.as('place'),
              )
              .where((where) => where.or(memberKinds.map((kind) => ofKind(where, kind, wanted))))
              .where((where) => behind(where, after))
              .as('numbered'),
          )
          .selectAll()
          .where('place', '<=', first + 1)
          .orderBy('joined_at')
          .orderBy('id')
          .execute();
        const byMember = new Map<string, GroupMembershipRow[]>(wanted.map((member) => [memberName(member), []]));
        for (const row of rows) byMember.get(memberName(row))?.push(row);
        return wanted.map((member) => toPage(byMember.get(memberName(member)) ?? [], first));
      }),

    pageOfGroup: (groupId, first, after) =>
      guarded(async () => {
        const rows = await database
          .selectFrom('group_memberships')
          .selectAll()
          .where('group_id', '=', groupId)
          .where((where) => behind(where, after))
          .orderBy('joined_at')
          .orderBy('id')
          .limit(first + 1)
          .execute();
        return toPage(rows, first);
      }),
  };
}

/** Rows behind a place in the order of joined_at and id. */
function behind(
  where: ExpressionBuilder<StoreSchema, 'group_memberships'>,
  after: MembershipPosition | undefined,
): Expression<SqlBool> {
  if (!after) return sql<SqlBool>`1 = 1`;
  const joinedAt = after.joinedAt.getTime();
  return where.or([
    where('joined_at', '>', joinedAt),
    where.and([where('joined_at', '=', joinedAt), where('id', '>', after.id)]),
  ]);
}

const memberKinds = ['USER', 'ANONYMOUS'] as const;

/** A list, and not one condition for each member: SQLite refuses an expression a thousand levels deep. */
const ofKind = (
  where: ExpressionBuilder<StoreSchema, 'group_memberships'>,
  kind: MemberColumns['member_kind'],
  members: readonly MemberColumns[],
): Expression<SqlBool> =>
  where.and([
    where('member_kind', '=', kind),
    where(
      'member_id',
      'in',
      members.filter((member) => member.member_kind === kind).map((member) => member.member_id),
    ),
  ]);

const memberName = (member: MemberColumns): string => `${member.member_kind} ${member.member_id}`;

const toPage = (rows: readonly GroupMembershipRow[], first: number): MembershipPage => ({
  items: rows.slice(0, first).map(toMembership),
  hasNextPage: rows.length > first,
});
