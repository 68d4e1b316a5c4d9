import { seedMemberships } from '../../src/sandbox/memberships.js';
import { sandboxPeople } from '../../src/sandbox/people.js';

const people = sandboxPeople();

describe('the memberships of a fresh sandbox', () => {
  it.each([
    ['CHATWOOT_USER', '1', 600],
    ['PERFEX_CONTACT', '1', 650],
    ['NUMI_PHONE', '+4930901820', 700],
    ['OWN', 'person-0001', 1_000],
  ] as const)('uses ids of the kind %s, for everybody who has one', (kind, idOfAda, known) => {
    const memberships = seedMemberships(people, kind);
    const ofAda = memberships.filter(({ userId }) => userId === idOfAda);
    expect(ofAda.map(({ groupId }) => groupId)).toEqual(['mathematicians', 'newsletter']);

    const joined = people.filter(
      ({ groups, numi, chatwoot, perfex }) =>
        groups.length > 0 &&
        { CHATWOOT_USER: chatwoot, PERFEX_CONTACT: perfex, NUMI_PHONE: numi, OWN: true }[kind] !== undefined,
    );
    expect(new Set(memberships.map(({ userId }) => userId)).size).toBe(joined.length);
    expect(joined.length).toBeLessThan(known);
    expect(memberships.filter(({ groupId }) => groupId === 'newsletter').length).toBeGreaterThan(300);
  });

  it('is in the order of joining, and says what was sent and when', () => {
    const memberships = seedMemberships(people, 'OWN');
    const times = memberships.map(({ timestamp }) => timestamp.getTime());
    expect(times).toEqual(times.toSorted((left, right) => left - right));
    expect(memberships).toContainEqual({
      userId: 'person-0001',
      anonymousId: null,
      groupId: 'mathematicians',
      traits: { role: 'founder' },
      timestamp: new Date('2024-02-01T09:00:00Z'),
      observedAt: new Date('2024-02-01T09:00:00Z'),
    });
  });
});
