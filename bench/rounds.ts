import type { BenchCase } from './cases.js';
import { answers, contenders } from './contenders.js';
import type { Field, Figures } from './field.js';
import type { Options } from './options.js';

/** The figures of one contender at one query: the median of all rounds, each figure by itself. */
export interface Line extends Figures {
  readonly query: string;
  readonly contender: string;
  /** The smallest and the largest rate of the rounds: how far the machine varies. */
  readonly lowest: number;
  readonly highest: number;
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
};

/**
 * All contenders at all queries, round by round: what disturbs the machine for a while disturbs all of them.
 * Every other round goes backwards, so that nobody always follows the same neighbour.
 */
export async function runRounds(
  field: Field,
  queries: readonly BenchCase[],
  { rounds, warmUp, measure, connections }: Options,
  note: (progress: string) => void,
): Promise<Line[]> {
  const pairs = queries.flatMap((query) =>
    contenders.flatMap((contender) => (answers(contender, query.name) ? [{ contender, query }] : [])),
  );
  for (const { contender, query } of warmUp > 0 ? pairs : []) {
    note(`warming up: ${query.name}, ${contender.name}`);
    await field.measure(contender, query, warmUp, connections);
  }
  const measured = pairs.map((): Figures[] => []);
  for (let round = 1; round <= rounds; round += 1) {
    const order = [...pairs.entries()];
    if (round % 2 === 0) order.reverse();
    for (const [index, { contender, query }] of order) {
      note(`round ${round} of ${rounds}: ${query.name}, ${contender.name}`);
      measured[index]?.push(await field.measure(contender, query, measure, connections));
    }
  }
  return pairs.map(({ contender, query }, index) => {
    const figures = measured[index] ?? [];
    const middle = (pick: (one: Figures) => number) => median(figures.map(pick));
    const rates = figures.map(({ rate }) => rate);
    return {
      query: query.name,
      contender: contender.name,
      rate: middle(({ rate }) => rate),
      lowest: Math.min(...rates),
      highest: Math.max(...rates),
      processor: figures.every(({ processor }) => processor !== undefined)
        ? middle(({ processor }) => processor ?? NaN)
        : undefined,
      calls: middle(({ calls }) => calls),
      median: middle((one) => one.median),
      p99: middle(({ p99 }) => p99),
    };
  });
}
