import { connection, type Connection } from '../../domain/connection.js';
import type { GroupMembership } from '../../domain/group-membership.js';
import type { IdentityLookup } from '../../domain/identity.js';
import type { Answer } from '../../domain/sources.js';
import { decodePosition, encodePosition } from '../cursor.js';
import type { RequestScope } from '../loaders.js';
import { failedAsOne } from '../records.js';
import { settle } from '../settle.js';
import { type KeyReading, type PersonKey, toLookup } from './person-key.js';
import type { Person } from './person.js';

/** The most people that one list takes. */
export const largestListOfPeople = 50;

/** People: who is behind the records of the vendors. */
export class PeopleService {
  constructor(private readonly reading: KeyReading) {}

  /** What a key names, the same however it is written; null where nobody can have it. @throws InputError */
  lookup(key: PersonKey): IdentityLookup | null {
    return toLookup(key, this.reading);
  }

  /** @throws InputError where the key cannot be one. */
  async find(key: PersonKey, request: RequestScope): Promise<Person | null> {
    const lookup = this.lookup(key);
    return lookup && request.loaders.people.load(lookup);
  }

  /** In the order of the keys: the person, null where there is nobody, or the error of that key. */
  async findMany(keys: readonly PersonKey[], request: RequestScope): Promise<Answer<Person>[]> {
    // Before anybody is asked: a key that cannot be one is the caller's mistake, and no answer.
    const lookups = keys.map((key) => toLookup(key, this.reading));
    const find = async (lookup: IdentityLookup | null): Promise<Person | null> =>
      lookup && request.loaders.people.load(lookup);
    return failedAsOne(await settle(lookups, find));
  }

  /** The groups of a person, under all user ids by which Persio knows them. */
  async memberships(
    { persioUserIds }: Person,
    first: number,
    after: string | undefined,
    { loaders }: RequestScope,
  ): Promise<Connection<GroupMembership>> {
    const position = decodePosition(after);
    const pages = await Promise.all(
      persioUserIds.map((userId) => loaders.memberPages.load({ member: { userId }, first, after: position })),
    );
    const items = pages.flatMap((page) => page.items).sort(byBeginning);
    return connection(items.slice(0, first), encodePosition, {
      hasNextPage: items.length > first || pages.some(({ hasNextPage }) => hasNextPage),
      hasPreviousPage: after !== undefined,
    });
  }
}

const byBeginning = (one: GroupMembership, other: GroupMembership): number =>
  one.joinedAt.getTime() - other.joinedAt.getTime() || (one.id < other.id ? -1 : 1);
