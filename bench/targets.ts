import { baseline, identical, mercurius, uncached, warm } from './contenders.js';
import type { AddedLatency } from './latency.js';
import type { Linearity } from './linearity.js';
import type { Line } from './rounds.js';

/** One thing that this server set out to reach, and how far it came. */
export interface Target {
  readonly name: string;
  readonly wanted: string;
  readonly reached: string;
  readonly isMet: boolean;
}

export interface Results {
  readonly lines: readonly Line[];
  readonly latency: readonly AddedLatency[];
  readonly linearity: Linearity | undefined;
  /** The most memory of each process, in megabytes. */
  readonly memory: Readonly<Record<string, number | undefined>>;
}

/** How many times as fast: [query, contender, measured against, at least]. */
const ratios = [
  ['batch-10', uncached, baseline, 6],
  ['batch-100', uncached, baseline, 3.5],
  ['batch-10', uncached, mercurius, 1.3],
  ['batch-100', uncached, mercurius, 1.3],
  ['batch-10', warm, baseline, 10],
  ['batch-100', warm, baseline, 10],
  ['batch-10', identical, baseline, 35],
  ['batch-100', identical, baseline, 35],
  ['nested-10', uncached, baseline, 4],
  ['nested-100', uncached, baseline, 4],
  ['trivial', uncached, baseline, 1.8],
] as const;

const largestMemory = 300;
const largestGrowth = 10.5;
const largestMedian = 2;
const largestP99 = 10;

/** What was measured against what is wanted; what was not measured is left out. */
export function judge({ lines, latency, linearity, memory }: Results): Target[] {
  const targets: Target[] = [];
  for (const [query, contender, against, wanted] of ratios) {
    const own = lines.find((line) => line.query === query && line.contender === contender);
    const other = lines.find((line) => line.query === query && line.contender === against);
    if (!own || !other) continue;
    const ratio = own.rate / other.rate;
    const byProcessor =
      own.processor && other.processor ? ` (${(other.processor / own.processor).toFixed(1)} by processor time)` : '';
    targets.push({
      name: `${query}: ${contender} against ${against}`,
      wanted: `at least ${wanted}×`,
      reached: `${ratio.toFixed(1)}×${byProcessor}`,
      isMet: ratio >= wanted,
    });
  }
  for (const { query, median, p99 } of latency) {
    targets.push({
      name: `${query}: added to the slowest vendor call at 100 requests a second`,
      wanted: `median under ${largestMedian} ms, 99th percentile under ${largestP99} ms`,
      reached: `${median.toFixed(1)} ms, ${p99.toFixed(1)} ms`,
      isMet: median < largestMedian && p99 < largestP99,
    });
  }
  if (linearity) {
    targets.push({
      name: 'a thousand rows against a hundred',
      wanted: `at most ${largestGrowth} times the cost`,
      reached: `${linearity.growth.toFixed(1)} times`,
      isMet: linearity.growth <= largestGrowth,
    });
  }
  for (const process of ['uncached', 'warm']) {
    const megabytes = memory[process];
    if (megabytes === undefined) continue;
    targets.push({
      name: `memory of this server at full load, ${process === 'warm' ? 'warm cache' : 'nothing cached'}`,
      wanted: `under ${largestMemory} MB`,
      reached: `${Math.round(megabytes)} MB`,
      isMet: megabytes < largestMemory,
    });
  }
  return targets;
}
