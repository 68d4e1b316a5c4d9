import type { NameParts } from './identity.js';
import { type NameWords, type Word, wordsOf } from './name-words.js';
import { type Closeness, compareWord, isInitial, isMisspelled } from './word-comparison.js';

export { splitName } from './name-words.js';

/**
 * Whether two names can be of one person. `UNKNOWN` is everything between the two others: different scripts, a part
 * that one of them does not have, an initial, a short form, a changed family name.
 */
export type NameComparison = 'SAME' | 'DIFFERENT' | 'UNKNOWN';

/**
 * Compares what is left of two names after capitals, marks, titles, the order of the parts, and usual variants of
 * spelling have been taken away.
 *
 * The given name decides: whoever shares an identifier and a family name may be a twin or a spouse. Names are the same
 * where the given names are, and the family names up to a slip of the hand. They differ where the given names do; a
 * changed last letter makes another given name (Jan and Jana, Mario and Maria), and so does any in a short one.
 */
export function compareNames(one: NameParts, other: NameParts): NameComparison {
  const left = wordsOf(one);
  const right = wordsOf(other);
  const comparison = compareWords(left, right);
  if (left.generation === right.generation || comparison === 'DIFFERENT') return comparison;
  return left.generation && right.generation ? 'DIFFERENT' : 'UNKNOWN';
}

function compareWords(left: NameWords, right: NameWords): NameComparison {
  if ((isWhole(left) || isWhole(right)) && [...left.wholes].some((whole) => right.wholes.has(whole))) return 'SAME';
  const [leftParts, rightParts] = [partsOf(left), partsOf(right)];
  if (leftParts.length === 0 || rightParts.length === 0) return 'UNKNOWN';
  if (leftParts.length === 2 && rightParts.length === 2) return compareFull(left, right);
  // Of a single part nobody knows which one it is.
  const fits = leftParts.some((one) => rightParts.some((other) => compareGiven(one, other) !== 'DIFFERENT'));
  return fits ? 'UNKNOWN' : 'DIFFERENT';
}

const partsOf = ({ given, family }: NameWords): (readonly Word[])[] =>
  [given, family].filter(({ length }) => length > 0);

/** Whether it is enough of a name to tell people apart. */
function isWhole({ given, family }: NameWords): boolean {
  const words = [...given, ...family];
  if (words.some((word) => word.isIdeographic)) return words.map(({ folded }) => folded).join('').length > 1;
  return words.filter((word) => !isInitial(word)).length > 1;
}

function compareFull(left: NameWords, right: NameWords): NameComparison {
  const straight = compareParts(left, right);
  const isSame = [straight, compareParts(left, swap(right)), compareParts(swap(left), right)].includes('SAME');
  return isSame ? 'SAME' : straight;
}

const swap = (name: NameWords): NameWords => ({ ...name, given: name.family, family: name.given });

function compareParts(left: NameWords, right: NameWords): NameComparison {
  const given = compareGiven(givenBeside(left, right), givenBeside(right, left));
  const family = compareFamily(left.family, right.family);
  switch (given) {
    case 'SAME':
      // Another family name may be a marriage, or a stranger.
      return family === 'SAME' ? 'SAME' : 'UNKNOWN';
    case 'NEAR':
      return family === 'DIFFERENT' ? 'DIFFERENT' : 'UNKNOWN';
    default:
      return given;
  }
}

/** Where a name of several words was split is a guess: what the other one has for a family name is no given name. */
const givenBeside = ({ given }: NameWords, { family }: NameWords): readonly Word[] =>
  given.filter(({ spelling }, index) => index === 0 || !family.some((word) => word.spelling === spelling));

/** Given names by the first of each; further ones only contradict. */
function compareGiven(left: readonly Word[], right: readonly Word[]): Closeness {
  if (spellingsOf(left).join('') === spellingsOf(right).join('') && left.some((word) => !isInitial(word)))
    return 'SAME';
  const [first, ...further] = left.slice(0, right.length).map((word, index) => compareWord(word, right[index] ?? word));
  if (first === undefined) return 'UNKNOWN';
  // Anna Lena may be called Lena.
  if (first === 'DIFFERENT') return contains(left, right) || contains(right, left) ? 'NEAR' : first;
  return further.includes('DIFFERENT') ? 'DIFFERENT' : first;
}

/** Family names by any word that both have: of Müller-Schmidt many a list knows one half. */
function compareFamily(left: readonly Word[], right: readonly Word[]): NameComparison {
  const pairs = left.flatMap((one) => right.map((other) => [one, other] as const));
  if (pairs.some(([one, other]) => !isInitial(one) && (one.spelling === other.spelling || isMisspelled(one, other))))
    return 'SAME';
  const mayBe = pairs.some(([one, other]) => ['NEAR', 'UNKNOWN'].includes(compareWord(one, other)));
  return mayBe ? 'UNKNOWN' : 'DIFFERENT';
}

const spellingsOf = (words: readonly Word[]): string[] => words.map(({ spelling }) => spelling);

const contains = (all: readonly Word[], some: readonly Word[]): boolean => {
  const spellings = spellingsOf(all);
  return spellingsOf(some).every((spelling) => spellings.includes(spelling));
};
