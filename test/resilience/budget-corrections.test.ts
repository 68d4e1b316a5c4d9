import { RateBudget } from '../../src/vendors/rate-budget.js';
import { BudgetExhausted } from '../../src/vendors/rate-budget.js';
import { TestClock } from '../support/clock.js';

const never = new AbortController().signal;
let clock: TestClock;
beforeEach(() => {
  clock = new TestClock();
});

const reading = (limit?: number, remaining?: number, resetIn?: number) => ({
  limit,
  remaining,
  resetAt: resetIn === undefined ? undefined : clock.now() + resetIn,
});

describe("a vendor's own headers", () => {
  it('set the limit where the configuration names none, and change it', () => {
    const budget = new RateBudget(undefined, clock);
    budget.correct(reading(100));
    expect(budget.snapshot()).toMatchObject({ limit: 100, remaining: 25 });
    budget.correct(reading(200));
    expect(budget.snapshot()).toMatchObject({ limit: 200, remaining: 50 });
  });

  it('lower the limit of the configuration, and never raise it', () => {
    const budget = new RateBudget(120, clock);
    budget.correct(reading(40));
    expect(budget.snapshot()).toMatchObject({ limit: 40, remaining: 10 });
    budget.correct(reading(500));
    expect(budget.snapshot()).toMatchObject({ limit: 120, remaining: 30 });
  });

  it('lower what is left: somebody else uses the same key', () => {
    const budget = new RateBudget(120, clock);
    budget.correct(reading(120, 4));
    expect(budget.remaining).toBe(4);
    budget.correct(reading(120, 119));
    expect(budget.remaining).toBe(4);
  });

  it('that say nothing change nothing', () => {
    const budget = new RateBudget(120, clock);
    budget.correct(reading());
    budget.correct(reading(0));
    expect(budget.snapshot()).toMatchObject({ limit: 120, remaining: 30 });
  });

  it('close the budget where nothing is left, until the reset; then it is whole again', async () => {
    const budget = new RateBudget(120, clock);
    budget.correct(reading(120, 0, 20_000));
    expect([budget.remaining, budget.opensAt]).toEqual([0, clock.now() + 20_000]);
    await expect(budget.take(clock.now() + 19_999, never)).rejects.toMatchObject({ waitMs: 20_000 });

    await clock.advance(20_000);
    expect([budget.remaining, budget.opensAt]).toEqual([30, undefined]);
    await budget.take(clock.now(), never);
  });

  it('are not believed for more than ten minutes: its clock may be wrong', () => {
    const budget = new RateBudget(120, clock);
    budget.correct(reading(120, 0, 86_400_000));
    expect(budget.opensAt).toBe(clock.now() + 600_000);
  });

  it('of a reset in the past close nothing', () => {
    const budget = new RateBudget(120, clock);
    budget.correct(reading(120, 0, -5_000));
    expect(budget.opensAt).toBeUndefined();
  });
});

describe('those who wait when the vendor closes', () => {
  const usedUp = async (): Promise<RateBudget> => {
    const budget = new RateBudget(4, clock);
    await budget.take(clock.now(), never);
    return budget;
  };

  it('are refused at once where it opens after their deadline', async () => {
    const budget = await usedUp();
    const waiting = budget.take(clock.now() + 30_000, never);
    const refused = expect(waiting).rejects.toThrow(BudgetExhausted);
    budget.close(clock.now() + 60_000);
    await refused;
  });

  it('wait on where it opens before, and are not sent earlier', async () => {
    const budget = await usedUp();
    let gone = false;
    const waiting = budget.take(clock.now() + 60_000, never).then(() => (gone = true));
    budget.close(clock.now() + 40_000);
    await clock.advance(39_999);
    expect(gone).toBe(false);
    await clock.advance(1);
    await waiting;
  });
});

it('a turn that was left early makes room for the next, before its own time', async () => {
  const budget = new RateBudget(4, clock);
  await budget.take(clock.now(), never);
  const leaver = new AbortController();
  const left = budget.take(clock.now() + 60_000, leaver.signal);
  // The third would have to wait for 40 s.
  await expect(budget.take(clock.now() + 20_000, never)).rejects.toThrow(BudgetExhausted);
  leaver.abort(new Error('hung up'));
  await expect(left).rejects.toThrow('hung up');

  const third = budget.take(clock.now() + 20_000, never);
  await clock.advance(20_000);
  await third;
});
