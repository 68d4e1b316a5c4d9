import { caseNamed } from './cases.js';
import { contenders, uncached } from './contenders.js';
import type { Field, Figures } from './field.js';
import { median } from './rounds.js';

/** How the cost of an answer grows with its rows. */
export interface Linearity {
  /** Answers a second of a hundred rows, and of a thousand. */
  readonly hundred: number;
  readonly thousand: number;
  /** How many times the cost of a hundred rows a thousand have. */
  readonly growth: number;
}

/** Fewer than elsewhere: 64 answers of a thousand rows would measure the garbage collector with a heap that nobody has. */
const connections = 8;

/** Both kinds of answers with the same number of connections, in turn. */
export async function measureLinearity(field: Field, seconds: number, rounds: number): Promise<Linearity> {
  const own = contenders.find(({ name }) => name === uncached);
  if (!own) throw new TypeError('This server is a contender.');
  const measure = (name: string): Promise<Figures> => field.measure(own, caseNamed(name), seconds, connections);
  await measure('rows-1000');
  const hundred: Figures[] = [];
  const thousand: Figures[] = [];
  for (let round = 0; round < rounds; round += 1) {
    hundred.push(await measure('batch-100'));
    thousand.push(await measure('rows-1000'));
  }
  const cost = (figures: readonly Figures[]): number =>
    median(figures.map(({ rate, processor }) => processor ?? 1 / rate));
  const rate = (figures: readonly Figures[]): number => median(figures.map((one) => one.rate));
  return { hundred: rate(hundred), thousand: rate(thousand), growth: cost(thousand) / cost(hundred) };
}
