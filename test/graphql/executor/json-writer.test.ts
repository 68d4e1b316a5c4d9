import fc from 'fast-check';
import { JsonWriter } from '../../../src/graphql/executor/json-writer.js';

const texts = fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'grapheme' }));

it('a string is written as JSON.stringify writes it, in whatever characters', () => {
  fc.assert(
    fc.property(fc.array(texts), (strings) => {
      const out = new JsonWriter();
      for (const string of strings) out.string(string);
      expect(out.take().toString()).toBe(strings.map((string) => JSON.stringify(string)).join(''));
    }),
    { numRuns: 1_000 },
  );
});

it('an answer larger than the buffer is whole, and the next one begins anew', () => {
  const out = new JsonWriter();
  const part = 'ä'.repeat(1_000);
  for (let count = 0; count < 2_000; count += 1) out.string(part);
  expect(out.take().toString()).toBe(JSON.stringify(part).repeat(2_000));
  out.json('{}');
  expect(out.take().toString()).toBe('{}');
});

it('what is handed over stays as it is when the next answer is written', () => {
  const out = new JsonWriter();
  out.string('first');
  const first = out.take();
  out.string('other');
  expect([first.toString(), out.take().toString()]).toEqual(['"first"', '"other"']);
});

it('numbers have their leading zeros', () => {
  const out = new JsonWriter();
  for (const [value, count] of [
    [0, 2],
    [7, 2],
    [59, 2],
    [5, 3],
    [999, 3],
    [33, 4],
  ] as const)
    out.digits(value, count);
  expect(out.take().toString()).toBe('000759005' + '9990033');
});
