import { Vendor } from '../../src/domain/vendor.js';
import { chatwootRecord, type HeldVendor, numiRecord, perfexRecord, startHeldVendor } from './held-vendor.js';
import { until } from '../support/until.js';
import { cachedVendor, caller, type CachedVendor, gist, seconds } from './sources.js';

const ada = '+4930901820';

let name: string | null;
let numi: HeldVendor;
let cached: CachedVendor;

beforeEach(async () => {
  name = 'Ada';
  numi = await startHeldVendor(numiRecord(() => name));
  numi.answerEach((call) => call.answerWell());
  cached = cachedVendor(numi.url);
});
afterEach(() => numi.close());

const read = async (scope = caller()) => gist((await cached.sources.profiles.readProfiles([ada], scope))[0]);

it('answers a record without asking while its time lasts, and says so in the cost', async () => {
  await read();
  name = 'Augusta';
  cached.clock.advance(seconds(40));
  const scope = caller();
  expect(await read(scope)).toBe('Ada');
  expect(numi.calls).toHaveLength(1);
  expect(scope.cost.of(Vendor.NUMI)).toMatchObject({ calls: 0, cacheHits: 1, staleKeys: 0 });
});

it('asks again when its time is over', async () => {
  await read();
  name = 'Augusta';
  cached.clock.advance(seconds(61));
  expect(await read()).toBe('Augusta');
  expect(numi.calls).toHaveLength(2);
});

it('keeps the records of each vendor for that vendor’s own time', async () => {
  const vendors = [
    await startHeldVendor(chatwootRecord(() => 'Ada')),
    await startHeldVendor(perfexRecord(() => 'Countess')),
  ] as const;
  const lifetimes = { negative: 0, stale: 0 };
  const callsAfter = async (vendor: HeldVendor, kind: 'users' | 'contacts', time: number): Promise<number> => {
    vendor.answerEach((call) => call.answerWell());
    const { sources, clock } = cachedVendor(vendor.url, {
      lifetimes: { CHATWOOT: { ...lifetimes, fresh: seconds(10) }, PERFEX: { ...lifetimes, fresh: seconds(100) } },
    });
    const before = vendor.calls.length;
    const readOne = () =>
      kind === 'users' ? sources.users.readUsers(['1'], caller()) : sources.contacts.readContacts(['1'], caller());
    await readOne();
    clock.advance(time);
    await readOne();
    return vendor.calls.length - before;
  };
  expect(await callsAfter(vendors[0], 'users', seconds(7))).toBe(1);
  expect(await callsAfter(vendors[0], 'users', seconds(11))).toBe(2);
  expect(await callsAfter(vendors[1], 'contacts', seconds(70))).toBe(1);
  expect(await callsAfter(vendors[1], 'contacts', seconds(101))).toBe(2);
  await Promise.all(vendors.map((vendor) => vendor.close()));
});

it('keeps nothing of a vendor whose time is zero, and shares reads of it all the same', async () => {
  cached = cachedVendor(numi.url, { lifetimes: { NUMI: { fresh: 0, negative: 0, stale: seconds(600) } } });
  await Promise.all([read(), read()]);
  expect(numi.calls).toHaveLength(1);
  await read();
  expect(numi.calls).toHaveLength(2);
  numi.answerEach((call) => call.answer(503));
  expect(await read()).toBe('VENDOR_UNAVAILABLE');
});

it('keeps "there is none" for a shorter time', async () => {
  name = null;
  expect(await read()).toBe('none');
  name = 'Ada';
  cached.clock.advance(seconds(3));
  expect(await read()).toBe('none');
  expect(numi.calls).toHaveLength(1);
  cached.clock.advance(seconds(3));
  expect(await read()).toBe('Ada');
});

it.each([
  ['an error', 503, undefined, 'VENDOR_UNAVAILABLE'],
  ['a refusal', 403, undefined, 'VENDOR_FORBIDDEN'],
  ['garbage', 200, { exists: 'perhaps' }, 'VENDOR_BAD_RESPONSE'],
])('never keeps %s', async (_, status, body, code) => {
  numi.answerEach((call) => call.answer(status, body));
  expect(await read()).toBe(code);
  numi.answerEach((call) => call.answerWell());
  expect(await read()).toBe('Ada');
});

describe('a caller that wants what the vendor holds now', () => {
  it('gets it, and leaves it for the others', async () => {
    await read();
    name = 'Augusta';
    expect(await read(caller({ fresh: true }))).toBe('Augusta');
    expect(await read()).toBe('Augusta');
    expect(numi.calls).toHaveLength(2);
  });

  it('gets an error rather than what was kept', async () => {
    await read();
    numi.answerEach((call) => call.answer(503));
    expect(await read(caller({ fresh: true }))).toBe('VENDOR_UNAVAILABLE');
  });
});

describe('a record near the end of its time', () => {
  beforeEach(async () => {
    await read();
    name = 'Augusta';
    cached.clock.advance(seconds(50));
    numi.answerEach(null);
  });

  it('is answered at once and fetched in the background, once', async () => {
    expect(await Promise.all([read(), read(), read()])).toEqual(['Ada', 'Ada', 'Ada']);
    const refresh = await numi.next();
    expect(await read()).toBe('Ada');
    refresh.answerWell();
    await until(async () => (await read()) === 'Augusta');
    expect(numi.calls).toHaveLength(2);
    // Its time begins anew.
    cached.clock.advance(seconds(30));
    expect(await read()).toBe('Augusta');
    expect(numi.calls).toHaveLength(2);
  });

  it('costs its reader no call', async () => {
    const scope = caller();
    await read(scope);
    (await numi.next()).answerWell();
    expect(scope.cost.of(Vendor.NUMI)).toMatchObject({ calls: 0, cacheHits: 1 });
  });

  it('stays as it is where the vendor fails, and the next reader has it tried again', async () => {
    await read();
    (await numi.next()).answer(503);
    await until(async () => (await read()) === 'Ada' && numi.calls.length === 3);
    (await numi.next()).answerWell();
    await until(async () => (await read()) === 'Augusta');
  });

  it('does not come back by that fetch when it is written meanwhile', async () => {
    await read();
    const refresh = await numi.next();
    const writing = cached.sources.profiles.setProfile({ phoneNumber: ada, firstName: 'Countess' }, caller());
    (await numi.next()).answer(200);
    await writing;
    name = 'Countess';
    refresh.answer(200, { exists: true, profile: { phone_number: ada, first_name: 'Ada' } });
    const after = read();
    (await numi.next()).answerWell();
    expect(await after).toBe('Countess');
    expect(await read()).toBe('Countess');
  });
});
