import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { KeyedQueue } from '../../src/services/keyed-queue.js';
import { deferred } from '../support/deferred.js';

/** Work that notes when it began, and ends when the test says so. */
function heldWork(begun: string[], name: string) {
  const gate = deferred<string>();
  const work = (): Promise<string> => {
    begun.push(name);
    return gate.promise;
  };
  return { work, end: () => gate.resolve(name), fail: () => gate.reject(new Error(`${name} failed`)) };
}

describe('a queue by key', () => {
  it('runs the work of one key in the order in which it came, one after the other', async () => {
    const queue = new KeyedQueue();
    const begun: string[] = [];
    const first = heldWork(begun, 'first');
    const second = heldWork(begun, 'second');
    const third = heldWork(begun, 'third');
    const results = [first, second, third].map(({ work }) => queue.run('a', work));

    await nextTurn();
    expect(begun).toEqual(['first']);
    // The last is ready long before its turn, and waits all the same.
    third.end();
    first.end();
    await results[0];
    await nextTurn();
    expect(begun).toEqual(['first', 'second']);
    second.end();
    expect(await Promise.all(results)).toEqual(['first', 'second', 'third']);
  });

  it('runs the work of different keys side by side', async () => {
    const queue = new KeyedQueue();
    const held = heldWork([], 'held');
    const waiting = queue.run('a', held.work);

    expect(await queue.run('b', async () => 'other key')).toBe('other key');
    held.end();
    expect(await waiting).toBe('held');
  });

  it('goes on after work that failed, whose error only its own caller sees', async () => {
    const queue = new KeyedQueue();
    const failing = heldWork([], 'first');
    const failed = queue.run('a', failing.work);
    const next = queue.run('a', async () => 'next');

    failing.fail();
    await expect(failed).rejects.toThrow('first failed');
    expect(await next).toBe('next');
  });

  it('lets work that comes while other work is under way wait for it', async () => {
    const queue = new KeyedQueue();
    const order: string[] = [];
    const late: Promise<unknown>[] = [];
    await queue.run('a', async () => {
      late.push(queue.run('a', async () => order.push('late')));
      await nextTurn();
      order.push('first');
    });
    await Promise.all(late);
    expect(order).toEqual(['first', 'late']);
  });

  it('needs no memory for a key that has no work left', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const queue = new KeyedQueue();
    const kept = await (async () => new WeakRef(await queue.run('a', async () => ({ large: 'result' }))))();

    // What the queue still holds survives every collection; the rest is gone after a few turns.
    for (let turn = 0; turn < 20 && kept.deref(); turn += 1) {
      await nextTurn();
      collectGarbage();
    }
    expect(kept.deref()).toBeUndefined();
    expect(await queue.run('a', async () => 'still usable')).toBe('still usable');
  });
});
