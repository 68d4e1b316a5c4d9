import { emailDomains } from './names.js';
import type { Presence } from './presence.js';
import { randomFor } from './random.js';

/** Who shares what with whom: the people whom a careless match by phone or e-mail takes for one. */
export interface Relations {
  /** By a person's number, the earlier person whose family name they have. */
  readonly family: ReadonlyMap<number, number>;
  /** By a person's number, the earlier person with whom they share the phone number and the date of birth. */
  readonly twin: ReadonlyMap<number, number>;
  /** By a person's number, the e-mail address that they share with others. */
  readonly emails: ReadonlyMap<number, string>;
  /** Pairs of strangers: the first one's Perfex record still holds the number that is now the second one's. */
  readonly recycledNumbers: ReadonlyMap<number, number>;
  readonly related: ReadonlySet<number>;
}

const twinPairs = 12;
const families = 8;
const recycled = 8;
const roles = ['info', 'sales', 'office', 'support', 'billing'];

/**
 * Draws the relations among people by where they are known. Numi has one profile for a phone number, and
 * Chatwoot and Perfex take an e-mail address once: who shares one is therefore known in different places.
 */
export function drawRelations(presences: readonly Presence[]): Relations {
  const random = randomFor('relations');
  const related = new Set<number>();
  const half = presences.length / 2;
  /** An unrelated person from the range who is known in exactly these places. */
  const take = (numi: boolean, chatwoot: boolean, perfex: boolean, after = 2, upTo = presences.length): number => {
    const candidates = presences.flatMap((presence, index) =>
      index + 1 > after &&
      index + 1 <= upTo &&
      !related.has(index + 1) &&
      presence.numi === numi &&
      presence.chatwoot === chatwoot &&
      presence.perfex === perfex
        ? [index + 1]
        : [],
    );
    const number = random.pick(candidates);
    related.add(number);
    return number;
  };

  const family = new Map<number, number>();
  const twin = new Map<number, number>();
  const emails = new Map<number, string>();
  const recycledNumbers = new Map<number, number>();

  for (let pair = 0; pair < twinPairs; pair += 1) {
    const first = take(true, pair % 2 === 0, true, 2, half);
    const second = take(false, pair % 3 === 0, true, first);
    twin.set(second, first);
    family.set(second, first);
  }
  for (let index = 0; index < families; index += 1) {
    const first = take(true, false, true, 2, half);
    const others = [take(true, true, false, first), take(true, false, false, first)];
    const address = `familie${index + 1}@${random.pick(emailDomains)}`;
    emails.set(first, address);
    for (const other of others) {
      family.set(other, first);
      emails.set(other, address);
    }
  }
  for (const role of roles) {
    const address = `${role}@${random.pick(emailDomains)}`;
    const colleagues = [
      take(false, false, true),
      take(false, true, false),
      take(true, false, false),
      take(true, false, false),
    ];
    for (const number of colleagues) emails.set(number, address);
  }
  for (let index = 0; index < recycled; index += 1)
    recycledNumbers.set(take(true, false, true), take(true, true, false));

  return { family, twin, emails, recycledNumbers, related };
}
