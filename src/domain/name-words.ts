import type { NameParts } from './identity.js';

/** One word of a name, made comparable. */
export interface Word {
  /** In lower case, without marks: `müller` and `Muller` are `muller`. */
  readonly folded: string;
  /** As it sounds: what one name is spelled like in its variants, such as `Sofia` and `Sophia`. */
  readonly spelling: string;
  /** The script of its letters. */
  readonly script: string;
  /** Written with a sign for a syllable or a word, and without gaps: one sign is a word, and two are a whole name. */
  readonly isIdeographic: boolean;
}

/** A name in words, without titles. Particles such as `von` are left out where something stands beside them. */
export interface NameWords {
  readonly given: readonly Word[];
  readonly family: readonly Word[];
  /** `junior`, `iii`: what tells a son from his father. Null where the name has none. */
  readonly generation: string | null;
  /** All of it, in both orders of the parts, in lower case, without marks and gaps. */
  readonly wholes: ReadonlySet<string>;
}

const titles = new Set(
  'dr prof professor mr mrs ms miss sir herr frau hr mme mlle monsieur madame phd md mba msc bsc dipl ing mag familie family'.split(
    ' ',
  ),
);
const particles = new Set(
  'von vom zu zum zur van de den der des del della di da das do dos du la le las los ten ter af av al el bin bint ibn ben y e i o d'.split(
    ' ',
  ),
);
const generations = new Map([
  ['jr', 'junior'],
  ['junior', 'junior'],
  ['sr', 'senior'],
  ['senior', 'senior'],
  ['ii', 'ii'],
  ['iii', 'iii'],
  ['iv', 'iv'],
]);

/** What people write where a form asks for a name and they have none to give. */
const saysNothing = new Set('null none undefined unknown anonymous anonym unbekannt n/a'.split(' '));

/** A name in its words. A name that stands in one part as a whole is split as `splitName` does. */
export function wordsOf(name: NameParts): NameWords {
  const isInParts = textsOf(name.given).length > 0 && textsOf(name.family).length > 0;
  const { given, family } = isInParts ? name : splitName(`${name.given} ${name.family}`);
  const givenTexts = textsOf(given);
  const familyTexts = textsOf(family);
  const generation = familyTexts.map((text) => generations.get(text)).find((found) => found !== undefined) ?? null;
  const own = familyTexts.filter((text) => !generations.has(text));
  const surnames = own.filter((text) => !particles.has(text));
  return {
    // A given name may look like one: Ben, Al.
    given: givenTexts.filter((text, index) => index === 0 || !particles.has(text)).map(toWord),
    family: (surnames.length > 0 ? surnames : own).map(toWord),
    generation,
    wholes: new Set([[...givenTexts, ...own].join(''), [...own, ...givenTexts].join('')]),
  };
}

/**
 * The parts of a name that stands in one text: `Ada Lovelace`, `Lovelace, Ada`, `Ludwig van Beethoven`. The last word
 * is the family name, with the particles before it. A single word is taken for a given name. An e-mail address, and
 * what stands in brackets, is no name.
 */
export function splitName(text: string): NameParts {
  const name = text.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ').trim();
  if (name.includes('@')) return { given: '', family: '' };
  const [first = '', ...others] = name.split(',').map((part) => part.trim());
  const rest = others.filter((part) => !textsOf(part).every((word) => generations.has(word))).join(' ');
  if (rest !== '') return { given: rest, family: first };

  const words = [first, ...others].join(' ').split(/\s+/).filter(Boolean);
  let start = words.findLastIndex((word) => !textsOf(word).every((part) => generations.has(part)));
  while (start > 1 && textsOf(words[start - 1] ?? '').every((part) => particles.has(part))) start--;
  if (start < 1) return { given: words.join(' '), family: '' };
  return { given: words.slice(0, start).join(' '), family: words.slice(start).join(' ') };
}

/** The words of a text in lower case, without marks, titles, and what says nothing. */
function textsOf(text: string): string[] {
  const folded = fold(text);
  if (saysNothing.has(folded.trim())) return [];
  return [...folded.matchAll(/[\p{L}\p{M}]+/gu)].map(([word]) => word).filter((word) => !titles.has(word));
}

function toWord(folded: string): Word {
  const script = scriptOf(folded);
  return { folded, spelling: spellingOf(folded), script, isIdeographic: ideographic.has(script) };
}

/** Letters that Unicode takes for letters of their own, and people for variants of others. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  // Turkish writes ı where others, and most systems, write i.
  ı: 'i',
  ς: 'σ',
};

/** Latin, Greek and Cyrillic marks, Hebrew and Arabic points. In other scripts a mark makes another sound. */
const marks = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]/g;

const fold = (text: string): string =>
  text
    .replace(/['’‘ʼ`´]/g, '')
    .normalize('NFKD')
    .replace(marks, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(marks, '')
    .replace(/[ßæœøłđðþıς]/g, (letter) => letters[letter] ?? letter);

/**
 * One spelling for the usual variants of one name: Müller, Mueller and Muller; Sofia and Sophia; Erik and Eric; Sara
 * and Sarah; Philip and Phillip. Short words are left alone: there a letter more or less is another name (Lee and Le).
 */
function spellingOf(folded: string): string {
  if (folded.length < 4) return folded;
  const sounds = folded
    .replace(/([aou])e/g, '$1')
    .replace(/ph/g, 'f')
    .replace(/sch/g, 'sh')
    .replace(/ck|c/g, 'k')
    .replace(/(?<=.)h/g, '')
    .replace(/(?<=.)z/g, 's')
    .replace(/y/g, 'i');
  return sounds.replace(/(.)\1+/gu, '$1');
}

const scripts = (
  'Latin Cyrillic Greek Armenian Georgian Hebrew Arabic Ethiopic Devanagari Bengali Gurmukhi Gujarati Tamil Telugu ' +
  'Kannada Malayalam Sinhala Thai Lao Khmer Myanmar Tibetan Han Hiragana Katakana Hangul'
)
  .split(' ')
  .map((name) => ({ name, pattern: new RegExp(`^\\p{Script=${name}}`, 'u') }));

const ideographic = new Set(['Han', 'Hiragana', 'Katakana', 'Hangul']);

const scriptOf = (folded: string): string => scripts.find(({ pattern }) => pattern.test(folded))?.name ?? 'other';
