import fc from 'fast-check';
import { ErrorCode } from '../../src/errors.js';
import { retryDelay } from '../../src/vendors/retry.js';
import { failure, read, scopeOn, useScriptedVendor } from './support.js';

const vendor = useScriptedVendor({ skipsSleeps: true });
const fine = { status: 200, body: {} };
const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1_000);

describe('the wait before a repeat', () => {
  it('is drawn from the whole of a range that doubles: 100, 200, 400 ms', () => {
    const waits = (attempts: number, random: number) =>
      retryDelay({ attempts, retries: 3, retryAfter: undefined, timeLeft: 60_000 }, () => random);

    expect([1, 2, 3].map((attempts) => waits(attempts, 0))).toEqual([0, 0, 0]);
    expect([1, 2, 3].map((attempts) => waits(attempts, 0.5))).toEqual([50, 100, 200]);
    expect([1, 2, 3].map((attempts) => waits(attempts, 0.999))).toEqual([99.9, 199.8, 399.6]);
  });

  it('never ends behind the deadline, and never begins after the last repeat', () => {
    const inputs = fc.record({
      attempts: fc.integer({ min: 1, max: 6 }),
      retries: fc.integer({ min: 0, max: 3 }),
      retryAfter: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
      timeLeft: fc.integer({ min: -1_000, max: 120_000 }),
    });
    fc.assert(
      fc.property(inputs, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (failed, random) => {
        const wait = retryDelay(failed, () => random);
        if (wait === undefined) return;
        expect(wait).toBeLessThan(failed.timeLeft);
        expect(wait).toBeGreaterThanOrEqual((failed.retryAfter ?? 0) * 1_000);
        expect(failed.attempts).toBeLessThanOrEqual(failed.retries);
      }),
    );
  });
});

describe('a vendor that says when to come back', () => {
  it.each([429, 503])('in Retry-After is left alone for as long: %d', async (status) => {
    vendor.answers({ status, headers: { 'retry-after': '3' } }, fine);
    const begin = vendor.clock.now();
    await vendor.http.send(read, scopeOn(vendor.clock));

    expect(seconds(vendor.clock.now() - begin)).toBe(3);
  });

  it('by a date is understood, too', async () => {
    const date = new Date(vendor.clock.now() + 4_000).toUTCString();
    vendor.answers({ status: 503, headers: { 'retry-after': date } }, fine);
    const begin = vendor.clock.now();
    await vendor.http.send(read, scopeOn(vendor.clock));

    expect(seconds(vendor.clock.now() - begin)).toBe(4);
  });

  it('in X-RateLimit-Reset is left alone until then', async () => {
    const reset = String(seconds(vendor.clock.now()) + 6);
    vendor.answers({ status: 429, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset } }, fine);
    const begin = vendor.clock.now();
    await vendor.http.send(read, scopeOn(vendor.clock));

    expect(seconds(vendor.clock.now() - begin)).toBe(6);
    expect(vendor.requests).toHaveLength(2);
  });

  it('in X-RateLimit-Reset does not delay what failed for another reason', async () => {
    const reset = String(seconds(vendor.clock.now()) + 6);
    vendor.answers({ status: 503, headers: { 'x-ratelimit-remaining': '50', 'x-ratelimit-reset': reset } }, fine);
    const begin = vendor.clock.now();
    await vendor.http.send(read, scopeOn(vendor.clock));

    expect(vendor.clock.now() - begin).toBeLessThan(1_000);
  });

  it('later than the deadline is not asked again: the caller learns at once when to come back', async () => {
    vendor.answers({ status: 429, headers: { 'retry-after': '30' } });
    const begin = vendor.clock.now();
    const first = await vendor.http.send(read, scopeOn(vendor.clock));
    const second = await failure(vendor.http.send(read, scopeOn(vendor.clock)));

    expect([first.status, vendor.requests.length, vendor.clock.now() - begin]).toEqual([429, 1, 0]);
    expect(second).toMatchObject({ code: ErrorCode.VENDOR_RATE_LIMITED, retryAfter: 30, retryable: true });
  });
});

it('a repeat that does not fit before the deadline is not begun', async () => {
  vendor.answers({ status: 503 });
  const answer = await vendor.http.send(read, scopeOn(vendor.clock, 0));

  expect([answer.status, vendor.requests.length]).toEqual([503, 1]);
});
