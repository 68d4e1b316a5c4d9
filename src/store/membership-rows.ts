import { createHash } from 'node:crypto';
import {
  type AcceptedGroupCall,
  type GroupMember,
  type GroupMembership,
  type GroupMembershipKey,
  GroupMembershipSource,
  GroupMembershipStatus,
  type MembershipCall,
} from '../domain/group-membership.js';
import type { KnownMembershipRow } from './known-memberships.js';
import type { GroupMembershipRow } from './schema.js';

export type MemberColumns = Pick<GroupMembershipRow, 'member_kind' | 'member_id'>;

export const memberColumns = (member: GroupMember): MemberColumns =>
  'userId' in member
    ? { member_kind: 'USER', member_id: member.userId }
    : { member_kind: 'ANONYMOUS', member_id: member.anonymousId };

function callKey({ userId, anonymousId, groupId }: MembershipCall): GroupMembershipKey {
  if (userId !== null) return { userId, groupId };
  if (anonymousId !== null) return { anonymousId, groupId };
  throw new TypeError('A group call has a user id or an anonymous id; this one has neither.');
}

/** Of the member of a call. */
export const calledMember = (call: MembershipCall): MemberColumns => memberColumns(callKey(call));

/** Made from the key alone, so that it never changes; hashed, so that an id of any length and content fits. */
export function membershipId(of: GroupMembershipKey | MembershipCall): string {
  const key = 'traits' in of ? callKey(of) : of;
  const { member_kind, member_id } = memberColumns(key);
  return createHash('sha256')
    .update(JSON.stringify([member_kind, member_id, key.groupId]))
    .digest('base64url')
    .slice(0, 27);
}

export function joined(id: string, call: AcceptedGroupCall): GroupMembershipRow {
  const timestamp = call.timestamp.getTime();
  return {
    id,
    ...calledMember(call),
    group_id: call.groupId,
    anonymous_id: call.anonymousId,
    traits: JSON.stringify(call.traits),
    joined_at: timestamp,
    latest_at: timestamp,
    observed_at: call.observedAt.getTime(),
  };
}

/** Traits are laid over each other in the order in which the calls happened, not in which they arrived. */
export function joinedAgain(known: GroupMembershipRow, call: AcceptedGroupCall): GroupMembershipRow {
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

export const toMembership = (row: KnownMembershipRow): GroupMembership => ({
  id: row.id,
  userId: row.member_kind === 'USER' ? row.member_id : null,
  anonymousId: row.anonymous_id,
  groupId: row.group_id,
  traits: JSON.parse(row.traits) as Record<string, unknown>,
  status: row.observed_at === null ? GroupMembershipStatus.PENDING : GroupMembershipStatus.ACCEPTED,
  joinedAt: new Date(row.joined_at),
  observedAt: row.observed_at === null ? null : new Date(row.observed_at),
  source: GroupMembershipSource.LEDGER,
});
