import { createHash } from 'node:crypto';
import { TextDirection } from '../../src/domain/contact.js';
import { toEmailAddress } from '../../src/domain/email-address.js';
import { toE164 } from '../../src/domain/phone-number.js';
import { sandboxPeople } from '../../src/sandbox/people.js';
import { unparsableNumbers } from '../../src/sandbox/phone-numbers.js';
import { groupBy } from '../support/group-by.js';

const people = sandboxPeople();
const profiles = people.flatMap(({ number, numi }) => (numi ? [{ number, ...numi }] : []));
const users = people.flatMap(({ number, chatwoot }) => (chatwoot ? [{ number, ...chatwoot }] : []));
const contacts = people.flatMap(({ number, perfex }) => (perfex ? [{ number, ...perfex }] : []));
const distinct = (values: readonly unknown[]): number => new Set(values).size;
const denseFromOne = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('the population', () => {
  it('has 1,000 people, each known to at least one vendor', () => {
    expect(people.map(({ number }) => number)).toEqual(denseFromOne(1_000));
    expect(people.filter(({ numi, chatwoot, perfex }) => !numi && !chatwoot && !perfex)).toEqual([]);
    expect({ numi: profiles.length, chatwoot: users.length, perfex: contacts.length }).toEqual({
      numi: 700,
      chatwoot: 600,
      perfex: 650,
    });
    expect(people.filter(({ numi, chatwoot, perfex }) => numi && chatwoot && perfex)).toHaveLength(260);
  });

  it('is the same in every run and on every machine', () => {
    // Documents show its answers: whoever changes it on purpose changes this hash, and looks at the documents.
    const hash = createHash('sha256').update(JSON.stringify(people)).digest('hex');
    expect(hash).toBe('171ecf44f6433a219cd38371e0fa2bb669ea7743085bb1616da35f5738859a30');
    expect(sandboxPeople()).toEqual(people);
  });

  it('has identifiers that no vendor holds twice', () => {
    expect(distinct(profiles.map(({ phoneNumber }) => phoneNumber))).toBe(700);
    expect(distinct(users.map(({ email }) => email.toLowerCase()))).toBe(600);
    expect(distinct(contacts.map(({ email }) => email.toLowerCase()))).toBe(650);
    expect(users.map(({ id }) => id).sort((left, right) => left - right)).toEqual(denseFromOne(600));
  });

  it('numbers the contacts in the order of their creation', () => {
    const byId = contacts.toSorted((left, right) => left.contactId - right.contactId);
    expect(byId.map(({ contactId }) => contactId)).toEqual(denseFromOne(650));
    const times = byId.map(({ createdAt }) => createdAt.getTime());
    expect(times).toEqual(times.toSorted((left, right) => left - right));
    expect(distinct(times)).toBe(650);
    expect(times.every((time) => time % 1_000 === 0)).toBe(true);
    expect(byId.at(0)?.createdAt.getUTCFullYear()).toBe(2024);
    expect(byId.at(-1)?.createdAt.getUTCFullYear()).toBe(2025);
    expect(contacts.every(({ createdAt, lastLoginAt }) => !lastLoginAt || lastLoginAt >= createdAt)).toBe(true);
  });
});

describe('phone numbers and e-mail addresses', () => {
  it('holds E.164 in Numi, in five regions', () => {
    for (const { phoneNumber } of profiles) expect(toE164(phoneNumber, undefined)).toBe(phoneNumber);
    for (const code of ['+49', '+1', '+44', '+33', '+55'])
      expect(profiles.filter(({ phoneNumber }) => phoneNumber.startsWith(code)).length).toBeGreaterThan(30);
  });

  it('holds in Perfex what somebody typed, which parses as a German or an international number', () => {
    const odd = new Set(['', ...unparsableNumbers]);
    const typed = contacts.map(({ phoneNumber }) => phoneNumber).filter((phoneNumber) => !odd.has(phoneNumber));
    for (const phoneNumber of typed) expect(toE164(phoneNumber, 'DE')).toMatch(/^\+/);
    expect(typed.filter((phoneNumber) => /^\(?0[1-9]/.test(phoneNumber)).length).toBeGreaterThan(100);
    expect(typed.filter((phoneNumber) => toE164(phoneNumber, undefined) === null).length).toBeGreaterThan(100);
  });

  it('holds in Perfex a few texts that are no phone number, and a few empty ones', () => {
    for (const text of unparsableNumbers) {
      expect(toE164(text, 'DE')).toBeNull();
      expect(contacts.filter(({ phoneNumber }) => phoneNumber === text)).toHaveLength(2);
    }
    expect(contacts.filter(({ phoneNumber }) => phoneNumber === '').length).toBeGreaterThan(5);
  });

  it('uses addresses of domains that belong to nobody, in unusual case at some vendors', () => {
    const emails = people.flatMap(({ numi, chatwoot, perfex }) => [numi?.email, chatwoot?.email, perfex?.email]);
    for (const email of emails.filter((candidate) => candidate !== undefined))
      expect(toEmailAddress(email)).toMatch(/@example\.(com|org|net)$/);
    const inCapitals = ({ email }: { email?: string }): boolean => email !== email?.toLowerCase();
    expect(profiles.filter(inCapitals).length).toBeGreaterThan(20);
    expect(contacts.filter(inCapitals).length).toBeGreaterThan(20);
    // Chatwoot's server lower-cases them.
    expect(users.filter(inCapitals)).toEqual([]);
  });
});

describe('customers', () => {
  const customers = groupBy(contacts, ({ customerId }) => customerId);

  it('has a first customer with more contacts than two batches hold, a few of them inactive', () => {
    const first = customers.get(1) ?? [];
    expect(first.filter(({ isActive }) => isActive)).toHaveLength(136);
    expect(first.filter(({ isActive }) => !isActive)).toHaveLength(7);
  });

  it('has 59 others with 1 to 20 contacts', () => {
    expect([...customers.keys()].sort((left, right) => left - right)).toEqual(denseFromOne(60));
    const sizes = [...customers].filter(([id]) => id !== 1).map(([, members]) => members.length);
    expect(Math.min(...sizes)).toBe(1);
    expect(Math.max(...sizes)).toBeGreaterThan(17);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(20);
  });

  it('has exactly one primary contact for each, an active one, and one name', () => {
    for (const members of customers.values()) {
      const primaries = members.filter(({ isPrimary }) => isPrimary);
      expect(primaries.map(({ isActive }) => isActive)).toEqual([true]);
      expect(distinct(members.map(({ company }) => company))).toBe(1);
    }
  });

  it('has contacts who write from right to left, in their own letters', () => {
    const rightToLeft = contacts.filter(({ direction }) => direction === TextDirection.RTL);
    expect(rightToLeft.some(({ lastName }) => /\p{Script=Arabic}/u.test(lastName))).toBe(true);
    expect(rightToLeft.some(({ lastName }) => /\p{Script=Hebrew}/u.test(lastName))).toBe(true);
    expect(contacts.some(({ direction }) => direction === TextDirection.LTR)).toBe(true);
    expect(contacts.some(({ direction }) => direction === null)).toBe(true);
  });
});

describe('accounts and groups', () => {
  it('has five accounts, each with agents and administrators', () => {
    const members = users.flatMap(({ accounts }) => accounts);
    for (const id of denseFromOne(5))
      expect(new Set(members.filter((account) => account.id === id).map(({ role }) => role))).toEqual(
        new Set(['AGENT', 'ADMINISTRATOR']),
      );
    expect(members.every(({ id }) => id >= 1 && id <= 5)).toBe(true);
  });

  it('has users in two accounts, in none, and of another platform app', () => {
    expect(users.filter(({ accounts }) => accounts.length === 2).length).toBeGreaterThan(30);
    expect(users.filter(({ accounts }) => accounts.length === 0)).toHaveLength(8);
    const foreign = users.filter((user) => user.foreign);
    expect(foreign).toHaveLength(6);
    expect(foreign.flatMap(({ accounts }) => accounts.map(({ id }) => id))).toEqual([5, 5, 5, 5, 5, 5]);
  });

  it('has twelve groups, up to four for a person, and a newsletter of more than 300', () => {
    const groups = people.flatMap((person) => person.groups.map(({ groupId }) => groupId));
    expect(distinct(groups)).toBe(12);
    expect(groups.filter((groupId) => groupId === 'newsletter').length).toBeGreaterThan(300);
    expect(new Set(people.map((person) => person.groups.length))).toEqual(new Set([0, 1, 2, 3, 4]));
    for (const person of people)
      expect(distinct(person.groups.map(({ groupId }) => groupId))).toBe(person.groups.length);
  });
});
