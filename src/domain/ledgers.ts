import type { ContactPermission } from './contact.js';
import type { AcceptedGroupCall, GroupMembership, GroupMembershipKey, GroupMember } from './group-membership.js';

/** The ports that the store fills. All of them reject with STORE_UNAVAILABLE where the store fails. */

/** A place in a list of memberships, which are ordered by when they began. */
export interface MembershipPosition {
  readonly joinedAt: Date;
  readonly id: string;
}

export interface MembershipPage {
  readonly items: readonly GroupMembership[];
  readonly hasNextPage: boolean;
}

/** What this service sent to Persio and Persio accepted; and, as pending, what stored writes will send. */
export interface MembershipLedger {
  /** What Persio has accepted. Joining again updates the same membership. @returns the memberships in the order of the calls. */
  record(calls: readonly AcceptedGroupCall[]): Promise<GroupMembership[]>;
  /** One statement for all keys. @returns the membership or null, in the order of the keys. */
  find(keys: readonly GroupMembershipKey[]): Promise<(GroupMembership | null)[]>;
  /** One statement for all members. @returns a page of each, in the order of the members. */
  pagesOfMembers(
    members: readonly GroupMember[],
    first: number,
    after: MembershipPosition | undefined,
  ): Promise<MembershipPage[]>;
  pageOfGroup(groupId: string, first: number, after: MembershipPosition | undefined): Promise<MembershipPage>;
}

/** The portal permissions that this service last wrote to each contact: Perfex cannot be asked for them. */
export interface PermissionLedger {
  remember(contactId: string, permissions: readonly ContactPermission[]): Promise<void>;
  /** One statement for all ids; an id that is missing from the answer was never written. */
  recall(contactIds: readonly string[]): Promise<ReadonlyMap<string, readonly ContactPermission[]>>;
  forget(contactId: string): Promise<void>;
}
