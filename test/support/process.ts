import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { deferred } from './deferred.js';

const path = (relative: string): string => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

export interface ServerProcess {
  /** The URL that it prints, as soon as it is ready. Rejects where it ends before. */
  readonly url: Promise<string>;
  /** The lines for people. */
  readonly output: readonly string[];
  /** The log, and why it could not start. */
  readonly errorOutput: readonly string[];
  readonly exit: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Settles when a line of the log holds the text. */
  readonly logged: (text: string) => Promise<void>;
}

/** The service built as `npm start` builds it, beside the packages that it needs; types are checked elsewhere. */
export async function buildService(): Promise<{ readonly main: string; readonly remove: () => Promise<void> }> {
  const cache = path('node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const directory = await mkdtemp(join(cache, 'peoplegraph-test-'));
  const options = [
    '--project',
    path('tsconfig.build.json'),
    '--outDir',
    directory,
    '--noCheck',
    '--incremental',
    'false',
  ];
  await promisify(execFile)(process.execPath, [path('node_modules/typescript/bin/tsc'), ...options]);
  return { main: join(directory, 'main.js'), remove: () => rm(directory, { recursive: true, force: true }) };
}

/** The service in a process of its own, with these variables and no others, on free ports unless told otherwise. */
export function startProcess(main: string, environment: Record<string, string>, directory: string): ServerProcess {
  const child = spawn(process.execPath, ['--enable-source-maps', main], {
    cwd: directory,
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      SANDBOX_CONTROL_PORT: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  const errorOutput: string[] = [];
  const waiting: { readonly text: string; readonly found: () => void }[] = [];
  const url = deferred<string>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    output.push(line);
    const found = /http:\/\/\S+(?=\/graphql)/.exec(line)?.[0];
    if (found) url.resolve(found);
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    errorOutput.push(line);
    for (const { text, found } of waiting) if (line.includes(text)) found();
  });
  const exit = once(child, 'close').then(([code, signal]: unknown[]) => {
    url.reject(new Error(`It ended before it was ready: ${errorOutput.join('\n')}`));
    return { code: code as number | null, signal: signal as string | null };
  });
  // Whoever expects it to fail never asks for its URL.
  url.promise.catch(() => undefined);
  return {
    url: url.promise,
    output,
    errorOutput,
    exit,
    kill: (signal) => void child.kill(signal),
    logged: (text) =>
      new Promise((found) => {
        if (errorOutput.some((line) => line.includes(text))) found();
        else waiting.push({ text, found });
      }),
  };
}

/** One operation, sent to a process. */
export async function askProcess(url: string, query: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, ...((await response.json()) as { data?: unknown; errors?: unknown }) };
}
