import type { Sighting } from '../domain/identity.js';
import { sightingOfUser } from '../domain/sightings.js';
import { toEmailAddress } from '../domain/email-address.js';
import type { SandboxPerson } from '../vendors/simulator.js';

/**
 * Whom a sandbox knows from the start: Chatwoot's users. Nobody can search for them, so that a person's user would be
 * missing until somebody had asked for that user; the records of the other vendors are found when they are needed.
 */
export const seedSightings = (people: readonly SandboxPerson[]): Sighting[] =>
  people.flatMap(({ chatwoot }) =>
    chatwoot && !chatwoot.foreign
      ? [
          sightingOfUser({
            id: String(chatwoot.id),
            name: chatwoot.name,
            email: toEmailAddress(chatwoot.email),
            customAttributes: chatwoot.customAttributes ?? {},
          }),
        ]
      : [],
  );
