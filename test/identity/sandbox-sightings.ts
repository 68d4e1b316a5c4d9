import { toEmailAddress } from '../../src/domain/email-address.js';
import type { Sighting } from '../../src/domain/identity.js';
import { toE164 } from '../../src/domain/phone-number.js';
import { sightingOfContact, sightingOfProfile, sightingOfUser } from '../../src/domain/sightings.js';
import { sandboxPeople } from '../../src/sandbox/people.js';
import type { SandboxPerson } from '../../src/vendors/simulator.js';

/** A record of the sandbox as this service sees it, and the number of the human being whose it really is. */
export interface TrueSighting {
  readonly sighting: Sighting;
  readonly human: number;
}

/** Every record of the sandbox that can be seen, vendor by vendor. */
export function sandboxSightings(): TrueSighting[] {
  const people = sandboxPeople();
  const seen = (see: (person: SandboxPerson) => Sighting | undefined): TrueSighting[] =>
    people.flatMap((person) => {
      const sighting = see(person);
      return sighting ? [{ sighting, human: person.number }] : [];
    });
  return [...seen(seeProfile), ...seen(seeUser), ...seen(seeContact)];
}

const seeProfile = ({ numi }: SandboxPerson): Sighting | undefined =>
  numi &&
  sightingOfProfile({
    phoneNumber: numi.phoneNumber,
    firstName: numi.firstName ?? null,
    lastName: numi.lastName ?? null,
    email: toEmailAddress(numi.email ?? ''),
  });

/** Those of another platform app are hidden from us. */
const seeUser = ({ chatwoot }: SandboxPerson): Sighting | undefined =>
  chatwoot && !chatwoot.foreign
    ? sightingOfUser({
        id: String(chatwoot.id),
        name: chatwoot.name,
        email: toEmailAddress(chatwoot.email),
        customAttributes: { ...chatwoot.customAttributes },
      })
    : undefined;

const seeContact = ({ perfex }: SandboxPerson): Sighting | undefined =>
  perfex &&
  sightingOfContact({
    id: String(perfex.contactId),
    firstName: perfex.firstName,
    lastName: perfex.lastName,
    email: toEmailAddress(perfex.email),
    phoneNumber: toE164(perfex.phoneNumber, 'DE'),
  });
