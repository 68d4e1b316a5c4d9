import { KeptReads } from '../../src/domain/kept-reads.js';
import type { CallScope } from '../../src/domain/scope.js';
import { type HeldVendor, numiRecord, startHeldVendor } from './held-vendor.js';
import { cachedVendor, caller, type CachedVendor, seconds } from './sources.js';

const ada = '+4930901820';
const grace = '+4930901821';

let numi: HeldVendor;
let cached: CachedVendor;

beforeEach(async () => {
  numi = await startHeldVendor(numiRecord(() => 'Ada'));
  numi.answerEach((call) => call.answerWell());
  cached = cachedVendor(numi.url);
});
afterEach(() => numi.close());

/** Reads in a request of its own. @returns what it was told of how old the records are. */
async function reading(...phoneNumbers: string[]): Promise<KeptReads> {
  const kept = new KeptReads();
  const scope: CallScope = { ...caller(), kept };
  await cached.sources.profiles.readProfiles(phoneNumbers, scope);
  return kept;
}

it('notes nothing of a record that was fetched for the request', async () => {
  expect((await reading(ada)).originOf('profile', ada)).toBeUndefined();
});

it('tells when a record was fetched that was answered from the cache, and of no other', async () => {
  const fetchedAt = new Date(cached.clock.now());
  await reading(ada);
  cached.clock.advance(seconds(30));
  const kept = await reading(grace, ada);
  expect(kept.originOf('profile', ada)).toEqual({ fetchedAt: expect.any(Date) as Date, isStale: false });
  expect(kept.originOf('profile', ada)?.fetchedAt.getTime()).toBeLessThan(fetchedAt.getTime() + seconds(30));
  expect(kept.originOf('profile', grace)).toBeUndefined();
  expect(kept.originOf('contact', ada)).toBeUndefined();
});

it('tells of a record past its time that stands in for a vendor that cannot be asked', async () => {
  await reading(ada);
  cached.clock.advance(seconds(61));
  numi.answerEach((call) => call.answer(503));
  expect((await reading(ada)).originOf('profile', ada)).toMatchObject({ isStale: true });
});

it('notes nothing of a record past its time that could be fetched again', async () => {
  await reading(ada);
  cached.clock.advance(seconds(61));
  expect((await reading(ada)).originOf('profile', ada)).toBeUndefined();
});
