import fc from 'fast-check';
import { getEventListeners, setMaxListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { BudgetExhausted, RateBudget } from '../../src/vendors/rate-budget.js';
import { TestClock } from '../support/clock.js';

const minute = 60_000;
const never = new AbortController().signal;

const budgetOf = (perMinute: number | undefined) => {
  const clock = new TestClock();
  const budget = new RateBudget(perMinute, clock);
  const take = (milliseconds = 10 * minute, signal = never) => budget.take(clock.now() + milliseconds, signal);
  /** How many of so many calls go out at once. */
  const burst = async (calls = 1_000): Promise<number> => {
    let gone = 0;
    for (let call = 0; call < calls; call += 1) if (await take(0).then(() => true, isExhausted)) gone += 1;
    return gone;
  };
  return { clock, budget, take, burst };
};

function isExhausted(error: unknown): false {
  if (error instanceof BudgetExhausted) return false;
  throw error;
}

describe('calls', () => {
  it('go out a quarter of a minute at once, and then evenly', async () => {
    const { clock, burst, take } = budgetOf(60);
    expect(await burst()).toBe(15);

    // 45 are left for the rest of the minute.
    const wait = clock.nextSleep();
    const next = take();
    expect(await wait).toBeCloseTo(minute / 45);
    await clock.advance(minute / 45);
    await next;
  });

  it('are not held back where there is no limit', async () => {
    const { burst, budget } = budgetOf(undefined);
    expect(await burst(500)).toBe(500);
    expect([budget.remaining, budget.snapshot()]).toEqual([undefined, undefined]);
  });

  it('wait for their turn in the order in which they came', async () => {
    const { clock, burst, take } = budgetOf(60);
    await burst();
    const order: number[] = [];
    const calls = [1, 2, 3].map((number) => take().then(() => order.push(number)));
    await clock.advance(minute / 45);
    expect(order).toEqual([1]);
    await clock.advance(minute);
    await Promise.all(calls);
    expect(order).toEqual([1, 2, 3]);
  });

  it('whose turn comes after their deadline are refused at once, with the wait until then, and use nothing up', async () => {
    const { clock, burst, take, budget } = budgetOf(60);
    await burst();
    await expect(take(1_000)).rejects.toMatchObject({ waitMs: expect.closeTo(minute / 45) });
    expect(clock.slept).toEqual([]);

    await clock.advance(minute / 45);
    expect(budget.remaining).toBe(1);
  });

  it('behind others are told so before they wait', async () => {
    const { burst, budget, clock } = budgetOf(60);
    await burst();
    const deadline = clock.now() + 5_000;
    expect(() => budget.check(deadline, 2)).not.toThrow();
    expect(() => budget.check(deadline, 4)).toThrow(BudgetExhausted);
  });
});

describe('a call that is given up while it waits', () => {
  it('gives its turn to the next', async () => {
    const { clock, burst, take } = budgetOf(60);
    await burst();
    const { signal, abort } = ending();
    const first = take(minute, signal);
    const second = take(minute);
    abort();
    await expect(first).rejects.toThrow('hung up');

    await clock.advance(minute / 45);
    await second;
  });

  it('alone leaves the budget as it was, and nobody sleeping', async () => {
    const { clock, burst, take, budget } = budgetOf(60);
    await burst();
    const { signal, abort } = ending();
    const waiting = take(minute, signal);
    abort();
    await expect(waiting).rejects.toThrow('hung up');
    await clock.advance(minute / 45);
    expect(budget.remaining).toBe(1);
    await take(0);
  });

  it('later, when it has gone, is no longer listened for', async () => {
    const { clock, burst, take } = budgetOf(60);
    await burst();
    const { signal } = ending();
    const waiting = take(minute, signal);
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    await clock.advance(minute / 45);
    await waiting;
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('before it asks uses nothing up', async () => {
    const { take, budget } = budgetOf(60);
    const { signal, abort } = ending();
    abort();
    await expect(take(minute, signal)).rejects.toThrow('hung up');
    expect(budget.remaining).toBe(15);
  });
});

function ending() {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return { signal: controller.signal, abort: () => controller.abort(new Error('hung up')) };
}

it('no 60 seconds see more calls than the limit, whatever is asked, waited for and given up', async () => {
  const step = fc.record({
    pause: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 30_000 })),
    patience: fc.integer({ min: 0, max: 20_000 }),
    calls: fc.integer({ min: 1, max: 40 }),
    givesUpAfter: fc.option(fc.integer({ min: 0, max: 15_000 }), { nil: undefined }),
  });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 90 }), fc.array(step, { maxLength: 25 }), async (limit, steps) => {
      const { clock, take } = budgetOf(limit);
      const sent: number[] = [];
      const givingUp: { at: number; abort: () => void }[] = [];
      const running: Promise<unknown>[] = [];
      for (const { pause, patience, calls, givesUpAfter } of steps) {
        const until = clock.now() + pause;
        for (const { at, abort } of givingUp.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)) {
          await clock.advance(Math.max(0, at - clock.now()));
          abort();
        }
        await clock.advance(until - clock.now());
        const { signal, abort } = ending();
        if (givesUpAfter !== undefined) givingUp.push({ at: clock.now() + givesUpAfter, abort });
        for (let call = 0; call < calls; call += 1)
          running.push(
            take(patience, signal).then(
              () => sent.push(clock.now()),
              () => undefined,
            ),
          );
        await turn();
      }
      await clock.advance(minute);
      await Promise.all(running);
      for (const [index, first] of sent.entries())
        expect(sent.slice(index).filter((at) => at < first + minute).length).toBeLessThanOrEqual(limit);
    }),
    { numRuns: 200 },
  );
});
