import fc from 'fast-check';
import type { NameParts } from '../../src/domain/identity.js';
import { compareNames, splitName } from '../../src/domain/names.js';

const compare = (one: string, other: string): string => compareNames(splitName(one), splitName(other));

describe('two names', () => {
  test.each([
    ['John Smith', 'Jon Smith'],
    ['JOHN  SMITH', 'john smith'],
    ['Smith, John', 'John Smith'],
    ['Lovelace Ada', 'Ada Lovelace'],
    ['Anna-Lena Koch', 'Annalena Koch'],
    ['Anna-Lena Koch', 'Anna Koch'],
    ['John F. Kennedy', 'John Fitzgerald Kennedy'],
    ['Ludwig van Beethoven', 'Ludwig Beethoven'],
    ['Ursula von der Leyen', 'Leyen, Ursula'],
    ['Juan de la Cruz', 'Juan Delacruz'],
    ["Pat O'Neill", 'Pat O’Neill'],
    ["Pat O'Neill", 'Pat ONeill'],
    ['Müller, Jürgen', 'Juergen Mueller'],
    ['Jürgen Müller', 'Jurgen Muller'],
    ['Jens Groß', 'Jens Gross'],
    ['Işıl Yılmaz', 'ISIL YILMAZ'],
    ['İpek Şahin', 'Ipek Sahin'],
    ['Søren Kierkegård', 'Soren Kierkegaard'],
    ['Łukasz Wałęsa', 'Lukasz Walesa'],
    ['Sophia Katharina Maier', 'Sofia Katarina Maier'],
    ['Micheal Jordan', 'Michael Jordan'],
    ['Grace Hopper', 'Grace Hooper'],
    ['Karin Müller-Schmidt', 'Karin Müller'],
    ['Dr. Ada Lovelace, PhD', 'Ada Lovelace'],
    ['Ada Lovelace (Support)', 'Ada Lovelace'],
    ['adalovelace', 'Ada Lovelace'],
    ['John Smith Jr.', 'John Smith, Junior'],
    ['李明', '明 李'],
    ['Фёдор Иванов', 'Федор Иванов'],
  ])('%s and %s are the same', (one, other) => {
    expect(compare(one, other)).toBe('SAME');
  });

  test.each([
    ['Ada Lovelace', 'Grace Hopper'],
    ['Ali Khan', 'Alia Khan'],
    ['Mario Rossi', 'Maria Rossi'],
    ['Jan Novak', 'Jana Novak'],
    ['Lena Hofmann', 'Lina Hofmann'],
    ['Tim Hofmann', 'Tom Hofmann'],
    ['Christian Koch', 'Christina Koch'],
    ['Stefan Vogt', 'Stefanie Vogt'],
    ['Leon Vogt', 'Leonie Vogt'],
    ['Elena Vogt', 'Helena Vogt'],
    ['Andrea Vogt', 'Andreas Vogt'],
    ['Anna-Lena Koch', 'Anna-Maria Koch'],
    ['J. Smith', 'Peter Smith'],
    ['John Smith Jr.', 'John Smith Sr.'],
    ['Simon Hofmann', 'Petra Simon'],
    ['Martin Vogt', 'Marvin Lehmann'],
    ['Ada Lovelace', 'Grace'],
    ['李明', '王明'],
    ['Иван Петров', 'Пётр Петров'],
  ])('%s and %s contradict each other', (one, other) => {
    expect(compare(one, other)).toBe('DIFFERENT');
  });

  test.each([
    ['J. Smith', 'John Smith'],
    ['Anna Schmidt', 'Anna Müller'],
    ['Bob Smith', 'Robert Smith'],
    ['Alex Smith', 'Alexander Smith'],
    ['Martina Koch', 'Martna Koch'],
    ['Lena Koch', 'Anna-Lena Koch'],
    ['Ada', 'Ada Lovelace'],
    ['Lovelace', 'Ada Lovelace'],
    ['Schmidt', 'Schmidt'],
    ['John Smith Jr.', 'John Smith'],
    ['דוד כהן', 'David Cohen'],
    ['Иван Петров', 'Ivan Petrov'],
    ['', 'Ada Lovelace'],
    ['null', 'Ada Lovelace'],
    ['Unknown', 'Ada Lovelace'],
    ['ada@example.com', 'Grace Hopper'],
  ])('nobody can tell whether %j is %j', (one, other) => {
    expect(compare(one, other)).toBe('UNKNOWN');
  });

  it('are the same where one stands in one field as a whole', () => {
    expect(compareNames({ given: 'Ada Lovelace', family: '' }, { given: 'Ada', family: 'Lovelace' })).toBe('SAME');
    expect(compareNames({ given: '-', family: 'Lovelace, Ada' }, { given: 'Ada', family: 'Lovelace' })).toBe('SAME');
    expect(compareNames({ given: '明', family: '李' }, { given: '李明', family: '' })).toBe('SAME');
  });
});

const letters = fc.constantFrom(...'abcdefghijklmnoprstuvwyzäöüßéøıçñАБвгשרתלكتب李明');
const word = fc.string({ unit: letters, minLength: 2, maxLength: 9 });
const part = fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join(' '));
const likely = fc.constantFrom(
  'Anna',
  'Anna-Lena',
  'A.',
  'Jan',
  'Jana',
  'von Ahn',
  'Ahn',
  'Müller',
  'Mueller',
  'Jr.',
  '',
);
const name: fc.Arbitrary<NameParts> = fc.record({ given: fc.oneof(part, likely), family: fc.oneof(part, likely) });
/** Long enough to be no title by accident. */
const known = fc.oneof(
  fc.constantFrom('Al', 'Jo', 'Li', '明'),
  fc.string({ unit: letters, minLength: 5, maxLength: 9 }),
);
const fullName: fc.Arbitrary<NameParts> = fc.record({ given: known, family: known });
const mark = fc.constantFrom('\u0300', '\u0301', '\u0308', '\u030c', '\u0327', '');

/** Puts a mark behind each letter. */
const marked = (text: string, marks: readonly string[]): string =>
  Array.from(text, (letter, index) =>
    /\p{L}/u.test(letter) ? letter + (marks[index % marks.length] ?? '') : letter,
  ).join('');

describe('any two names', () => {
  it('compare the same in both directions', () => {
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(compareNames(one, other)).toBe(compareNames(other, one));
      }),
      { numRuns: 1_500 },
    );
  });

  it('are the same where they are one', () => {
    fc.assert(
      fc.property(fullName, (one) => {
        expect(compareNames(one, { ...one })).toBe('SAME');
      }),
      { numRuns: 1_000 },
    );
  });

  it('compare the same with other marks, capitals and gaps', () => {
    const marks = fc.array(mark, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(name, name, marks, (one, other, chosen) => {
        const dressed = { given: ` ${marked(one.given, chosen)}`, family: `${marked(one.family, chosen)}  ` };
        expect(compareNames(dressed, other)).toBe(compareNames(one, other));
        const shouted = { given: one.given.toUpperCase(), family: one.family.toUpperCase() };
        expect(compareNames(shouted, other)).toBe(compareNames(one, other));
      }),
      { numRuns: 1_500 },
    );
  });

  it('may be any texts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ unit: 'binary' }), (one, other) => {
        expect(['SAME', 'DIFFERENT', 'UNKNOWN']).toContain(compare(one, other));
      }),
    );
  });
});
