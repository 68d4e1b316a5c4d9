import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BenchCase, bodyOf } from './cases.js';
import { type Contender, headers } from './contenders.js';
import { openPostgres } from './databases.js';
import { Field } from './field.js';
import { table, targetTable } from './report.js';
import { median } from './rounds.js';
import type { Target } from './targets.js';

/** What a durable write costs beyond the vendor's call, on both stores. */
const write: BenchCase = {
  name: 'track',
  query: `mutation Track($userId: ID!) {
    track(input: { userId: $userId, event: "Benchmarked" }) { write { state } }
  }`,
  // Each connection writes of somebody else: writes of one record go one by one.
  variables: (variant) => ({ userId: `user-${variant}` }),
  rows: 0,
};

const { values } = parseArgs({ options: { seconds: { type: 'string' } } });
/** Of each figure, in seconds; whoever asks for more than the usual wants to see whether it lasts, in one round. */
const seconds = Number(values.seconds ?? 4);
const rounds = values.seconds === undefined ? 3 : 1;
const connections = 64;
/** In seconds, of each contender: what V8 compiles in its first quarter of a minute under load says nothing of a service that runs. */
const warmUp = 15;
const floor: Contender = { name: 'floor: the vendor call, node:http and got', process: 'vendor-call' };
const embedded: Contender = { name: 'this server, embedded store', process: 'uncached' };

interface Line {
  readonly contender: string;
  /** Milliseconds, one write after the other. */
  readonly median: number;
  readonly p99: number;
  /** Writes a second, of many callers. */
  readonly rate: number;
  readonly loadedMedian: number;
}

/** @throws where a write is not delivered. */
async function check(field: Field, { name, process }: Contender): Promise<void> {
  const { url } = await field.start(process);
  const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: bodyOf(write, 0) };
  const text = await (await fetch(url, init)).text();
  if (!text.includes('"state":"DELIVERED"')) throw new Error(`${name} does not deliver: ${text.slice(0, 300)}`);
}

async function measure(field: Field, contenders: readonly Contender[]): Promise<Line[]> {
  for (const contender of contenders) {
    await check(field, contender);
    await field.measure(contender, write, warmUp, connections);
  }
  const alone = new Map(contenders.map(({ name }) => [name, [] as { median: number; p99: number }[]]));
  const loaded = new Map(contenders.map(({ name }) => [name, [] as { median: number; rate: number }[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) {
      alone.get(contender.name)?.push(await field.measure(contender, write, seconds, 1));
      loaded.get(contender.name)?.push(await field.measure(contender, write, seconds, connections));
    }
  }
  return contenders.map(({ name }) => ({
    contender: name,
    median: median((alone.get(name) ?? []).map((figures) => figures.median)),
    p99: median((alone.get(name) ?? []).map((figures) => figures.p99)),
    rate: median((loaded.get(name) ?? []).map((figures) => figures.rate)),
    loadedMedian: median((loaded.get(name) ?? []).map((figures) => figures.median)),
  }));
}

function judge([reference, ...stores]: readonly Line[]): Target[] {
  return stores.flatMap(({ contender, median: own, rate }) => {
    const added = own - (reference?.median ?? 0);
    return [
      {
        name: `${contender}: added to the vendor call at the median`,
        wanted: 'under 2 ms',
        reached: `${added.toFixed(2)} ms`,
        isMet: added < 2,
      },
      {
        name: `${contender}: writes a second, ${connections} callers`,
        wanted: 'at least 500',
        reached: rate.toFixed(0),
        isMet: rate >= 500,
      },
    ];
  });
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The server does not compile.');
  const postgres = await openPostgres();
  if (!postgres) say('No PostgreSQL database can be made at BENCH_DATABASE_URL: it is left out.');
  const shared: Contender[] = postgres
    ? [{ name: 'this server, PostgreSQL', process: `postgres ${postgres.url}` }]
    : [];
  const field = await Field.open();
  let lines: Line[];
  try {
    lines = await measure(field, [floor, embedded, ...shared]);
  } finally {
    await field.close();
    await postgres?.drop();
  }
  const rows = lines.map((line) => [
    line.contender,
    line.median.toFixed(2),
    line.p99.toFixed(1),
    line.rate.toFixed(0),
    line.loadedMedian.toFixed(0),
  ]);
  say(table(['writes', 'median ms alone', 'p99 ms alone', 'writes/s', 'median ms under load'], rows));
  say(`\n${targetTable(judge(lines))}`);
  if (values.seconds !== undefined) return;
  writeFileSync(join(import.meta.dirname, 'results/writes.json'), `${JSON.stringify({ lines }, undefined, 2)}\n`);
}

await main();
