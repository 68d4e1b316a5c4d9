import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import 'reflect-metadata';
import { measureEmbedded, measurePostgres, type StoreFigures } from './linking/stores.js';
import { table, targetTable } from './report.js';
import type { Target } from './targets.js';

/** What it takes to import a million links, and to find whose a record is among them afterwards. */
const { values } = parseArgs({
  options: { links: { type: 'string', default: '1000000' }, only: { type: 'string', default: '' } },
});
const links = Number(values.links);
const resultsFile = join(import.meta.dirname, 'results/links.json');

type Results = Record<string, StoreFigures>;

function importTable(results: Results): string {
  const rows = Object.entries(results).flatMap(([store, { links: count, quarter, whole, floor }]) => {
    const line = (name: string, seconds: number, processor: number, megabytes?: number): string[] => [
      `${name}, ${store}`,
      seconds.toFixed(0),
      processor.toFixed(0),
      `${(processor / floor.processor).toFixed(1)}×`,
      megabytes?.toFixed(0) ?? '–',
    ];
    return [
      line('floor: the rows alone', floor.seconds, floor.processor),
      ...[[count, whole] as const, [count / 4, quarter] as const].map(
        ([lines, { seconds, processor, postgresProcessor, megabytes }]) =>
          line(`${lines.toLocaleString('en')} lines`, seconds, processor + postgresProcessor, megabytes),
      ),
    ];
  });
  return table(['an import', 'seconds', 'processor s', 'ratio', 'peak MB'], rows);
}

function lookupTable(results: Results): string {
  const rows = Object.entries(results).flatMap(([store, { lookup, row }]) =>
    [[`floor: a row by its key, ${store}`, row] as const, [`whose a record is, ${store}`, lookup] as const].map(
      ([name, { median, p99 }]) => [
        name,
        median.toFixed(3),
        `${(median / row.median).toFixed(1)}×`,
        p99.toFixed(3),
        `${(p99 / row.p99).toFixed(1)}×`,
      ],
    ),
  );
  return table([`a lookup`, 'median ms', 'ratio', 'p99 ms', 'ratio'], rows);
}

const judge = ([store, { lookup, quarter, whole }]: [string, StoreFigures]): Target[] => [
  {
    name: `${store}: an import`,
    wanted: 'under two minutes',
    reached: `${whole.seconds.toFixed(0)} s`,
    isMet: whole.seconds < 120,
  },
  {
    name: `${store}: peak memory of an import, against that of a quarter of it`,
    wanted: 'at most 1.2 times',
    reached: `${(whole.megabytes / quarter.megabytes).toFixed(2)} times`,
    isMet: whole.megabytes <= 1.2 * quarter.megabytes,
  },
  {
    name: `${store}: a lookup at the median, and at the 99th percentile`,
    wanted: 'under 1 ms',
    reached: `${lookup.median.toFixed(3)} ms, ${lookup.p99.toFixed(3)} ms`,
    isMet: lookup.p99 < 1,
  },
];

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function measure(): Promise<Results> {
  const results: Results = {};
  if (values.only !== 'PostgreSQL') results['embedded'] = await measureEmbedded(links);
  if (values.only === 'embedded') return results;
  const postgres = await measurePostgres(links);
  if (postgres) results['PostgreSQL'] = postgres;
  else say('No PostgreSQL database can be made at BENCH_DATABASE_URL: it is left out.');
  return results;
}

const measured = await measure();
say(`${links.toLocaleString('en')} links\n\n${importTable(measured)}\n\n${lookupTable(measured)}`);
say(`\n${targetTable(Object.entries(measured).flatMap(judge))}`);
// What was left out keeps its figures.
const before = JSON.parse(await readFile(resultsFile, 'utf8')) as Results;
await writeFile(resultsFile, `${JSON.stringify({ ...before, ...measured }, undefined, 2)}\n`);
