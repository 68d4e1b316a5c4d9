import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const project = join(import.meta.dirname, '../..');

/** A clock tick of Linux's process statistics, in seconds. */
const tick = 0.01;

export interface ImportFigures {
  readonly seconds: number;
  /** Seconds of the processor: of the command, and of all processes of PostgreSQL while it ran. */
  readonly processor: number;
  readonly postgresProcessor: number;
  /** The most memory that the command had. */
  readonly megabytes: number;
}

/** Runs the command as npm runs it, in a process of its own. */
export async function measureImport(
  file: string,
  directory: string,
  environment: Readonly<Record<string, string>>,
): Promise<ImportFigures> {
  const usageFile = join(directory, 'usage.json');
  const flags = await flagsOfCommand();
  const before = postgresSeconds();
  const begun = performance.now();
  const child = spawn(process.execPath, ['--import', join(import.meta.dirname, 'usage.mjs'), ...flags, file], {
    cwd: project,
    env: { PATH: process.env['PATH'], DATA_DIR: directory, BENCH_USAGE_FILE: usageFile, ...environment },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const [messages] = await Promise.all([text(child.stderr), once(child, 'close')]);
  if (child.exitCode !== 0) throw new Error(messages);
  const seconds = (performance.now() - begun) / 1_000;
  const usage = JSON.parse(await readFile(usageFile, 'utf8')) as Pick<ImportFigures, 'processor' | 'megabytes'>;
  return { seconds, postgresProcessor: postgresSeconds() - before, ...usage };
}

/** What `npm run links:import` hands to node. */
async function flagsOfCommand(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  return (scripts['links:import'] ?? '').split(' ').slice(1);
}

/** What PostgreSQL has used on this machine, also in processes that have ended. */
function postgresSeconds(): number {
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const [, command, rest = ''] = /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
      if (command !== 'postgres') continue;
      // User and system time, its own and that of processes that it has waited for.
      for (const value of rest.split(' ').slice(11, 15)) ticks += Number(value);
    } catch {
      // It has ended meanwhile: the one above it has its time.
    }
  }
  return ticks * tick;
}
