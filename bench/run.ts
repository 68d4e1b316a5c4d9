import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { cases, thousandRows } from './cases.js';
import { uncached } from './contenders.js';
import { Field } from './field.js';
import { type AddedLatency, measureAddedLatency } from './latency.js';
import { type Linearity, measureLinearity } from './linearity.js';
import { type Options, readOptions, usage } from './options.js';
import { isPinned } from './processes.js';
import { profile } from './profile.js';
import { describe } from './report.js';
import { runRounds } from './rounds.js';
import { judge, type Results } from './targets.js';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** One line that replaces the one before, where there is somebody to see it. */
const note = (text: string): void => {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${text}`);
};

function build(): void {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The server does not compile.');
}

async function measure(options: Options): Promise<Results> {
  const queries = cases.filter(({ name }) => name.includes(options.only));
  if (queries.length === 0) throw new Error(`No query has "${options.only}" in its name.`);
  const hasBatch = queries.some(({ name }) => name === 'batch-100');
  const field = await Field.open();
  try {
    await field.startAll();
    for (const query of queries) await field.check(query);
    say('All contenders give the same JSON.');
    const lines = await runRounds(field, queries, options, note);
    // Before what only this server is asked for: this is the load that the contenders share.
    const memory = await field.peakMemory();
    const latency: AddedLatency[] = [];
    let linearity: Linearity | undefined;
    if (hasBatch) {
      await field.stopAllBut('uncached');
      note(`linearity: ${uncached}`);
      await field.check(thousandRows, []);
      linearity = await measureLinearity(field, options.measure, options.rounds);
      for (const query of ['batch-10', 'batch-100']) {
        note(`added latency: ${query}`);
        latency.push(await measureAddedLatency(field, query, options.latency));
      }
    }
    note('');
    return { lines, latency, linearity, memory };
  } finally {
    await field.close();
  }
}

function write(results: Results, options: Options, seconds: number): string {
  const file = join(import.meta.dirname, 'results', options.quick || options.only ? 'partial.json' : 'latest.json');
  const machine = {
    processor: cpus()[0]?.model,
    cores: availableParallelism(),
    isPinned,
    node: process.version,
  };
  const about = { at: new Date().toISOString(), seconds, machine, options, targets: judge(results) };
  mkdirSync(join(import.meta.dirname, 'results'), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...about, ...results }, undefined, 2)}\n`);
  return file;
}

async function main(): Promise<void> {
  const started = performance.now();
  const options = readOptions();
  if (options.help) {
    say(usage);
    return;
  }
  if (options.build) build();
  if (options.profile !== undefined) {
    say(await profile(options.profile, options.quick ? 2 : 10, options.connections));
    return;
  }
  if (!isPinned) say('Processes are not held to one core here (taskset is missing): read the figures with care.');
  const results = await measure(options);
  const seconds = Math.round((performance.now() - started) / 1_000);
  say(describe(results));
  say(`\n${seconds} s in all. Written to ${write(results, options, seconds)}`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

main().catch((error: unknown) => {
  const isUsage = error instanceof TypeError && 'code' in error;
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n${isUsage ? `${usage}\n` : ''}`);
  process.exit(1);
});
