import { SourceState } from '../../src/domain/source-health.js';
import { ErrorCode } from '../../src/errors.js';
import { type Restrictions, SourceObserver } from '../../src/vendors/source-health.js';
import { TestClock } from '../support/clock.js';

let clock: TestClock;
let restrictions: Restrictions;
let source: SourceObserver;
beforeEach(() => {
  clock = new TestClock();
  restrictions = { probedAt: undefined, opensAt: undefined, budget: undefined };
  source = new SourceObserver(clock, () => restrictions);
});

const state = () => source.snapshot().state;
const fail = (times = 1) => {
  for (let time = 0; time < times; time += 1) source.failed(ErrorCode.VENDOR_UNAVAILABLE);
};
const succeed = (times = 1) => {
  for (let time = 0; time < times; time += 1) source.succeeded(10);
};

describe('FRESH', () => {
  it('is a source that nobody has asked', () => {
    expect(source.snapshot()).toEqual({ state: 'FRESH', latency: null, retryAt: null, budget: null, lastError: null });
  });

  it('is one that answers nine of ten calls', () => {
    succeed(9);
    fail();
    expect(state()).toBe(SourceState.FRESH);
  });

  it('is one whose failures are a minute old', async () => {
    fail(10);
    await clock.advance(60_000);
    expect(state()).toBe(SourceState.FRESH);
  });
});

describe('DEGRADED', () => {
  it('is one of whose calls more than a tenth fail', () => {
    succeed(8);
    fail();
    expect(state()).toBe(SourceState.DEGRADED);
  });

  it('lasts no longer than the failures are among the last fifty calls', () => {
    fail(6);
    succeed(44);
    expect(state()).toBe(SourceState.DEGRADED);
    succeed(1);
    expect(state()).toBe(SourceState.FRESH);
  });
});

describe('STALE', () => {
  it('is one whose records are answered past their time, until it answers again', async () => {
    fail();
    source.answeredStale();
    expect(state()).toBe(SourceState.STALE);
    await clock.advance(1);
    succeed();
    expect(state()).not.toBe(SourceState.STALE);
  });

  it('is told before all else: such records must not be taken for fresh ones', () => {
    source.answeredStale();
    restrictions = { ...restrictions, probedAt: clock.now() + 5_000 };
    expect(source.snapshot()).toMatchObject({ state: 'STALE', retryAt: new Date(clock.now() + 5_000) });
  });

  it('is forgotten after a minute', async () => {
    source.answeredStale();
    await clock.advance(60_000);
    expect(state()).toBe(SourceState.FRESH);
  });
});

describe('RATE_LIMITED', () => {
  it('is one whose budget lets nothing through, with the time when it does', () => {
    succeed();
    restrictions = { ...restrictions, opensAt: clock.now() + 2_000 };
    expect(source.snapshot()).toMatchObject({ state: 'RATE_LIMITED', retryAt: new Date(clock.now() + 2_000) });
  });
});

describe('DOWN', () => {
  it('is one that is left alone, with the time of the next probe, whatever its budget says', () => {
    restrictions = { ...restrictions, probedAt: clock.now() + 5_000, opensAt: clock.now() + 9_000 };
    expect(source.snapshot()).toMatchObject({ state: 'DOWN', retryAt: new Date(clock.now() + 5_000) });
  });

  it('is one that still waits for its probe, and may be asked now', () => {
    restrictions = { ...restrictions, probedAt: clock.now() };
    expect(source.snapshot()).toMatchObject({ state: 'DOWN', retryAt: null });
  });
});

it('the latency is a moving average of the answers, in milliseconds', () => {
  source.succeeded(100);
  expect(source.snapshot().latency).toBe(100);
  source.succeeded(200);
  expect(source.snapshot().latency).toBe(120);
  fail();
  expect(source.snapshot().latency).toBe(120);
});

it('the last error stays, with its time, when all is well again', async () => {
  fail();
  const at = new Date(clock.now());
  await clock.advance(120_000);
  succeed();
  expect(source.snapshot()).toMatchObject({ state: 'FRESH', lastError: { code: 'VENDOR_UNAVAILABLE', at } });
});
