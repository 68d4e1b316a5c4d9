import type { Store } from '../../src/store/index.js';
import { profile } from './file.js';

const warmUps = 2_000;
const lookups = 20_000;

/** In milliseconds, one lookup after the other. */
export interface LookupFigures {
  readonly median: number;
  readonly p99: number;
}

/** @param people from how many of them one is asked for at random. */
export async function measureLookups(
  people: number,
  ask: (index: number) => Promise<void> | void,
): Promise<LookupFigures> {
  const times: number[] = [];
  for (let count = 0; count < warmUps + lookups; count += 1) {
    const index = Math.floor(Math.random() * people);
    const begun = performance.now();
    await ask(index);
    if (count >= warmUps) times.push(performance.now() - begun);
  }
  times.sort((one, other) => one - other);
  return { median: times[lookups / 2] ?? 0, p99: times[Math.floor(lookups * 0.99)] ?? 0 };
}

/** Finds whose a profile is, with all their links. */
export const findOwner =
  (store: Store) =>
  async (index: number): Promise<void> => {
    const [identity] = await store.identities.find([{ record: profile(index) }]);
    if (!identity || identity instanceof Error || identity.links.length !== 2) throw new Error('Not found.');
  };
