import fc from 'fast-check';
import { InputError } from '../../src/errors.js';
import { decodeOffset, decodePosition, encodeOffset, encodePosition } from '../../src/services/cursor.js';

const offsets = fc.record({ offset: fc.nat(), id: fc.string({ unit: 'binary' }) });
const positions = fc.record({ joinedAt: fc.date({ noInvalidDate: true }), id: fc.string({ unit: 'binary' }) });

describe('a cursor', () => {
  it('of a list of a vendor means the place that it was made from', () => {
    fc.assert(
      fc.property(offsets, (place) =>
        expect(decodeOffset('searchContacts', encodeOffset('searchContacts', place))).toEqual(place),
      ),
    );
  });

  it('of a list of memberships means the place that it was made from', () => {
    fc.assert(fc.property(positions, (place) => expect(decodePosition(encodePosition(place))).toEqual(place)));
  });

  it('can stand in a URL and in a query as it is', () => {
    fc.assert(
      fc.property(offsets, positions, (offset, position) => {
        expect(encodeOffset('accountUsers', offset)).toMatch(/^[\w-]+$/);
        expect(encodePosition(position)).toMatch(/^[\w-]+$/);
      }),
    );
  });

  it('that is absent means the start of the list', () => {
    expect(decodeOffset('accountUsers', undefined)).toBeUndefined();
    expect(decodePosition(undefined)).toBeUndefined();
  });

  it('of one list is refused by every other', () => {
    const offset = encodeOffset('searchContacts', { offset: 1, id: 'a' });
    expect(() => decodeOffset('recentContacts', offset)).toThrow(InputError);
    expect(() => decodePosition(offset)).toThrow(InputError);
    const position = encodePosition({ joinedAt: new Date(), id: 'a' });
    expect(() => decodeOffset('searchContacts', position)).toThrow(InputError);
  });

  it('that nobody made is refused by name, without repeating it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 3 }), (text) => {
        for (const decode of [decodePosition, (cursor: string) => decodeOffset('searchContacts', cursor)]) {
          try {
            decode(text);
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
            expect(error).toMatchObject({ code: 'BAD_USER_INPUT', fields: ['after'] });
            expect((error as Error).cause).toBeUndefined();
            continue;
          }
          throw new Error('A text that nobody made was taken for a cursor.');
        }
      }),
    );
  });

  const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  it.each([
    ['an offset below zero', encoded(['searchContacts', -1, 'a'])],
    ['half an offset', encoded(['searchContacts', 1.5, 'a'])],
    ['an offset as text', encoded(['searchContacts', '1', 'a'])],
    ['no id', encoded(['searchContacts', 1])],
    ['more than it should hold', encoded(['searchContacts', 1, 'a', 'b'])],
    ['an object', encoded({ offset: 1, id: 'a' })],
    ['null', encoded(null)],
    ['no JSON', Buffer.from('offset 1').toString('base64url')],
    ['nothing', ''],
  ])('that holds %s is refused', (_, cursor) => {
    expect(() => decodeOffset('searchContacts', cursor)).toThrow(/^after is not a cursor of this list/);
  });

  it('with a time outside the calendar is refused', () => {
    expect(() => decodePosition(encoded(['membership', 8.64e15 + 1, 'a']))).toThrow(InputError);
  });
});
