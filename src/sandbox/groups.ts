import type { SandboxPerson } from '../vendors/simulator.js';
import { randomFor } from './random.js';

type Groups = SandboxPerson['groups'];

const otherGroups = [
  'mathematicians',
  'beta-testers',
  'early-adopters',
  'resellers',
  'partners',
  'press',
  'students',
  'alumni',
  'webinar-2024',
  'summit-2025',
  'vip',
];

/** By how often a person belongs to so many groups beside the newsletter. */
const otherCounts = [0, 0, 0, 0, 1, 1, 1, 2, 2, 3];

const from = Date.UTC(2024, 1, 1);
const to = Date.UTC(2026, 0, 31);

/** The groups that a person has joined: the newsletter for more than half, and up to three others. */
export function drawGroups(number: number): Groups {
  const random = randomFor(`groups of person ${number}`);
  const groupIds = [
    ...(random.chance(0.58) ? ['newsletter'] : []),
    ...random.shuffle(otherGroups).slice(0, random.pick(otherCounts)),
  ];
  return groupIds.map((groupId) => ({
    groupId,
    traits: {
      source: random.pick(['website', 'event', 'import']),
      ...(random.chance(0.3) && { plan: random.pick(['free', 'team', 'enterprise']) }),
    },
    joinedAt: new Date(random.integer(from / 1_000, to / 1_000) * 1_000),
  }));
}
