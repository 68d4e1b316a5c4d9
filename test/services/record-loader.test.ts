import type { Answer } from '../../src/domain/sources.js';
import { RecordLoader } from '../../src/services/record-loader.js';
import { deferred } from '../support/deferred.js';

let reads: (readonly string[])[];
let loader: RecordLoader<string>;
const nobody = new Error('Nobody may ask for this one.');

beforeEach(() => {
  reads = [];
  loader = new RecordLoader<string>(async (keys) => {
    reads.push(keys);
    return keys.map((key): Answer<string> => (key === 'bad' ? nobody : key === 'none' ? null : key.toUpperCase()));
  });
});

it('reads a list at once, in the order of its keys, with null and the error of a key in their places', async () => {
  expect(await loader.loadMany(['b', 'none', 'bad', 'a'])).toEqual(['B', null, nobody, 'A']);
  expect(reads).toEqual([['b', 'none', 'bad', 'a']]);
});

it('reads a key once that is in a list twice', async () => {
  expect(await loader.loadMany(['a', 'b', 'a'])).toEqual(['A', 'B', 'A']);
  expect(reads).toEqual([['a', 'b']]);
});

it('reads lists and single keys of the same turn together, each key once', async () => {
  const answers = await Promise.all([loader.load('a'), loader.loadMany(['a', 'b']), loader.loadMany(['b', 'c'])]);
  expect(answers).toEqual(['A', ['A', 'B'], ['B', 'C']]);
  expect(reads).toEqual([['a', 'b', 'c']]);
});

it('never reads again what a list, or a single key, has read or is reading', async () => {
  await loader.loadMany(['a', 'b']);
  const slow = deferred();
  const waiting = new RecordLoader<string>(async (keys) => {
    reads.push(keys);
    await slow.promise;
    return keys.map((key) => key.toUpperCase());
  });
  const first = waiting.loadMany(['a', 'b']);
  await new Promise(setImmediate);
  const second = waiting.load('b');
  slow.resolve();

  expect([await loader.load('a'), await first, await second]).toEqual(['A', ['A', 'B'], 'B']);
  expect(await loader.loadMany(['c', 'b'])).toEqual(['C', 'B']);
  expect(reads).toEqual([['a', 'b'], ['a', 'b'], ['c']]);
});

it('rejects the load of a key that has an error, whether it came alone or in a list', async () => {
  const alone = loader.load('bad');
  const list = loader.loadMany(['a', 'bad']);
  await expect(alone).rejects.toBe(nobody);
  expect(await list).toEqual(['A', nobody]);
  await expect(loader.load('bad')).rejects.toBe(nobody);
});

it('gives a read that failed as a whole to each of its keys', async () => {
  const broken = new RecordLoader<string>(() => Promise.reject(nobody));
  const [list, alone] = await Promise.allSettled([broken.loadMany(['a', 'b']), broken.load('c')]);
  expect(list).toMatchObject({ value: [nobody, nobody] });
  expect(alone).toMatchObject({ reason: nobody });
});

it('takes whatever a read throws for an error, and never for a record', async () => {
  const broken = new RecordLoader<string>(() => {
    const text: unknown = 'a text';
    return Promise.resolve().then(() => {
      throw text;
    });
  });
  await expect(broken.load('a')).rejects.toBeInstanceOf(Error);
  expect(await broken.loadMany(['b'])).toEqual([expect.any(Error)]);
});

it('answers what it was told without reading, unless the key was asked for before', async () => {
  await loader.load('a');
  loader.prime('a', 'told');
  loader.prime('b', 'told');
  expect(await loader.loadMany(['a', 'b'])).toEqual(['A', 'told']);
  expect(reads).toEqual([['a']]);
});

it('reads again what was cleared, and keeps what it is told then', async () => {
  await loader.loadMany(['a', 'b']);
  loader.clear('a').clear('b').prime('b', 'new');
  expect(await loader.loadMany(['a', 'b'])).toEqual(['A', 'new']);
  expect(reads).toEqual([['a', 'b'], ['a']]);
});
