import type { ContactSource } from '../../src/domain/sources.js';
import { DeadlinePassed } from '../../src/domain/scope.js';
import { Vendor } from '../../src/domain/vendor.js';
import { ErrorCode } from '../../src/errors.js';
import { perfex } from '../../src/vendors/perfex/index.js';
import { type PerfexSimulator, startPerfexSimulator } from '../../src/vendors/perfex/simulator.js';
import { TestClock } from '../support/clock.js';
import { startHeldServer } from '../support/held-server.js';
import { startScriptedServer } from '../support/scripted-server.js';
import { vendorEnvironment } from '../support/vendor-environment.js';
import { people } from '../vendors/perfex/support.js';
import { failure, read, scopeOn } from './support.js';

const clock = new TestClock();

describe('calls under way', () => {
  let held: Awaited<ReturnType<typeof startHeldServer>>;
  beforeEach(async () => {
    held = await startHeldServer();
  });
  afterEach(() => held.close());
  // Two at once, and then one every ten seconds.
  const connect = (concurrency: number) =>
    vendorEnvironment({ clock, concurrency, callsPerMinute: 8, timeoutMs: 30_000 }).open({
      vendor: Vendor.NUMI,
      baseUrl: held.url,
      headers: {},
    });
  const remaining = (http: ReturnType<typeof connect>) => http.health.snapshot().budget?.remaining;

  it('wait for their turn inside the deadline, and are then sent', async () => {
    const http = connect(8);
    const calls = [1, 2, 3].map(() => http.send(read, scopeOn(clock, 15_000)));
    (await held.next()).answer(200, {});
    (await held.next()).answer(200, {});
    await Promise.all(calls.slice(0, 2));
    expect(held.untaken).toBe(0);

    await clock.advance(10_000);
    (await held.next()).answer(200, {});
    await calls[2];
  });

  it('that cannot have their turn inside the deadline fail at once, with the seconds until they could, and are never sent', async () => {
    const http = connect(8);
    const first = [1, 2].map(() => http.send(read, scopeOn(clock)));
    const error = await failure(http.send(read, scopeOn(clock, 9_000)));
    expect(error).toMatchObject({
      code: ErrorCode.VENDOR_RATE_LIMITED,
      vendor: 'NUMI',
      retryable: true,
      retryAfter: 10,
    });

    for (const call of first) {
      (await held.next()).answer(200, {});
      await call;
    }
    expect(held.untaken).toBe(0);
  });

  it('fail at once, too, where others wait for a place before them', async () => {
    const http = connect(1);
    const calls = [1, 2, 3].map(() => http.send(read, scopeOn(clock, 60_000)));
    const error = await failure(http.send(read, scopeOn(clock, 15_000)));
    expect(error).toMatchObject({ code: ErrorCode.VENDOR_RATE_LIMITED, retryAfter: 20 });
    for (const call of calls) {
      const arrived = held.next();
      await clock.advance(10_000);
      (await arrived).answer(200, {});
      await call;
    }
  });

  it('that find their deadline passed when their place is free are DEADLINE_EXCEEDED, and not sent', async () => {
    const http = connect(1);
    const first = http.send(read, scopeOn(clock, 60_000));
    const second = failure(http.send(read, scopeOn(clock, 5_000)));
    const arrived = await held.next();
    await clock.advance(5_001);
    arrived.answer(200, {});
    await first;
    expect((await second).code).toBe(ErrorCode.DEADLINE_EXCEEDED);
    expect(held.untaken).toBe(0);
  });

  it('use a turn up when they are sent, and not when they began to wait for a place', async () => {
    const http = connect(1);
    const first = http.send(read, scopeOn(clock, 120_000));
    const second = http.send(read, scopeOn(clock, 120_000));
    const arrived = await held.next();
    await clock.advance(60_000);
    expect(remaining(http)).toBe(2);

    arrived.answer(200, {});
    const next = await held.next();
    // One of the two that go out at once is on its way: in this minute there are not two more of them.
    expect(remaining(http)).toBe(1);
    next.answer(200, {});
    await Promise.all([first, second]);
  });

  it('that are given up while they wait for a place use nothing up', async () => {
    const http = connect(1);
    const first = http.send(read, scopeOn(clock));
    const arrived = await held.next();
    const scope = scopeOn(clock);
    const second = failure(http.send(read, scope));
    scope.end(new DeadlinePassed());
    expect((await second).code).toBe(ErrorCode.DEADLINE_EXCEEDED);
    expect(remaining(http)).toBe(1);
    arrived.answer(200, {});
    await first;
  });
});

describe('Perfex', () => {
  let simulator: PerfexSimulator;
  let restoreDate: () => void;
  beforeAll(async () => {
    restoreDate = clock.becomeDate();
    simulator = await startPerfexSimulator({ people: people(60), now: clock.now });
  });
  beforeEach(async () => {
    // A whole minute, in which what the tests before have used of the quota counts no more.
    await clock.advance(120_000 - (clock.now() % 60_000));
    simulator.reset();
  });
  afterAll(async () => {
    restoreDate();
    await simulator.close();
  });

  const connect = (callsPerMinute?: number): ContactSource =>
    perfex.connect(
      { url: simulator.origin, token: simulator.key, timezone: 'UTC' },
      vendorEnvironment({ clock, callsPerMinute }),
    );
  const readOne = async (source: ContactSource, milliseconds = 0) =>
    (await source.readContacts(['1'], scopeOn(clock, milliseconds)))[0];
  const refusals = () => simulator.calls.filter(({ status }) => status === 401).length;

  it('never answers that its quota is used up, where the budget fits it, and the budget is used', async () => {
    simulator.setFaults({ quota: 40 });
    const source = connect(40);
    // Three calls a second, four times what the quota allows, for five minutes.
    for (let second = 0; second < 300; second += 1) {
      await Promise.all([readOne(source), readOne(source), readOne(source)]);
      await clock.advance(1_000);
    }

    expect(refusals()).toBe(0);
    expect(simulator.calls.length).toBeGreaterThan(140);
    expect(simulator.calls.length).toBeLessThanOrEqual(200);
  });

  it('sets the budget by its headers, where the configuration names none', async () => {
    simulator.setFaults({ quota: 40 });
    const source = connect();
    for (let second = 0; second < 120; second += 1) {
      await Promise.all([readOne(source), readOne(source)]);
      await clock.advance(1_000);
    }
    expect(refusals()).toBe(0);
    expect(simulator.calls.length).toBeGreaterThan(40);
  });

  it('that says by 401 that its quota is used up counts as rate limiting: it is left alone until the reset', async () => {
    simulator.setFaults({ quota: 0 });
    const source = connect();
    expect(await readOne(source)).toMatchObject({ code: ErrorCode.VENDOR_RATE_LIMITED, retryAfter: 60 });
    expect(await readOne(source, 30_000)).toMatchObject({ code: ErrorCode.VENDOR_RATE_LIMITED, retryAfter: 60 });
    expect(simulator.calls).toHaveLength(1);

    simulator.setFaults({ quota: null });
    await clock.advance(60_000);
    expect(await readOne(source)).toMatchObject({ id: '1' });
  });

  it('that says so without the time of the reset is left alone for a moment', async () => {
    const message = 'This IP Address has reached the time limit for this method';
    const server = await startScriptedServer(() => ({ status: 401, body: { status: false, message } }));
    const source = perfex.connect({ url: server.url, token: 'token', timezone: 'UTC' }, vendorEnvironment({ clock }));
    expect(await readOne(source)).toMatchObject({ code: ErrorCode.VENDOR_RATE_LIMITED, retryable: true });
    expect(await readOne(source)).toMatchObject({ code: ErrorCode.VENDOR_RATE_LIMITED, retryAfter: 5 });
    expect(server.requests).toHaveLength(1);

    await clock.advance(5_000);
    await readOne(source);
    expect(server.requests).toHaveLength(2);
    await server.close();
  });

  it('that does not accept the key by 401 is not rate limiting', async () => {
    simulator.setFaults({ errorRate: 1, errorStatus: 401 });
    const source = connect();
    expect(await readOne(source)).toMatchObject({ code: ErrorCode.VENDOR_UNAUTHORIZED });
    simulator.setFaults({ errorRate: 0 });
    expect(await readOne(source)).toMatchObject({ id: '1' });
  });
});
