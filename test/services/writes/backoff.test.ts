import { pauseAfter } from '../../../src/services/writes/backoff.js';

/** The shortest and the longest pause. */
const range = (attempts: number, retryAfter?: number): number[] =>
  [0, 1].map((random) => pauseAfter(attempts, retryAfter, () => random));

it('doubles with each attempt up to a minute, and is spread over the upper half', () => {
  expect([1, 2, 3, 6, 7, 50].map((attempts) => range(attempts))).toEqual([
    [500, 1_000],
    [1_000, 2_000],
    [2_000, 4_000],
    [16_000, 32_000],
    [30_000, 60_000],
    [30_000, 60_000],
  ]);
});

it('comes on top of what the vendor asks for', () => {
  expect(range(1, 30)).toEqual([30_500, 31_000]);
});
