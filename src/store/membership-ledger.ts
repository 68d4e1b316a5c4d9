import { createHash } from 'node:crypto';
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import {
  type AcceptedGroupCall,
  type GroupMember,
  type GroupMembership,
  type GroupMembershipKey,
  GroupMembershipSource,
  GroupMembershipStatus,
} from '../domain/group-membership.js';
import type { MembershipLedger, MembershipPage, MembershipPosition } from '../domain/ledgers.js';
import { guarded, type StoreDatabase } from './database.js';
import type { GroupMembershipRow, StoreSchema } from './schema.js';

type MemberColumns = Pick<GroupMembershipRow, 'member_kind' | 'member_id'>;

/** The statements of the ledger of memberships. */
export function membershipLedger(database: StoreDatabase): MembershipLedger {
  return {
    record: (calls) =>
      guarded(() =>
        database.transaction().execute(async (transaction) => {
          const memberships: GroupMembership[] = [];
          for (const call of calls) {
            const id = membershipId(call);
            const known = await transaction
              .selectFrom('group_memberships')
              .selectAll()
              .where('id', '=', id)
              .executeTakeFirst();
            const row = known ? joinedAgain(known, call) : joined(id, call);
            const { id: _, ...changes } = row;
            await transaction
              .insertInto('group_memberships')
              .values(row)
              .onConflict((conflict) => conflict.column('id').doUpdateSet(changes))
              .execute();
            memberships.push(toMembership(row));
          }
          return memberships;
        }),
      ),

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

const memberColumns = (member: GroupMember): MemberColumns =>
  'userId' in member
    ? { member_kind: 'USER', member_id: member.userId }
    : { member_kind: 'ANONYMOUS', member_id: member.anonymousId };

const memberName = (member: MemberColumns): string => `${member.member_kind} ${member.member_id}`;

function callKey({ userId, anonymousId, groupId }: AcceptedGroupCall): GroupMembershipKey {
  if (userId !== null) return { userId, groupId };
  if (anonymousId !== null) return { anonymousId, groupId };
  throw new TypeError('A group call has a user id or an anonymous id; this one has neither.');
}

/** Made from the key alone, so that it never changes; hashed, so that an id of any length and content fits. */
function membershipId(of: GroupMembershipKey | AcceptedGroupCall): string {
  const key = 'traits' in of ? callKey(of) : of;
  const { member_kind, member_id } = memberColumns(key);
  return createHash('sha256')
    .update(JSON.stringify([member_kind, member_id, key.groupId]))
    .digest('base64url')
    .slice(0, 27);
}

function joined(id: string, call: AcceptedGroupCall): GroupMembershipRow {
  const timestamp = call.timestamp.getTime();
  return {
    id,
    ...memberColumns(callKey(call)),
    group_id: call.groupId,
    anonymous_id: call.anonymousId,
    traits: JSON.stringify(call.traits),
    joined_at: timestamp,
    latest_at: timestamp,
    observed_at: call.observedAt.getTime(),
  };
}

/** Traits are laid over each other in the order in which the calls happened, not in which they arrived. */
function joinedAgain(known: GroupMembershipRow, call: AcceptedGroupCall): GroupMembershipRow {
  const timestamp = call.timestamp.getTime();
  const knownTraits = JSON.parse(known.traits) as Record<string, unknown>;
  const isNewer = timestamp >= known.latest_at;
  const traits = isNewer ? { ...knownTraits, ...call.traits } : { ...call.traits, ...knownTraits };
  return {
    ...known,
    anonymous_id: isNewer ? (call.anonymousId ?? known.anonymous_id) : (known.anonymous_id ?? call.anonymousId),
    traits: JSON.stringify(traits),
    joined_at: Math.min(known.joined_at, timestamp),
    latest_at: Math.max(known.latest_at, timestamp),
    observed_at: Math.max(known.observed_at, call.observedAt.getTime()),
  };
}

const toPage = (rows: readonly GroupMembershipRow[], first: number): MembershipPage => ({
  items: rows.slice(0, first).map(toMembership),
  hasNextPage: rows.length > first,
});

const toMembership = (row: GroupMembershipRow): GroupMembership => ({
  id: row.id,
  userId: row.member_kind === 'USER' ? row.member_id : null,
  anonymousId: row.anonymous_id,
  groupId: row.group_id,
  traits: JSON.parse(row.traits) as Record<string, unknown>,
  status: GroupMembershipStatus.ACCEPTED,
  joinedAt: new Date(row.joined_at),
  observedAt: new Date(row.observed_at),
  source: GroupMembershipSource.LEDGER,
});
