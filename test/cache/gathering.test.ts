import fc from 'fast-check';
import { flightsAtOnce } from '../../src/cache/flights.js';
import { Vendor } from '../../src/domain/vendor.js';
import { type HeldCall, type HeldVendor, idsOf, perfexRecord, startHeldVendor } from './held-vendor.js';
import { begun, cachedVendor, caller, gist, type CachedVendor } from './sources.js';

/** Longer than any test: the window never ends by itself. */
const endless = 60_000;

let perfex: HeldVendor;
let cached: CachedVendor;

const open = (batchWindow: number): void => {
  cached = cachedVendor(perfex.url, { batchWindow });
};

beforeEach(async () => {
  perfex = await startHeldVendor(perfexRecord((id) => `title ${id}`));
  open(endless);
});
afterEach(() => perfex.close());

const read = async (ids: readonly string[], scope = caller()) =>
  (await cached.sources.contacts.readContacts(ids, scope)).map(gist);
const range = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
const titles = (ids: readonly string[]) => ids.map((id) => `title ${id}`);

interface Busyness {
  oneReturns(): void;
  /** Lets the calls that are still out come back. */
  end(): Promise<void>;
}

/** As many calls are under way as leave without waiting: what is wanted from here on gathers. */
async function busy(): Promise<Busyness> {
  const calls: HeldCall[] = [];
  const answers: Promise<unknown>[] = [];
  for (let call = 0; call < flightsAtOnce; call += 1) {
    answers.push(read([String(1_001 + call)]));
    calls.push(await perfex.next());
  }
  return {
    oneReturns: () => calls.shift()?.answerWell(),
    async end() {
      for (const call of calls) call.answerWell();
      await Promise.all(answers);
    },
  };
}

it('asks a vendor at once that is not busy, though calls to it are under way', async () => {
  const answers: Promise<unknown>[] = [];
  for (const id of range(1, flightsAtOnce)) {
    answers.push(read([id]));
    // The window never ends, and no call has come back.
    expect(idsOf(await perfex.next())).toEqual([id]);
  }
  for (const call of perfex.calls) call.answerWell();
  expect((await Promise.all(answers)).flat()).toEqual(titles(range(1, flightsAtOnce)));
});

it('asks an idle vendor at once', async () => {
  const answer = read(['1']);
  (await perfex.next()).answerWell();
  expect(await answer).toEqual(['title 1']);
});

it('sends different records that are wanted at the same time in one batch', async () => {
  const scope = caller();
  const answers = Promise.all([read(['1', '2'], scope), read(['2', '3']), read(['4'])]);
  const call = await perfex.next();
  expect(idsOf(call)).toEqual(['1', '2', '3', '4']);
  call.answerWell();
  expect(await answers).toEqual([titles(['1', '2']), titles(['2', '3']), ['title 4']]);
  expect(perfex.calls).toHaveLength(1);
  expect(scope.cost.of(Vendor.PERFEX)).toMatchObject({ calls: 1, batches: 1, coalescedKeys: 0 });
});

it('gathers while the vendor is busy, until a call comes back', async () => {
  const vendor = await busy();
  const waiting = [read(['2']), read(['3']), read(['1001', '4'])];
  await begun();
  expect(perfex.calls).toHaveLength(flightsAtOnce);
  vendor.oneReturns();
  const gathered = await perfex.next();
  expect(idsOf(gathered)).toEqual(['2', '3', '4']);
  gathered.answerWell();
  expect(await Promise.all(waiting)).toEqual([['title 2'], ['title 3'], titles(['1001', '4'])]);
  await vendor.end();
});

it('does not wait for the calls under way once a batch is full', async () => {
  const vendor = await busy();
  const waiting = range(2, 52).map((id) => read([id]));
  const full = await perfex.next();
  expect(idsOf(full)).toEqual(range(2, 51));
  full.answerWell();
  // Its return lets the rest go, though the other calls are still out.
  const rest = await perfex.next();
  expect(idsOf(rest)).toEqual(['52']);
  rest.answerWell();
  expect((await Promise.all(waiting)).flat()).toEqual(titles(range(2, 52)));
  await vendor.end();
});

it('does not wait longer than the window', async () => {
  open(20);
  const vendor = await busy();
  const began = performance.now();
  const second = read(['2']);
  const next = await perfex.next();
  expect(performance.now() - began).toBeGreaterThanOrEqual(15);
  next.answerWell();
  expect(await second).toEqual(['title 2']);
  await vendor.end();
});

it('sends a hundred records of one request side by side', async () => {
  const answer = read(range(1, 100));
  const calls = [await perfex.next(), await perfex.next()];
  expect(calls.map((call) => idsOf(call).length)).toEqual([50, 50]);
  for (const call of calls) call.answerWell();
  expect(await answer).toEqual(titles(range(1, 100)));
});

it('never sends a batch that nobody waits for any more', async () => {
  const vendor = await busy();
  const leaving = caller();
  const left = read(['2'], leaving);
  leaving.hangUp();
  expect(await left).toEqual(['DEADLINE_EXCEEDED']);
  await vendor.end();
  const later = read(['3']);
  const call = await perfex.next();
  expect(idsOf(call)).toEqual(['3']);
  call.answerWell();
  await later;
});

it('ends a call when all who wait for any of its records have left, and not before', async () => {
  const [one, other] = [caller(), caller()];
  const answers = Promise.all([read(['1'], one), read(['2'], other)]);
  const call = await perfex.next();
  one.hangUp();
  const joined = read(['2']);
  await begun();
  other.hangUp();
  call.answerWell();
  expect(await joined).toEqual(['title 2']);
  expect(await answers).toEqual([['DEADLINE_EXCEEDED'], ['DEADLINE_EXCEEDED']]);
});

it('asks once for a record that is written while it waits for its batch', async () => {
  const vendor = await busy();
  const before = read(['2']);
  const deletion = cached.sources.contacts.deleteContact('2', caller());
  (await perfex.next()).answer(200, { status: true });
  await deletion;
  const after = read(['2']);
  vendor.oneReturns();
  const call = await perfex.next();
  expect(idsOf(call)).toEqual(['2']);
  call.answerWell();
  expect(await Promise.all([before, after])).toEqual([['title 2'], ['title 2']]);
  await vendor.end();
});

it('gives a failed batch to all who wait for it, and to nobody else', async () => {
  const vendor = await busy();
  const other = read(['1001']);
  const waiting = Promise.all([read(['2']), read(['3'])]);
  vendor.oneReturns();
  (await perfex.next()).answer(500);
  expect(await waiting).toEqual([['VENDOR_UNAVAILABLE'], ['VENDOR_UNAVAILABLE']]);
  expect(await other).toEqual(['title 1001']);
  await vendor.end();
});

it('answers every reader with its own records, whoever asks for what', async () => {
  perfex.answerEach((call) => call.answerWell());
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 200 }).map(String), { minLength: 1, maxLength: 100 });
  await fc.assert(
    fc.asyncProperty(fc.array(ids, { minLength: 1, maxLength: 8 }), async (reads) => {
      open(1);
      const before = perfex.calls.length;
      const answers = await Promise.all(reads.map((keys) => read(keys)));
      expect(answers).toEqual(reads.map(titles));
      const asked = perfex.calls.slice(before).map(idsOf);
      expect(Math.max(...asked.map(({ length }) => length))).toBeLessThanOrEqual(50);
      expect(asked.flat()).toHaveLength(new Set(reads.flat()).size);
    }),
    { numRuns: 25 },
  );
});
