import { DeadlinePassed } from '../../src/domain/scope.js';
import { ErrorCode } from '../../src/errors.js';
import { TestClock } from '../support/clock.js';
import { startHeldServer } from '../support/held-server.js';
import { vendorEnvironment } from '../support/vendor-environment.js';
import { Vendor } from '../../src/domain/vendor.js';
import { failure, read, scopeOn, useScriptedVendor } from './support.js';

const vendor = useScriptedVendor({ retries: 0 });
const fine = { status: 200, body: {} };
const outage = { status: 503 };
const ask = () => vendor.http.send(read, scopeOn(vendor.clock));
const asked = () => vendor.requests.length;

async function askTimes(times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await ask();
}

/** Five failures: the vendor is left alone from now on. */
async function open(): Promise<void> {
  vendor.answers(outage);
  await askTimes(5);
}

describe('it opens', () => {
  it('when more than half of at least five calls in ten seconds failed: then the vendor is not asked', async () => {
    await open();
    const error = await failure(ask());

    expect(error).toMatchObject({ code: ErrorCode.VENDOR_UNAVAILABLE, vendor: 'NUMI', retryable: true, retryAfter: 5 });
    expect(asked()).toBe(5);
  });

  it.each([500, 502, 503, 504, 408])('on answers of status %d', async (status) => {
    vendor.answers({ status });
    await askTimes(5);
    await failure(ask());
    expect(asked()).toBe(5);
  });

  it('with the seconds that are left in retryAfter', async () => {
    await open();
    await vendor.clock.advance(2_500);
    expect(await failure(ask())).toMatchObject({ retryAfter: 3 });
  });
});

describe('it stays closed', () => {
  it.each([400, 401, 403, 404, 409, 422, 429])('on answers of status %d', async (status) => {
    vendor.answers({ status, headers: { 'retry-after': '0' } });
    await askTimes(12);
    expect(asked()).toBe(12);
  });

  it('on garbage, which is an answer all the same', async () => {
    vendor.answers({ status: 200, body: '{"exists": tr' });
    for (let time = 0; time < 12; time += 1) await failure(ask());
    expect(asked()).toBe(12);
  });

  it('where half of the calls fail', async () => {
    vendor.answers(...Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? fine : outage)));
    await askTimes(20);
    expect(asked()).toBe(20);
  });

  it('where there are too few calls to judge by', async () => {
    vendor.answers(outage, outage, outage, outage, fine);
    await askTimes(5);
    expect(asked()).toBe(5);
  });

  it('where the failures are further apart than ten seconds', async () => {
    vendor.answers(outage);
    for (let time = 0; time < 12; time += 1) {
      await ask();
      await vendor.clock.advance(3_000);
    }
    expect(asked()).toBe(12);
  });
});

describe('half-open, after five seconds', () => {
  it('it lets one call through and refuses the others meanwhile', async () => {
    await open();
    await vendor.clock.advance(5_000);
    vendor.answers(fine);
    const [probe, ...others] = await Promise.allSettled([ask(), ask(), ask()]);

    expect(probe.status).toBe('fulfilled');
    expect(others.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(asked()).toBe(6);
  });

  it('it closes on a success, and forgets the failures before', async () => {
    await open();
    await vendor.clock.advance(5_000);
    vendor.answers(fine, outage, outage, outage, fine);
    await askTimes(5);
    expect(asked()).toBe(10);
  });

  it('it opens again on a failure, for another five seconds', async () => {
    await open();
    await vendor.clock.advance(5_000);
    await ask();
    await vendor.clock.advance(4_999);
    await failure(ask());
    expect(asked()).toBe(6);

    await vendor.clock.advance(1);
    await ask();
    expect(asked()).toBe(7);
  });
});

describe('a call that its caller gives up', () => {
  let held: Awaited<ReturnType<typeof startHeldServer>>;
  let clock: TestClock;
  let restoreDate: () => void;
  const connect = () => vendorEnvironment({ clock }).open({ vendor: Vendor.NUMI, baseUrl: held.url, headers: {} });
  type Http = ReturnType<typeof connect>;

  beforeEach(async () => {
    held = await startHeldServer();
    clock = new TestClock();
    restoreDate = clock.becomeDate();
  });
  afterEach(async () => {
    restoreDate();
    await held.close();
  });

  /** Sends a call and ends its scope once the vendor has it. */
  async function giveUp(http: Http, milliseconds: number, reason?: Error): Promise<void> {
    const scope = scopeOn(clock);
    const call = failure(http.send(read, scope));
    const arrived = await held.next();
    await clock.advance(milliseconds);
    scope.end(reason);
    await call;
    await arrived.abandoned;
  }
  async function answered(http: Http, status: number): Promise<void> {
    const call = http.send(read, scopeOn(clock));
    (await held.next()).answer(status, {});
    await call;
  }

  it('after a tiny deadline says nothing about the vendor', async () => {
    const http = connect();
    for (let time = 0; time < 12; time += 1) await giveUp(http, 5, new DeadlinePassed());
    await answered(http, 200);
  });

  it('by hanging up says nothing about the vendor', async () => {
    const http = connect();
    for (let time = 0; time < 12; time += 1) await giveUp(http, 1_000);
    await answered(http, 200);
  });

  it('after a deadline that gave the vendor its time counts as a failure', async () => {
    const http = connect();
    for (let time = 0; time < 5; time += 1) await giveUp(http, 300, new DeadlinePassed());
    expect(await failure(http.send(read, scopeOn(clock)))).toMatchObject({ retryAfter: expect.any(Number) });
  });

  it('does not water down the failures of others', async () => {
    const http = connect();
    for (let time = 0; time < 5; time += 1) await giveUp(http, 5, new DeadlinePassed());
    for (let time = 0; time < 5; time += 1) await answered(http, 503);
    await expect(failure(http.send(read, scopeOn(clock)))).resolves.toMatchObject({ retryAfter: 5 });
  });

  it('while it probes the vendor neither closes the breaker nor makes others wait: the next call probes', async () => {
    const http = connect();
    for (let time = 0; time < 5; time += 1) await answered(http, 503);
    await clock.advance(5_000);
    await giveUp(http, 5, new DeadlinePassed());
    await answered(http, 503);

    expect(await failure(http.send(read, scopeOn(clock)))).toMatchObject({ retryAfter: 5 });
    expect(held.untaken).toBe(0);
  });
});
