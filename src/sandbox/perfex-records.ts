import { type ContactNotifications, TextDirection } from '../domain/contact.js';
import type { SandboxPerson } from '../vendors/simulator.js';
import { companies, jobTitles } from './companies.js';
import { drawCustomerSlots } from './customers.js';
import type { Draft } from './draft.js';
import { asTyped, unparsableNumbers } from './phone-numbers.js';
import { type Random, randomFor } from './random.js';

type PerfexRecord = NonNullable<SandboxPerson['perfex']>;

const day = 86_400_000;
const firstDay = Date.UTC(2024, 0, 8);
const daysOfCreation = 700;
const lastLogins = Date.UTC(2026, 0, 31);

/** What Perfex holds of each person. The ids start at 1, in the order of creation. */
export function perfexRecords(drafts: readonly Draft[]): ReadonlyMap<number, PerfexRecord> {
  const random = randomFor('perfex contacts');
  const [first, second, ...others] = drafts;
  if (!first || !second) throw new Error('Perfex has no contacts.');
  const ordered = [first, second, ...random.shuffle(others)];
  const slots = drawCustomerSlots(ordered.length, companies.length, random);
  const times = drawTimes(ordered.length, random);
  // Who shares or contradicts a number on purpose must have one that parses.
  const plain = ordered.slice(2).filter(({ isRelated, perfex, truth }) => !isRelated && perfex.phone === truth.phone);
  const unparsable = new Map(
    random
      .shuffle(plain)
      .slice(0, 2 * unparsableNumbers.length)
      .map(({ number }, index) => [number, unparsableNumbers[index % unparsableNumbers.length]]),
  );

  return new Map(
    ordered.map((draft, index) => {
      const { number, perfex, culture } = draft;
      const slot = slots[index] ?? { customerId: 1, isPrimary: false, isActive: true };
      const createdAt = times[index] ?? firstDay;
      const own = randomFor(`perfex record of person ${number}`);
      const record: PerfexRecord = {
        contactId: index + 1,
        customerId: slot.customerId,
        company: companies[slot.customerId - 1] ?? '',
        firstName: perfex.firstName.written,
        lastName: perfex.lastName.written,
        email: own.chance(0.1) ? perfex.email.toUpperCase() : perfex.email,
        phoneNumber: unparsable.get(number) ?? (own.chance(0.03) && !draft.isRelated ? '' : asTyped(perfex.phone, own)),
        title: own.pick(jobTitles),
        isPrimary: slot.isPrimary,
        isActive: slot.isActive,
        direction: culture.rightToLeft ? TextDirection.RTL : own.chance(0.5) ? TextDirection.LTR : null,
        notifications: notifications(slot.isPrimary, own),
        createdAt: new Date(createdAt),
        lastLoginAt: own.chance(0.3) ? null : new Date(wholeSeconds(createdAt + own.next() * (lastLogins - createdAt))),
        ...(own.chance(0.4) && {
          customFields: { contacts_date_of_birth: perfex.dateOfBirth, contacts_language: culture.language },
        }),
      };
      return [number, record];
    }),
  );
}

/**
 * Ascending, no two alike. In the hours of an office, so that none falls into the hour that a server's
 * local time has twice when summer time ends.
 */
function drawTimes(count: number, random: Random): number[] {
  const times = new Set<number>();
  while (times.size < count)
    times.add(firstDay + random.integer(0, daysOfCreation) * day + random.integer(7 * 3_600, 17 * 3_600) * 1_000);
  return [...times].sort((left, right) => left - right);
}

const wholeSeconds = (milliseconds: number): number => Math.floor(milliseconds / 1_000) * 1_000;

/** A primary contact gets everything; the others get what somebody ticked for them. */
function notifications(isPrimary: boolean, random: Random): ContactNotifications {
  const ticked = (): boolean => random.chance(0.4) || isPrimary;
  return {
    invoice: ticked(),
    estimate: ticked(),
    creditNote: ticked(),
    contract: ticked(),
    task: ticked(),
    project: ticked(),
    ticket: ticked(),
  };
}
