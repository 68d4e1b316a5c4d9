import { pauseAfter, storePauseAfter } from '../../../src/services/writes/backoff.js';

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

it('is shorter while the store is away, and never longer than two seconds', () => {
  expect(
    [1, 2, 3, 5, 6, 50].map((failures) => [0, 1].map((random) => storePauseAfter(failures, () => random))),
  ).toEqual([
    [50, 100],
    [100, 200],
    [200, 400],
    [800, 1_600],
    [1_000, 2_000],
    [1_000, 2_000],
  ]);
});
