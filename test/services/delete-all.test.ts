import { deleteAll } from '../../src/services/delete-all.js';
import { TestClock } from '../support/clock.js';

it('goes on until nothing is left, with a rest after each deletion', async () => {
  const clock = new TestClock(true);
  let left = 2_500;
  await deleteAll(
    async () => {
      const deleted = Math.min(left, 1_000);
      left -= deleted;
      return deleted;
    },
    clock,
    new AbortController().signal,
  );
  expect(left).toBe(0);
  expect(clock.slept).toHaveLength(3);
});

it('ends with a failure, which is left to others', async () => {
  const failure = new Error('The store failed.');
  const deletion = deleteAll(() => Promise.reject(failure), new TestClock(), new AbortController().signal);
  await expect(deletion).rejects.toBe(failure);
});

it('ends in the middle of a rest when it has to, and deletes nothing any more', async () => {
  const clock = new TestClock();
  const closing = new AbortController();
  const resting = clock.nextSleep();
  let deletions = 0;
  const deletion = deleteAll(
    async () => {
      deletions += 1;
      return 1_000;
    },
    clock,
    closing.signal,
  );
  await resting;
  closing.abort();
  await deletion;
  expect(deletions).toBe(1);
});
