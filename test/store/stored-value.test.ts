import { decodeValue, encodeValue } from '../../src/store/stored-value.js';

it.each([
  ['dates at any depth', { at: new Date(0), list: [{ at: new Date(1) }, 2], none: null }],
  ['a text that looks like a date', { text: '2026-01-15T09:00:00.000Z', value: { $date: 'x' } }],
  ['a value that is a date itself', new Date(5)],
  ['names of any content', { dates: [1], value: { value: 'x' }, 'a.b': new Date(3), '': new Date(4) }],
  ['a plain value', true],
])('keeps %s', (_, value) => {
  expect(decodeValue(encodeValue(value))).toEqual(value);
});
