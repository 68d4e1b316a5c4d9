import { Vendor } from '../../src/domain/vendor.js';
import { type HeldVendor, numiRecord, startHeldVendor } from './held-vendor.js';
import { begun, cachedVendor, caller, gist, type CachedVendor } from './sources.js';

const ada = '+4930901820';
const grace = '+4930901821';

let name: string;
let numi: HeldVendor;
let cached: CachedVendor;

beforeEach(async () => {
  name = 'Ada';
  numi = await startHeldVendor(numiRecord(() => name));
  cached = cachedVendor(numi.url);
});
afterEach(() => numi.close());

const read = async (keys: readonly string[], scope = caller()) =>
  (await cached.sources.profiles.readProfiles(keys, scope)).map(gist);

describe('reads of the same record at the same time', () => {
  it('are one call, and say so in the cost', async () => {
    const second = caller();
    const answers = Promise.all([read([ada]), read([ada], second), read([ada])]);
    (await numi.next()).answerWell();
    expect(await answers).toEqual([['Ada'], ['Ada'], ['Ada']]);
    expect(numi.calls).toHaveLength(1);
    expect(second.cost.of(Vendor.NUMI)).toMatchObject({ calls: 0, coalescedKeys: 1 });
  });

  it('all get the error, and the next read asks again', async () => {
    const answers = Promise.all([read([ada]), read([ada])]);
    (await numi.next()).answer(503);
    expect(await answers).toEqual([['VENDOR_UNAVAILABLE'], ['VENDOR_UNAVAILABLE']]);
    const again = read([ada]);
    (await numi.next()).answerWell();
    expect(await again).toEqual(['Ada']);
  });

  it('go on when one of the readers hangs up', async () => {
    const leaving = caller();
    const left = read([ada], leaving);
    const staying = read([ada]);
    const call = await numi.next();
    leaving.hangUp();
    expect(await left).toEqual(['DEADLINE_EXCEEDED']);
    call.answerWell();
    expect(await staying).toEqual(['Ada']);
    expect(numi.calls).toHaveLength(1);
  });

  it('go on past the deadline of the one that began them', async () => {
    const hurried = caller({ milliseconds: 5_000 });
    const first = read([ada], hurried);
    const call = await numi.next();
    const patient = read([ada]);
    await begun();
    hurried.runOut();
    expect(await first).toEqual(['DEADLINE_EXCEEDED']);
    call.answerWell();
    expect(await patient).toEqual(['Ada']);
  });

  it('end the call to the vendor when the last reader has left', async () => {
    const [first, second] = [caller(), caller()];
    const answers = Promise.all([read([ada], first), read([ada], second)]);
    const call = await numi.next();
    await begun();
    first.hangUp();
    second.hangUp();
    await call.abandoned;
    expect(await answers).toEqual([['DEADLINE_EXCEEDED'], ['DEADLINE_EXCEEDED']]);
  });

  it('are not joined by a read that comes after the last reader has left', async () => {
    const gone = caller();
    const left = read([ada], gone);
    await numi.next();
    gone.hangUp();
    const later = read([ada]);
    (await numi.next()).answerWell();
    expect(await Promise.all([left, later])).toEqual([['DEADLINE_EXCEEDED'], ['Ada']]);
  });
});

it('a call that is ended harms no call after it, and none before', async () => {
  // Nothing is answered from the cache: each read is a call.
  const fresh = () => caller({ fresh: true });
  for (let round = 0; round < 3; round += 1) {
    const before = read([ada], fresh());
    (await numi.next()).answerWell();
    expect(await before).toEqual(['Ada']);
    const leaving = fresh();
    const left = read([ada], leaving);
    const call = await numi.next();
    const meanwhile = read([grace], fresh());
    const other = await numi.next();
    leaving.hangUp();
    await call.abandoned;
    other.answerWell();
    expect([await left, await meanwhile]).toEqual([['DEADLINE_EXCEEDED'], ['Ada']]);
  }
});

describe('one record among many', () => {
  it('does not wait for the slowest of another request', async () => {
    const both = read([ada, grace]);
    const [one, other] = [await numi.next(), await numi.next()];
    const [quick, slow] = one.url.includes(encodeURIComponent(ada)) ? [one, other] : [other, one];
    const alone = read([ada]);
    quick.answerWell();
    expect(await alone).toEqual(['Ada']);
    slow.answerWell();
    expect(await both).toEqual(['Ada', 'Ada']);
    expect(numi.calls).toHaveLength(2);
  });

  it('is answered although the time runs out for another', async () => {
    const hurried = caller();
    const answers = read([ada, grace], hurried);
    const call = await numi.next();
    await numi.next();
    const isAda = call.url.includes(encodeURIComponent(ada));
    const arrived = read([isAda ? ada : grace]);
    call.answerWell();
    await arrived;
    hurried.runOut();
    expect(await answers).toEqual(isAda ? ['Ada', 'DEADLINE_EXCEEDED'] : ['DEADLINE_EXCEEDED', 'Ada']);
  });

  it('is not asked for by a request that has ended already', async () => {
    const ended = caller();
    ended.runOut();
    expect(await read([ada, grace], ended)).toEqual(['DEADLINE_EXCEEDED', 'DEADLINE_EXCEEDED']);
    const next = read([ada]);
    (await numi.next()).answerWell();
    await next;
    expect(numi.calls).toHaveLength(1);
  });
});

describe('a write while a read is under way', () => {
  const write = async (to: string) => {
    const done = cached.sources.profiles.setProfile({ phoneNumber: ada, firstName: to }, caller());
    const call = await numi.next();
    name = to;
    call.answer(200);
    await done;
  };

  it('is seen by those who read after it, though the earlier read has not ended', async () => {
    const before = read([ada]);
    const earlier = await numi.next();
    await write('Augusta');
    const after = read([ada]);
    const later = await numi.next();
    later.answerWell();
    expect(await after).toEqual(['Augusta']);
    earlier.answer(200, { exists: true, profile: { phone_number: ada, first_name: 'Ada' } });
    expect(await before).toEqual(['Ada']);
  });

  it('is not undone in the cache by that read', async () => {
    const before = read([ada]);
    const earlier = await numi.next();
    await write('Augusta');
    earlier.answer(200, { exists: true, profile: { phone_number: ada, first_name: 'Ada' } });
    await before;
    const after = read([ada]);
    (await numi.next()).answerWell();
    expect(await after).toEqual(['Augusta']);
  });

  it('leaves reads of other records shared', async () => {
    const before = read([grace]);
    const earlier = await numi.next();
    await write('Augusta');
    const after = read([grace]);
    earlier.answerWell();
    expect(await Promise.all([before, after])).toEqual([['Augusta'], ['Augusta']]);
    expect(numi.calls.filter(({ method }) => method === 'GET')).toHaveLength(1);
  });
});

it('shares reads of the members of an account, and keeps none', async () => {
  const chatwoot = await startHeldVendor(() => [{ account_id: 3, user_id: 1, role: 'agent' }]);
  const { users } = cachedVendor(chatwoot.url).sources;
  const [first, second] = [users.readAccountUsers('3', caller()), users.readAccountUsers('3', caller())];
  (await chatwoot.next()).answerWell();
  expect(await first).toEqual(await second);
  const again = users.readAccountUsers('3', caller());
  (await chatwoot.next()).answer(503);
  await expect(again).rejects.toMatchObject({ code: 'VENDOR_UNAVAILABLE' });
  expect(chatwoot.calls).toHaveLength(2);
  await chatwoot.close();
});
