import { baseline } from './contenders.js';
import type { Line } from './rounds.js';
import { judge, type Results, type Target } from './targets.js';

const digits = (value: number): number => (value < 10 ? 1 : 0);

/** A table in Markdown, so that it can be read in a terminal and pasted into the documents. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, column) => '-'.repeat(column === 0 ? width : width - 1) + (column === 0 ? '' : ':'));
  return [line(heads), line(rule), ...rows.map(line)].join('\n');
}

function tableOf(query: string, lines: readonly Line[]): string {
  const reference = lines.find(({ contender }) => contender === baseline);
  const times = (own: number | undefined, other: number | undefined): string =>
    own && other ? `${(own / other).toFixed(1)}×` : '–';
  return table(
    [query, 'answers/s', 'from', 'to', 'ratio', 'CPU ms/answer', 'CPU ratio', 'calls/answer', 'median ms', 'p99 ms'],
    [...lines]
      .sort((a, b) => b.rate - a.rate)
      .map((line) => [
        line.contender,
        line.rate.toFixed(0),
        line.lowest.toFixed(0),
        line.highest.toFixed(0),
        times(line.rate, reference?.rate),
        line.processor?.toFixed(3) ?? '–',
        times(reference?.processor, line.processor),
        line.calls.toFixed(1),
        line.median.toFixed(digits(line.median)),
        line.p99.toFixed(digits(line.p99)),
      ]),
  );
}

export const targetTable = (targets: readonly Target[]): string =>
  table(
    ['target', 'wanted', 'reached', ''],
    targets.map(({ name, wanted, reached, isMet }) => [name, wanted, reached, isMet ? 'met' : 'MISSED']),
  );

/** Everything that was measured, as text. */
export function describe(results: Results): string {
  const queries = [...new Set(results.lines.map(({ query }) => query))];
  const memory = Object.entries(results.memory).flatMap(([process, megabytes]) =>
    megabytes === undefined ? [] : [`${process} ${Math.round(megabytes)}`],
  );
  return [
    ...queries.map((query) =>
      tableOf(
        query,
        results.lines.filter((line) => line.query === query),
      ),
    ),
    targetTable(judge(results)),
    `Peak memory in MB: ${memory.join(', ')}`,
  ].join('\n\n');
}
