import { type HeldVendor, numiRecord, startHeldVendor } from './held-vendor.js';
import { begun, cachedVendor, caller, gist, type CachedVendor } from './sources.js';

const [first, second, third, fourth] = ['+4930901820', '+4930901821', '+4930901822', '+4930901823'] as const;

let name: string;
let numi: HeldVendor;
let cached: CachedVendor;

beforeEach(async () => {
  name = 'Ada';
  numi = await startHeldVendor(numiRecord(() => name));
  cached = cachedVendor(numi.url, { abreast: 2 });
});
afterEach(() => numi.close());

const read = async (keys: readonly string[], scope = caller()) =>
  (await cached.sources.profiles.readProfiles(keys, scope)).map(gist);
const asked = () => numi.calls.map(({ method, url }) => (method === 'GET' ? `+${/\d{10}/.exec(url)?.[0]}` : method));

describe('more single records than may be read at once', () => {
  it('are read as places come free, in the order they were asked for', async () => {
    const answers = read([first, second, third, fourth]);
    const [one, other] = [await numi.next(), await numi.next()];
    await begun();
    expect(new Set(asked())).toEqual(new Set([first, second]));
    one.answerWell();
    const next = await numi.next();
    expect(asked()[2]).toBe(third);
    other.answer(503);
    (await numi.next()).answerWell();
    expect(asked()[3]).toBe(fourth);
    next.answerWell();
    const outcome = await answers;
    expect(outcome.filter((answer) => answer === 'Ada')).toHaveLength(3);
    expect(outcome.slice(2)).toEqual(['Ada', 'Ada']);
  });

  it('are not read when everybody who waited for them has left', async () => {
    const busy = read([first, second]);
    const [one, other] = [await numi.next(), await numi.next()];
    const leaving = caller();
    const left = read([third], leaving);
    const patient = read([fourth]);
    await begun();
    leaving.hangUp();
    expect(await left).toEqual(['DEADLINE_EXCEEDED']);
    one.answerWell();
    other.answerWell();
    (await numi.next()).answerWell();
    expect([await busy, await patient]).toEqual([['Ada', 'Ada'], ['Ada']]);
    expect(asked()).not.toContain(third);
  });

  it('are asked for anew by whoever comes after those who left', async () => {
    const busy = read([first, second]);
    const [one, other] = [await numi.next(), await numi.next()];
    const leaving = caller();
    const left = read([third], leaving);
    await begun();
    leaving.hangUp();
    const later = read([third]);
    one.answerWell();
    other.answerWell();
    (await numi.next()).answerWell();
    expect([await busy, await left, await later]).toEqual([['Ada', 'Ada'], ['DEADLINE_EXCEEDED'], ['Ada']]);
  });

  it('show what a write left that came before they were read', async () => {
    const busy = read([first, second]);
    const [one, other] = [await numi.next(), await numi.next()];
    const waiting = read([third]);
    await begun();
    const written = cached.sources.profiles.setProfile({ phoneNumber: third, firstName: 'Grace' }, caller());
    const write = await numi.next();
    name = 'Grace';
    write.answer(200);
    await written;
    const after = read([third]);
    one.answerWell();
    other.answerWell();
    (await numi.next()).answerWell();
    expect([await waiting, await after]).toEqual([['Grace'], ['Grace']]);
    expect(asked().filter((number) => number === third)).toHaveLength(1);
    await busy;
  });
});
