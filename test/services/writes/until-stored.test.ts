import { ErrorCode, PeoplegraphError } from '../../../src/errors.js';
import { untilStored } from '../../../src/services/writes/until-stored.js';
import { TestClock } from '../../support/clock.js';

const away = () => new PeoplegraphError(ErrorCode.STORE_UNAVAILABLE, 'The store failed.');

/** Tries for ten seconds. */
const patience = (clock: TestClock, signal = new AbortController().signal) => {
  const failures: unknown[] = [];
  return { until: clock.now() + 10_000, clock, signal, failures, onFailure: (error: unknown) => failures.push(error) };
};

it('tries again, with pauses that grow, until it is stored', async () => {
  const clock = new TestClock(true);
  const waiting = patience(clock);
  const errors = [away(), away(), away()];
  const left = [...errors];
  await untilStored(async () => {
    const error = left.shift();
    if (error) throw error;
  }, waiting);

  expect(waiting.failures).toEqual(errors);
  const [first = 0, , third = 0] = clock.slept;
  expect(clock.slept).toHaveLength(3);
  expect(third).toBeGreaterThan(first);
});

it('gives up when the time is over, with the last reason', async () => {
  const clock = new TestClock(true);
  const waiting = patience(clock);
  const last = away();
  await expect(
    untilStored(async () => {
      throw clock.now() > waiting.until - 2_000 ? last : away();
    }, waiting),
  ).rejects.toBe(last);

  expect(clock.now()).toBeLessThanOrEqual(waiting.until);
  expect(clock.now()).toBeGreaterThan(waiting.until - 2_000);
});

it('gives up at once where it is told to end, also in a pause', async () => {
  const clock = new TestClock();
  const end = new AbortController();
  const error = away();
  const storing = untilStored(() => Promise.reject(error), patience(clock, end.signal));
  await clock.nextSleep();
  end.abort();
  await expect(storing).rejects.toBe(error);

  let tries = 0;
  const again = untilStored(
    async () => {
      tries += 1;
      throw error;
    },
    patience(clock, end.signal),
  );
  await expect(again).rejects.toBe(error);
  expect(tries).toBe(1);
});

it('does not repeat what is a mistake of ours', async () => {
  const clock = new TestClock(true);
  const mistake = new TypeError('a bug');
  await expect(untilStored(() => Promise.reject(mistake), patience(clock))).rejects.toBe(mistake);
  expect(clock.slept).toEqual([]);
});
