import fc from 'fast-check';
import type { CacheEntry } from '../../src/cache/entity-cache.js';
import { memoryCache } from '../../src/cache/memory-cache.js';
import { MovingClock } from './sources.js';

const clock = new MovingClock();
const entry = (value: unknown, milliseconds = 60_000): CacheEntry => ({
  value,
  storedAt: clock.now(),
  freshUntil: clock.now() + milliseconds,
  staleUntil: clock.now() + milliseconds,
});
const keys = Array.from({ length: 60 }, (_, index) => `contact:${index}`);

const step = fc.oneof(
  fc.record({
    what: fc.constant('fill' as const),
    key: fc.constantFrom(...keys),
    length: fc.integer({ min: 0, max: 3_000 }),
  }),
  fc.record({
    what: fc.constantFrom('read' as const, 'invalidate' as const),
    key: fc.constantFrom(...keys),
    length: fc.constant(0),
  }),
);

it('never keeps more entries or bytes than it may, and never answers another value than the last', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 200 }),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1_024, max: 20_000 }),
      async (steps, entries, bytes) => {
        const cache = memoryCache({ entries, bytes, clock });
        const last = new Map<string, string>();
        for (const { what, key, length } of steps) {
          if (what === 'fill') {
            const text = 'x'.repeat(length);
            cache.fill(key, entry(text));
            last.set(key, text);
          } else if (what === 'invalidate') {
            await cache.invalidate(key);
            last.delete(key);
          } else await cache.read([key]);
          const kept = (await cache.read(keys)).map((found) => found?.value as string | undefined);
          const texts = kept.filter((text) => text !== undefined);
          expect(texts.length).toBeLessThanOrEqual(entries);
          expect(texts.reduce((sum, text) => sum + text.length, 0)).toBeLessThanOrEqual(bytes);
          kept.forEach((text, index) => {
            if (text !== undefined) expect(text).toBe(last.get(keys[index] as string));
          });
        }
      },
    ),
    { numRuns: 40 },
  );
});

it('lets go first of what was used least lately', async () => {
  const cache = memoryCache({ entries: 2, bytes: 10_000, clock });
  cache.fill('a', entry('a'));
  cache.fill('b', entry('b'));
  await cache.read(['a']);
  cache.fill('c', entry('c'));
  expect((await cache.read(['a', 'b', 'c'])).map((found) => found?.value)).toEqual(['a', undefined, 'c']);
});

it('does not keep what is larger than all it may keep, nor what was there before under the same key', async () => {
  const cache = memoryCache({ entries: 10, bytes: 1_024, clock });
  cache.fill('a', entry('small'));
  cache.fill('b', entry('small'));
  cache.fill('a', entry('x'.repeat(2_000)));
  expect((await cache.read(['a', 'b'])).map((found) => found?.value)).toEqual([undefined, 'small']);
});

it('answers nothing past the time until which an entry may stand in', async () => {
  const cache = memoryCache({ entries: 10, bytes: 10_000, clock });
  cache.fill('a', entry('a', 1_000));
  clock.advance(900);
  expect((await cache.read(['a']))[0]?.value).toBe('a');
  clock.advance(101);
  expect((await cache.read(['a']))[0]).toBeUndefined();
});
