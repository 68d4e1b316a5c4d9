import type { Word } from './name-words.js';

/** Short forms that are not the beginning of the full name. Each line is one name, in lower case without marks. */
const names = `
  robert bob bobby
  william bill billy will willy
  richard dick rick
  james jim jimmy
  john jack johnny
  michael mike mick micha
  charles chuck charlie
  edward ted ned eddie
  henry harry hank
  anthony tony
  antonio tony toni
  margaret peggy meg maggie
  elizabeth liz lisa betty beth
  katherine kate katie kathy kitty
  dorothy dot dolly
  mary molly polly
  stephen steven steve
  philip phil
  alexander sascha sasha sandro
  johannes hans hannes
  friedrich fritz
  heinrich heinz
  wilhelm willi
  joseph josef sepp joe
  sebastian basti
  margarete gretel grete
  francisco paco pancho
  jose pepe
  giuseppe beppe
  ignacio nacho
  dolores lola
  guadalupe lupe
  dmitri dima
  mikhail misha
  ekaterina katya
`;

const familiesOf = new Map<string, Set<number>>();
names
  .trim()
  .split('\n')
  .forEach((line, family) => {
    for (const name of line.trim().split(' '))
      familiesOf.set(name, (familiesOf.get(name) ?? new Set<number>()).add(family));
  });

/** Lengths of what is taken for the beginning of a longer name: Leon is not short for Leonie. */
const shortest = 3;
const longest = 5;
const leastCutOff = 3;

/** Whether one of two given names may be short for the other: Alex for Alexander, Bob for Robert. */
export function isShortForm(one: Word, other: Word): boolean {
  const families = familiesOf.get(other.folded);
  if (families && [...(familiesOf.get(one.folded) ?? [])].some((family) => families.has(family))) return true;
  return isBeginning(one.folded, other.folded) || isBeginning(one.spelling, other.spelling);
}

function isBeginning(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  const isShort = short.length >= shortest && short.length <= longest && long.length - short.length >= leastCutOff;
  return isShort && long.startsWith(short);
}
