import { Vendor } from '../../src/domain/vendor.js';
import { contactRow, type HeldVendor, startHeldVendor } from './held-vendor.js';
import { begun, cachedVendor, caller, gist, type CachedVendor } from './sources.js';

const ada = 'contact1@example.com';
const grace = 'contact2@example.com';

let title: string;
let perfex: HeldVendor;
let cached: CachedVendor;

beforeEach(async () => {
  title = 'before';
  perfex = await startHeldVendor(({ body }) => {
    const { operations } = body as { operations: { arguments: { q: string } }[] };
    const result = operations.map(({ arguments: { q } }, index) => {
      const id = /\d/.exec(q)?.[0] ?? '';
      return { index, status: true, result: [contactRow(id, title)] };
    });
    return { status: true, results: result };
  });
  cached = cachedVendor(perfex.url);
});
afterEach(() => perfex.close());

const find = async (emails: readonly string[], scope = caller()) => {
  const answers = await cached.sources.contacts.findContactsByEmail(emails, scope);
  return answers.map((answer) => (Array.isArray(answer) ? answer.map(gist) : gist(answer ?? undefined)));
};

describe('searches by e-mail address', () => {
  it('at the same time are one call, and each address is asked for once', async () => {
    const second = caller();
    const answers = Promise.all([find([ada]), find([ada, grace], second)]);
    (await perfex.next()).answerWell();
    expect(await answers).toEqual([[['before']], [['before'], ['before']]]);
    expect(perfex.calls).toHaveLength(1);
    expect(second.cost.of(Vendor.PERFEX)).toMatchObject({ coalescedKeys: 1 });
  });

  it('are not kept: who has an address may change at any time', async () => {
    perfex.answerEach((call) => call.answerWell());
    await find([ada]);
    title = 'after';
    expect(await find([ada])).toEqual([['after']]);
  });

  it('that began before a write are not shared with whoever asks after it', async () => {
    const before = find([ada]);
    const search = await perfex.next();
    const deleting = cached.sources.contacts.deleteContact('1', caller());
    (await perfex.next()).answer(200, { status: true });
    await deleting;
    const after = find([ada]);
    await begun();
    search.answerWell();
    expect(await before).toEqual([['before']]);
    title = 'after';
    (await perfex.next()).answerWell();
    expect(await after).toEqual([['after']]);
  });

  it('that fail are an error for each address', async () => {
    const answers = find([ada, grace]);
    (await perfex.next()).answer(503);
    expect(await answers).toEqual(['VENDOR_UNAVAILABLE', 'VENDOR_UNAVAILABLE']);
  });
});
