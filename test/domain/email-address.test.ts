import fc from 'fast-check';
import { GraphQLEmailAddress } from 'graphql-scalars';
import { toEmailAddress } from '../../src/domain/email-address.js';

const isTakenByTheSchema = (text: string): boolean => {
  try {
    GraphQLEmailAddress.serialize(text);
    return true;
  } catch {
    return false;
  }
};

/** Texts that are nearly an address. */
const nearly = fc
  .array(
    fc.constantFrom(
      ...[
        'ada',
        'Ada',
        'ä',
        '@',
        '.',
        '..',
        '-',
        '_',
        '+',
        "'",
        ' ',
        '\n',
        '"',
        '(',
        'example',
        'com',
        '127',
        '[',
        '\\',
      ],
      'l'.repeat(63),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

describe('an e-mail address', () => {
  test('is what the schema can answer, and nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(nearly, fc.emailAddress(), fc.string()), (text) => {
        const candidate = text.trim().toLowerCase();
        expect(toEmailAddress(text)).toBe(isTakenByTheSchema(candidate) ? candidate : null);
      }),
      { numRuns: 3_000 },
    );
  });

  test.each([
    [' Ada.Lovelace@Example.COM ', 'ada.lovelace@example.com'],
    ['ada@localhost', 'ada@localhost'],
    ["o'neill+news@sub.example.com", "o'neill+news@sub.example.com"],
    ['', null],
    ['ada', null],
    ['ada@-example.com', null],
    ['ada@example..com', null],
    [`ada@${'l'.repeat(64)}.com`, null],
    ['ada@example.com, grace@example.com', null],
  ])('%j is %j', (text, expected) => {
    expect(toEmailAddress(text)).toBe(expected);
  });
});
