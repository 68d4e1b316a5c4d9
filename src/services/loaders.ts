import DataLoader from 'dataloader';
import type { Contact } from '../domain/contact.js';
import type { GroupMember, GroupMembership, GroupMembershipKey } from '../domain/group-membership.js';
import type { MembershipLedger, MembershipPage, MembershipPosition } from '../domain/ledgers.js';
import type { Profile } from '../domain/profile.js';
import type { CallScope } from '../domain/scope.js';
import type { Answer, Sources } from '../domain/sources.js';
import type { AccountUser, User } from '../domain/user.js';
import { settle } from './settle.js';

/** Which page of a member's memberships is wanted. */
export interface MemberPageKey {
  readonly member: GroupMember;
  readonly first: number;
  readonly after: MembershipPosition | undefined;
}

/** One request's reads by key. Within the request each key is fetched once; null is a record that does not exist. */
export interface Loaders {
  readonly profiles: DataLoader<string, Profile | null>;
  readonly users: DataLoader<string, User | null>;
  readonly contacts: DataLoader<string, Contact | null>;
  readonly accountUsers: DataLoader<string, AccountUser[] | null>;
  readonly memberships: DataLoader<GroupMembershipKey, GroupMembership | null, string>;
  readonly memberPages: DataLoader<MemberPageKey, MembershipPage, string>;
}

/** A request on its way through the services. */
export interface RequestScope extends CallScope {
  readonly loaders: Loaders;
}

export function createLoaders(sources: Sources, ledger: MembershipLedger, scope: CallScope): Loaders {
  const byKey = <Value>(read: (keys: readonly string[], scope: CallScope) => Promise<Answer<Value>[]>) =>
    new DataLoader<string, Value | null>((keys) => read(keys, scope));

  return {
    profiles: byKey((keys) => sources.profiles.readProfiles(keys, scope)),
    users: byKey((keys) => sources.users.readUsers(keys, scope)),
    contacts: byKey((keys) => sources.contacts.readContacts(keys, scope)),
    accountUsers: new DataLoader((accountIds) => settle(accountIds, (id) => sources.users.readAccountUsers(id, scope))),
    memberships: new DataLoader<GroupMembershipKey, GroupMembership | null, string>((keys) => ledger.find(keys), {
      cacheKeyFn: (key) => JSON.stringify([memberKey(key), key.groupId]),
      maxBatchSize: statementLimit,
    }),
    memberPages: new DataLoader<MemberPageKey, MembershipPage, string>((keys) => readMemberPages(ledger, keys), {
      cacheKeyFn: (key) => JSON.stringify([memberKey(key.member), pageKey(key)]),
      maxBatchSize: statementLimit,
    }),
  };
}

/** Members in one statement: each takes two bound values, and SQLite allows 32,766. */
const statementLimit = 1_000;

const memberKey = (member: GroupMember): string[] =>
  'userId' in member ? ['user', member.userId] : ['anonymous', member.anonymousId];

const pageKey = ({ first, after }: MemberPageKey): string =>
  JSON.stringify([first, after?.joinedAt.getTime(), after?.id]);

/** One statement for all members that want the same page; nearly always that is all of them. */
async function readMemberPages(
  ledger: MembershipLedger,
  keys: readonly MemberPageKey[],
): Promise<(MembershipPage | Error)[]> {
  const pages = new Map<MemberPageKey, MembershipPage>();
  const wanted = new Map<string, MemberPageKey[]>();
  for (const key of keys) wanted.set(pageKey(key), [...(wanted.get(pageKey(key)) ?? []), key]);
  await Promise.all(
    [...wanted.values()].map(async (same) => {
      const [{ first, after }] = same as [MemberPageKey, ...MemberPageKey[]];
      const answers = await ledger.pagesOfMembers(
        same.map(({ member }) => member),
        first,
        after,
      );
      for (const [index, key] of same.entries()) pages.set(key, answers[index] as MembershipPage);
    }),
  );
  return keys.map((key) => pages.get(key) as MembershipPage);
}
