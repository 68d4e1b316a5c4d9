import type { SandboxPerson } from '../vendors/simulator.js';
import type { Draft } from './draft.js';
import { e164 } from './phone-numbers.js';
import { type Random, randomFor } from './random.js';

type NumiRecord = NonNullable<SandboxPerson['numi']>;

/** What Numi holds of a person: complete for most, some fields never asked for with others. */
export function numiRecord(draft: Draft): NumiRecord {
  const { numi, number } = draft;
  const random = randomFor(`numi record of person ${number}`);
  const email = random.chance(0.1) ? withCapitals(numi.email) : numi.email;
  return {
    phoneNumber: e164(numi.phone),
    ...(random.chance(0.97) && { firstName: numi.firstName.written }),
    ...(random.chance(0.97) && { lastName: numi.lastName.written }),
    ...(random.chance(0.9) && { email }),
    ...(random.chance(0.75) && { dateOfBirth: numi.dateOfBirth }),
    metadata: metadata(draft, random),
  };
}

/** Names with texts and names with any JSON, side by side as Numi keeps them. */
function metadata({ culture }: Draft, random: Random): Record<string, unknown> {
  return {
    ...(random.chance(0.8) && { language: culture.language }),
    ...(random.chance(0.5) && { source: random.pick(['app', 'shop', 'hotline', 'import']) }),
    ...(random.chance(0.3) && {
      loyalty: { tier: random.pick(['bronze', 'silver', 'gold']), points: random.integer(0, 5_000) },
    }),
    ...(random.chance(0.2) && { interests: random.shuffle(['books', 'music', 'sport', 'travel', 'food']).slice(0, 2) }),
    ...(random.chance(0.2) && { marketing: random.chance(0.5) }),
  };
}

const withCapitals = (email: string): string =>
  email.replace(/(^|[.@])([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
