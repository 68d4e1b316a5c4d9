import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { MembershipLedger, MembershipPage, MembershipPosition } from '../domain/ledgers.js';
import { guarded, type StoreDatabase } from './database.js';
import { type KnownMembershipRow, knownMemberships, readMemberships } from './known-memberships.js';
import { recordMemberships } from './membership-recording.js';
import { type MemberColumns, memberColumns, membershipId, toMembership } from './membership-rows.js';
import { transactions } from './transactions.js';

/** The statements of the ledger of memberships. */
export function membershipLedger(database: StoreDatabase): MembershipLedger {
  const inTransaction = transactions(database);
  return {
    record: (calls) => guarded(() => inTransaction((transaction) => recordMemberships(transaction, calls))),

    find: (keys) =>
      guarded(async () => {
        const ids = keys.map(membershipId);
        const known = database.selectFrom(knownMemberships(database).as('known')).selectAll().where('id', 'in', ids);
        const rows = await readMemberships(database, known);
        const byId = new Map(rows.map((row) => [row.id, row]));
        return ids.map((id) => {
          const row = byId.get(id);
          return row ? toMembership(row) : null;
        });
      }),

    pagesOfMembers: (members, first, after) =>
      guarded(async () => {
        const wanted = members.map(memberColumns);
        const numbered = database
          .selectFrom(knownMemberships(database).as('known'))
          .selectAll()
          .select(
            sql<number>`row_number() over (partition by member_kind, member_id order by joined_at, id)`.as('number'),
          )
          .where((where) => where.or(kindsOf(wanted).map((kind) => ofKind(where, kind, wanted))))
          .where((where) => behind(where, after));
        const pages = database
          .selectFrom(numbered.as('numbered'))
          .selectAll()
          .where('number', '<=', first + 1);
        const rows = await readMemberships(database, pages);
        const byMember = new Map<string, KnownMembershipRow[]>(wanted.map((member) => [memberName(member), []]));
        for (const row of rows) byMember.get(memberName(row))?.push(row);
        return wanted.map((member) => toPage(byMember.get(memberName(member)) ?? [], first));
      }),

    pageOfGroup: (groupId, first, after) =>
      guarded(async () => {
        const page = database
          .selectFrom(knownMemberships(database).as('known'))
          .selectAll()
          .where('group_id', '=', groupId)
          .where((where) => behind(where, after))
          .orderBy('joined_at')
          .orderBy('id')
          .limit(first + 1);
        return toPage(await readMemberships(database, page), first);
      }),
  };
}

/** A condition on known memberships. */
type Where = ExpressionBuilder<{ known: KnownMembershipRow }, 'known'>;

/** Rows behind a place in the order of joined_at and id. Compared as a pair, which an index finds at once. */
const behind = (where: Where, after: MembershipPosition | undefined): Expression<SqlBool> =>
  after
    ? where(where.refTuple('joined_at', 'id'), '>', where.tuple(after.joinedAt.getTime(), after.id))
    : sql<SqlBool>`1 = 1`;

/** Only those that are there: a kind without members keeps SQLite from its index, and it reads the whole table. */
const kindsOf = (members: readonly MemberColumns[]): MemberColumns['member_kind'][] => [
  ...new Set(members.map((member) => member.member_kind)),
];

/** A list, and not one condition for each member: SQLite refuses an expression a thousand levels deep. */
const ofKind = (
  where: Where,
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

const toPage = (rows: readonly KnownMembershipRow[], first: number): MembershipPage => ({
  items: rows.slice(0, first).map(toMembership),
  hasNextPage: rows.length > first,
});
