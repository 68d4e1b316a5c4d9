import type { MemoryLog, Trend } from './memory.js';
import type { Tally } from './tally.js';

interface Findings {
  readonly tally: Tally;
  readonly memory: MemoryLog;
  readonly milliseconds: number;
  /** How many faults were switched on. */
  readonly faults: number;
  /** Seconds at the start in which memory may grow. */
  readonly warmUp: number;
}

/** By how much memory may grow after the warm-up, in megabytes; below that it is the noise of a run. */
const tolerance = { heap: 6, rss: 30 };

/** Prints what was found. @returns whether the soak has failed. */
export function report({ tally, memory, milliseconds, faults, warmUp }: Findings): boolean {
  const heap = memory.trend('heap', warmUp);
  const rss = memory.trend('rss', warmUp);
  if (heap.growth > tolerance.heap) tally.violation(`the heap grew by ${heap.growth.toFixed(1)} MB after the warm-up`);
  if (rss.growth > tolerance.rss) tally.violation(`memory grew by ${rss.growth.toFixed(1)} MB after the warm-up`);
  const lines: readonly (readonly [string, string])[] = [
    ['length', `${Math.round(milliseconds / 1_000)} s, ${faults} faults switched on and off`],
    ['operations', `${tally.operations}, ${Math.round((tally.operations * 1_000) / milliseconds)} a second`],
    ['with a coded error', `${tally.withErrors} (${share(tally.withErrors, tally.operations)})`],
    ['errors by code', [...tally.codes].map(([code, count]) => `${code} ${count}`).join(', ') || 'none'],
    ['values compared with the truth', String(tally.valuesChecked)],
    ['answered past their time, marked', String(tally.stale)],
    ['from the cache', `${tally.cacheHits}; shared with another read under way: ${tally.coalesced}`],
    ['records written', `${tally.writes}, ${tally.acknowledged} acknowledged`],
    ['clients that hung up', String(tally.hungUp)],
    [
      'time to answer',
      `${[0.5, 0.99, 1].map((at) => `${Math.round(tally.percentile(at))} ms`).join(' / ')} (median / 99 % / longest)`,
    ],
    ['heap after collection', trend(heap)],
    ['resident memory', `${trend(rss)}, peak ${Math.round(memory.peak)} MB`],
    ['violations', String(tally.violations.length)],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  for (const [name, value] of lines) console.log(`${name.padEnd(width)}  ${value}`);
  for (const violation of tally.violations) console.log(`  - ${violation}`);
  console.log(tally.violations.length > 0 ? 'FAILED' : 'PASSED');
  return tally.violations.length > 0;
}

const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

const trend = ({ mean, slope, growth }: Trend): string =>
  `${mean.toFixed(1)} MB on average after the warm-up, ${signed(slope)} MB a minute, ${signed(growth)} MB in all`;

const signed = (number: number): string => `${number < 0 ? '−' : '+'}${Math.abs(number).toFixed(1)}`;
