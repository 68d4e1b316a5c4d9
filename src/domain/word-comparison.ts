import { editDistance } from './edit-distance.js';
import type { Word } from './name-words.js';
import { isShortForm } from './short-names.js';

/** What two words, or two given names, are to each other. `NEAR`: a slip of the hand, an initial or a short form. */
export type Closeness = 'SAME' | 'NEAR' | 'DIFFERENT' | 'UNKNOWN';

/** Shorter names are one letter away from too many others: Lena and Lina, Tim and Tom. */
const shortestMisspelled = 5;
/** From here on two slips may be taken for slips. */
const shortestMisspelledTwice = 8;

/** One letter that stands for a name. */
export const isInitial = (word: Word): boolean => word.folded.length === 1 && !word.isIdeographic;

/** Compares two given names. */
export function compareWord(one: Word, other: Word): Closeness {
  if (one.script !== other.script) return 'UNKNOWN';
  if (isInitial(one) || isInitial(other))
    return one.folded.startsWith(other.folded) || other.folded.startsWith(one.folded) ? 'NEAR' : 'DIFFERENT';
  if (one.spelling === other.spelling || isSwapped(one, other)) return 'SAME';
  return isShortForm(one, other) || (endsAlike(one, other) && isMisspelled(one, other)) ? 'NEAR' : 'DIFFERENT';
}

/** Whether one may be the other with a slip of the hand. */
export function isMisspelled(one: Word, other: Word): boolean {
  if (one.script !== other.script || one.isIdeographic) return false;
  const length = Math.min(one.folded.length, other.folded.length);
  if (length < shortestMisspelled) return false;
  const distance = Math.min(editDistance(one.folded, other.folded), editDistance(one.spelling, other.spelling));
  return distance <= (length < shortestMisspelledTwice ? 1 : 2);
}

/** Two neighbours within the name swapped: no other name comes of that (Michael and Micheal). */
const isSwapped = (one: Word, other: Word): boolean =>
  endsAlike(one, other) &&
  isMisspelled(one, other) &&
  one.folded.length === other.folded.length &&
  editDistance(one.folded, other.folded) === 1 &&
  lettersOf(one) === lettersOf(other);

const lettersOf = ({ folded }: Word): string => Array.from(folded).sort().join('');

/** Another first or last letter makes another name: Elena and Helena, Jan and Jana, Christian and Christina. */
const endsAlike = (one: Word, other: Word): boolean =>
  one.spelling.at(0) === other.spelling.at(0) && one.spelling.at(-1) === other.spelling.at(-1);
