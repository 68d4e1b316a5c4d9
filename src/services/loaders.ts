import DataLoader from 'dataloader';
import type { Contact } from '../domain/contact.js';
import type { GroupMember, GroupMembership, GroupMembershipKey } from '../domain/group-membership.js';
import type { MembershipLedger, MembershipPage, MembershipPosition } from '../domain/ledgers.js';
import type { Profile } from '../domain/profile.js';
import type { CallScope } from '../domain/scope.js';
import type { Answer, Sources } from '../domain/sources.js';
import type { AccountUser, User } from '../domain/user.js';
import type { Identifier, Identity, IdentityLookup, IdentityStore } from '../domain/identity.js';
import type { Person } from './people/person.js';
import { RecordLoader } from './record-loader.js';
import { settle } from './settle.js';

/** Which page of a member's memberships is wanted. */
export interface MemberPageKey {
  readonly member: GroupMember;
  readonly first: number;
  readonly after: MembershipPosition | undefined;
}

/** One request's reads by key, each made when it is first wanted: a request wants one or two of them. */
export class Loaders {
  #profiles: RecordLoader<Profile> | undefined;
  #users: RecordLoader<User> | undefined;
  #contacts: RecordLoader<Contact> | undefined;
  #accountUsers: DataLoader<string, AccountUser[] | null> | undefined;
  #memberships: DataLoader<GroupMembershipKey, GroupMembership | null, string> | undefined;
  #memberPages: DataLoader<MemberPageKey, MembershipPage, string> | undefined;
  #owners: DataLoader<Identifier, Identity | null> | undefined;
  #people: DataLoader<IdentityLookup, Person | null, string> | undefined;

  constructor(
    private readonly sources: Sources,
    private readonly ledger: MembershipLedger,
    private readonly scope: CallScope,
    private readonly readPeople: PeopleReading,
    private readonly findIdentities: IdentityStore['find'],
  ) {}

  get profiles(): RecordLoader<Profile> {
    return (this.#profiles ??= new RecordLoader((keys) => this.sources.profiles.readProfiles(keys, this.scope)));
  }

  get users(): RecordLoader<User> {
    return (this.#users ??= new RecordLoader((keys) => this.sources.users.readUsers(keys, this.scope)));
  }

  get contacts(): RecordLoader<Contact> {
    return (this.#contacts ??= new RecordLoader((keys) => this.sources.contacts.readContacts(keys, this.scope)));
  }

  get accountUsers(): DataLoader<string, AccountUser[] | null> {
    const read = (id: string) => this.sources.users.readAccountUsers(id, this.scope);
    return (this.#accountUsers ??= new DataLoader((accountIds) => settle(accountIds, read)));
  }

  get memberships(): DataLoader<GroupMembershipKey, GroupMembership | null, string> {
    return (this.#memberships ??= new DataLoader((keys) => this.ledger.find(keys), {
      cacheKeyFn: (key) => JSON.stringify([memberKey(key), key.groupId]),
      maxBatchSize: statementLimit,
    }));
  }

  get memberPages(): DataLoader<MemberPageKey, MembershipPage, string> {
    return (this.#memberPages ??= new DataLoader((keys) => readMemberPages(this.ledger, keys), {
      cacheKeyFn: (key) => JSON.stringify([memberKey(key.member), pageKey(key)]),
      maxBatchSize: statementLimit,
    }));
  }

  /** Who has an identifier. Nothing is kept: a mutation may change it. */
  get owners(): DataLoader<Identifier, Identity | null> {
    return (this.#owners ??= new DataLoader(
      (identifiers) => this.findIdentities(identifiers.map((identifier) => ({ identifier }))),
      { cache: false, maxBatchSize: statementLimit },
    ));
  }

  get people(): DataLoader<IdentityLookup, Person | null, string> {
    return (this.#people ??= new DataLoader((lookups) => this.readPeople(lookups), {
      cacheKeyFn: (lookup) => JSON.stringify(lookup),
    }));
  }
}

/** Reads many people for one request, in the order of the lookups. */
export type PeopleReading = (lookups: readonly IdentityLookup[]) => Promise<Answer<Person>[]>;

/** A request on its way through the services. */
export interface RequestScope extends CallScope {
  readonly loaders: Loaders;
  /** The name of the caller's API key: it stands beside what the caller changes. */
  readonly caller: string;
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
