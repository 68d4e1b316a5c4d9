import { randomFor } from './random.js';

/** Which vendors know a person. */
export interface Presence {
  readonly numi: boolean;
  readonly chatwoot: boolean;
  readonly perfex: boolean;
}

/** 1,000 people: 700 of them in Numi, 600 in Chatwoot, 650 in Perfex, 260 in all three. */
const presences: readonly (readonly [number, Presence])[] = [
  [260, { numi: true, chatwoot: true, perfex: true }],
  [130, { numi: true, chatwoot: true, perfex: false }],
  [190, { numi: true, chatwoot: false, perfex: true }],
  [110, { numi: false, chatwoot: true, perfex: true }],
  [120, { numi: true, chatwoot: false, perfex: false }],
  [100, { numi: false, chatwoot: true, perfex: false }],
  [90, { numi: false, chatwoot: false, perfex: true }],
];

/** Where each person is known, person 1 first. The first two are known everywhere. */
export function drawPresences(): Presence[] {
  const [first, second, ...others] = presences.flatMap(([count, presence]) =>
    Array.from({ length: count }, () => presence),
  );
  if (!first || !second) throw new Error('The population has no people.');
  return [first, second, ...randomFor('presence').shuffle(others)];
}
