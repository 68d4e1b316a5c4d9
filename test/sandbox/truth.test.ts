import { toE164 } from '../../src/domain/phone-number.js';
import { sandboxPeople } from '../../src/sandbox/people.js';
import { groupBy } from '../support/group-by.js';

const people = sandboxPeople();
const person = (number: number) => people.find((candidate) => candidate.number === number);
const typedNumber = (text: string | undefined): string | null => toE164(text ?? '', 'DE');
const sharedBy = <Person>(all: readonly Person[], keyOf: (one: Person) => string | null | undefined): Person[][] =>
  [...groupBy(all, keyOf)].flatMap(([key, group]) => (key && group.length > 1 ? [group] : []));

describe('one person, several records', () => {
  it('knows Ada Lovelace everywhere, and all vendors agree about her', () => {
    const ada = person(1);
    expect(ada?.numi).toMatchObject({
      phoneNumber: '+4930901820',
      firstName: 'Ada',
      lastName: 'Lovelace',
      email: 'ada.lovelace@example.com',
    });
    expect(ada?.chatwoot).toMatchObject({ id: 1, name: 'Ada Lovelace', email: 'ada.lovelace@example.com' });
    expect(ada?.perfex).toMatchObject({
      contactId: 1,
      customerId: 1,
      firstName: 'Ada',
      lastName: 'Lovelace',
      email: 'ada.lovelace@example.com',
      phoneNumber: '030 901820',
      isPrimary: true,
      isActive: true,
    });
    expect(ada?.groups.map(({ groupId }) => groupId)).toEqual(['mathematicians', 'newsletter']);
  });

  it('knows Grace Hopper everywhere, and the vendors contradict each other about her', () => {
    const grace = person(2);
    expect([grace?.chatwoot?.id, grace?.perfex?.contactId]).toEqual([2, 2]);
    expect(grace?.chatwoot?.name).not.toBe(`${grace?.numi?.firstName ?? ''} ${grace?.numi?.lastName ?? ''}`);
    expect(typedNumber(grace?.perfex?.phoneNumber)).toMatch(/^\+1202/);
    expect(typedNumber(grace?.perfex?.phoneNumber)).not.toBe(grace?.numi?.phoneNumber);
    expect(grace?.perfex?.customFields?.['contacts_date_of_birth']).not.toBe(grace?.numi?.dateOfBirth);
    expect(grace?.groups.length).toBeGreaterThan(0);
  });

  it('agrees about most people who are known in two places, and contradicts itself about some, in every way', () => {
    const compare = (left: string | null | undefined, right: string | null | undefined): boolean | undefined =>
      left && right ? left.toLowerCase() === right.toLowerCase() : undefined;
    const comparisons = people.map(({ numi, chatwoot, perfex }) => ({
      name: compare(perfex && chatwoot && `${perfex.firstName} ${perfex.lastName}`, chatwoot?.name),
      phone: compare(numi?.phoneNumber, typedNumber(perfex?.phoneNumber)),
      emailOfUser: compare(numi?.email, chatwoot?.email),
      emailOfContact: compare(numi?.email, perfex?.email),
      dateOfBirth: compare(numi?.dateOfBirth, perfex?.customFields?.['contacts_date_of_birth']),
    }));
    for (const aspect of ['name', 'phone', 'emailOfUser', 'emailOfContact', 'dateOfBirth'] as const) {
      const outcomes = comparisons.map((comparison) => comparison[aspect]).filter((same) => same !== undefined);
      const contradicting = outcomes.filter((same) => !same).length;
      expect({ aspect, some: contradicting >= 8, few: contradicting < outcomes.length / 3 }).toEqual({
        aspect,
        some: true,
        few: true,
      });
    }
  });
});

describe('several people who look like one', () => {
  const contacts = people.filter(({ perfex }) => perfex);

  it('has twins: contacts of one family name and date of birth who share a phone number', () => {
    const twins = sharedBy(contacts, ({ perfex }) => typedNumber(perfex?.phoneNumber)).filter(
      ([first, second]) => first?.perfex?.lastName === second?.perfex?.lastName,
    );
    expect(twins).toHaveLength(12);
    for (const [first, second] of twins) {
      expect(first?.perfex?.firstName).not.toBe(second?.perfex?.firstName);
      expect(first?.perfex?.email).not.toBe(second?.perfex?.email);
      // Numi has room for one of them.
      expect([first?.numi, second?.numi].filter(Boolean)).toHaveLength(1);
    }
  });

  it('has families and role addresses: different people under one e-mail address', () => {
    const emailOf = ({ numi, chatwoot, perfex }: (typeof people)[number]): string | undefined =>
      (perfex?.email ?? chatwoot?.email ?? numi?.email)?.toLowerCase();
    const groups = sharedBy(people, emailOf);
    const families = groups.filter(([one]) => one && emailOf(one)?.startsWith('familie'));
    const roles = groups.filter(([one]) => one && /^(info|sales|office|support|billing)@/.test(emailOf(one) ?? ''));
    expect([families.length, roles.length]).toEqual([8, 5]);
    for (const [first, ...others] of families) {
      expect(others.length).toBeGreaterThan(0);
      const familyName = first?.numi?.lastName ?? first?.perfex?.lastName;
      for (const other of others)
        expect([familyName, undefined]).toContain(other.numi?.lastName ?? other.perfex?.lastName);
    }
  });

  it('has contacts whose old phone number belongs to a stranger in Numi now', () => {
    const owners = new Map(people.flatMap((one) => (one.numi ? [[one.numi.phoneNumber, one] as const] : [])));
    const recycled = contacts.filter((one) => {
      const owner = owners.get(typedNumber(one.perfex?.phoneNumber) ?? '');
      return owner && one.numi && owner.number !== one.number;
    });
    expect(recycled).toHaveLength(8);
  });
});
