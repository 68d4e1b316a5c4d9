import { Vendor } from '../../src/domain/vendor.js';
import { type HeldVendor, numiRecord, startHeldVendor } from './held-vendor.js';
import { cachedVendor, caller, type CachedVendor, gist, seconds } from './sources.js';

const ada = '+4930901820';
const grace = '+4930901821';

let name: string | null;
let numi: HeldVendor;
let cached: CachedVendor;

beforeEach(async () => {
  name = 'Ada';
  numi = await startHeldVendor(numiRecord(() => name));
  numi.answerEach((call) => call.answerWell());
  cached = cachedVendor(numi.url);
  await read([ada]);
  cached.clock.advance(seconds(61));
});
afterEach(() => numi.close());

async function read(keys: readonly string[], scope = caller()) {
  return (await cached.sources.profiles.readProfiles(keys, scope)).map(gist);
}

const fail = (status: number, body?: unknown): void => numi.answerEach((call) => call.answer(status, body));

it.each([500, 503, 429, 408])(
  'answers a record past its time when the vendor answers %i, and never silently',
  async (status) => {
    fail(status);
    const scope = caller();
    expect(await read([ada], scope)).toEqual(['Ada']);
    expect(scope.cost.of(Vendor.NUMI)).toMatchObject({ staleKeys: 1, cacheHits: 0 });
    expect(cached.stale).toEqual([Vendor.NUMI]);
  },
);

it('answers it when the vendor cannot be reached', async () => {
  await numi.close();
  expect(await read([ada])).toEqual(['Ada']);
  numi = await startHeldVendor(() => undefined);
});

it('answers it when the time of the operation is over and the vendor has not answered', async () => {
  numi.answerEach(null);
  const scope = caller();
  const answer = read([ada], scope);
  await numi.next();
  scope.runOut();
  expect(await answer).toEqual(['Ada']);
  expect(scope.cost.of(Vendor.NUMI)).toMatchObject({ staleKeys: 1 });
});

it('calls no source stale for a caller who has hung up', async () => {
  numi.answerEach(null);
  const scope = caller();
  const answer = read([ada], scope);
  await numi.next();
  scope.hangUp();
  expect(await answer).toEqual(['DEADLINE_EXCEEDED']);
  expect(cached.stale).toEqual([]);
});

it('answers only what it has: a record that was never read is an error', async () => {
  fail(503);
  const scope = caller();
  expect(await read([grace, ada], scope)).toEqual(['VENDOR_UNAVAILABLE', 'Ada']);
  expect(scope.cost.of(Vendor.NUMI)).toMatchObject({ staleKeys: 1 });
});

it('answers it no longer than its age allows', async () => {
  fail(503);
  cached.clock.advance(seconds(590));
  expect(await read([ada])).toEqual(['Ada']);
  cached.clock.advance(seconds(10));
  expect(await read([ada])).toEqual(['VENDOR_UNAVAILABLE']);
});

it('does not answer it when its age has passed while the vendor was waited for', async () => {
  cached.clock.advance(seconds(598));
  numi.answerEach(null);
  const answer = read([ada]);
  const call = await numi.next();
  cached.clock.advance(seconds(2));
  call.answer(503);
  expect(await answer).toEqual(['VENDOR_UNAVAILABLE']);
});

it.each([
  ['refuses the key', 401, undefined, 'VENDOR_UNAUTHORIZED'],
  ['refuses the record', 403, undefined, 'VENDOR_FORBIDDEN'],
  ['breaks its contract', 200, { exists: 'perhaps' }, 'VENDOR_BAD_RESPONSE'],
])('does not answer it when the vendor %s', async (_, status, body, code) => {
  fail(status, body);
  expect(await read([ada])).toEqual([code]);
  expect(cached.stale).toEqual([]);
});

it('does not answer it when the vendor says that there is none any more', async () => {
  name = null;
  expect(await read([ada])).toEqual(['none']);
  fail(503);
  cached.clock.advance(seconds(6));
  expect(await read([ada])).toEqual(['VENDOR_UNAVAILABLE']);
});

it('does not answer it to a caller that wants what the vendor holds now', async () => {
  fail(503);
  expect(await read([ada], caller({ fresh: true }))).toEqual(['VENDOR_UNAVAILABLE']);
});

it('is the vendor’s answer again as soon as it answers', async () => {
  fail(503);
  await read([ada]);
  name = 'Augusta';
  numi.answerEach((call) => call.answerWell());
  const scope = caller();
  expect(await read([ada], scope)).toEqual(['Augusta']);
  expect(scope.cost.of(Vendor.NUMI)).toMatchObject({ staleKeys: 0 });
});

it('answers nothing of before a write, even when the vendor fails after it', async () => {
  await cached.sources.profiles.setProfile({ phoneNumber: ada, firstName: 'Augusta' }, caller());
  fail(503);
  expect(await read([ada])).toEqual(['VENDOR_UNAVAILABLE']);
});
