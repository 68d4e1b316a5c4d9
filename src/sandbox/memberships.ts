import type { AcceptedGroupCall } from '../domain/group-membership.js';
import type { SandboxPerson } from '../vendors/simulator.js';

/** Whose id a company sends to Persio as `userId`: the values of `PERSIO_USER_ID`. */
type UserIdKind = 'CHATWOOT_USER' | 'PERFEX_CONTACT' | 'NUMI_PHONE' | 'OWN';

/**
 * The group calls with which the ledger of a fresh sandbox is filled, oldest first: one for each group of
 * each person who has an id of that kind.
 */
export function seedMemberships(people: readonly SandboxPerson[], userIdKind: UserIdKind): AcceptedGroupCall[] {
  return people
    .flatMap((person) => {
      const userId = userIdOf(person, userIdKind);
      if (userId === undefined) return [];
      return person.groups.map(({ groupId, traits, joinedAt }) => ({
        userId,
        anonymousId: null,
        groupId,
        traits,
        timestamp: joinedAt,
        observedAt: joinedAt,
      }));
    })
    .sort((left, right) => left.timestamp.getTime() - right.timestamp.getTime());
}

function userIdOf(person: SandboxPerson, userIdKind: UserIdKind): string | undefined {
  switch (userIdKind) {
    case 'CHATWOOT_USER':
      return person.chatwoot && String(person.chatwoot.id);
    case 'PERFEX_CONTACT':
      return person.perfex && String(person.perfex.contactId);
    case 'NUMI_PHONE':
      return person.numi?.phoneNumber;
    case 'OWN':
      return `person-${String(person.number).padStart(4, '0')}`;
  }
}
