import fc from 'fast-check';
import { writeDate } from '../../../src/graphql/executor/date-writer.js';
import { JsonWriter } from '../../../src/graphql/executor/json-writer.js';

function dateText(date: Date): unknown {
  const out = new JsonWriter();
  writeDate(out, date);
  return JSON.parse(out.take().toString());
}

it('the text of a date is that of toISOString', () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (date) => {
      expect(dateText(date)).toBe(date.toISOString());
    }),
    { numRuns: 5_000 },
  );
});

it('at the ends of years, leap days and eras, and to the millisecond', () => {
  const moments = [-62135596800000, -62135596800001, 253402300799999, 253402300800000, -1, 0, 999, 1000];
  const ends = [1, 4, 100, 400, 1600, 1900, 1970, 2000, 2024, 2100, 9999].flatMap((year) =>
    ['01-01', '02-28', '03-01', '12-31'].map((rest) =>
      Date.parse(`${String(year).padStart(4, '0')}-${rest}T23:59:59.999Z`),
    ),
  );
  for (const moment of [...moments, ...ends, ...ends.map((end) => end + 1)])
    expect(dateText(new Date(moment))).toBe(new Date(moment).toISOString());
});
