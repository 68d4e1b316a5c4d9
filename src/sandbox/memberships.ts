import type { AcceptedGroupCall } from '../domain/group-membership.js';
import type { PersioUserId } from '../domain/persio-user-id.js';
import type { SandboxPerson } from '../vendors/simulator.js';

/**
 * The group calls with which the ledger of a fresh sandbox is filled, oldest first: one for each group of
 * each person who has an id of that kind.
 */
export function seedMemberships(people: readonly SandboxPerson[], userIdKind: PersioUserId): AcceptedGroupCall[] {
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

function userIdOf(person: SandboxPerson, userIdKind: PersioUserId): string | undefined {
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
