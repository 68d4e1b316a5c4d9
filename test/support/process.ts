import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
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
  readonly hasEnded: boolean;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Sends a message to a module that was loaded into it, and waits for the answer. */
  readonly ask: (message: string) => Promise<unknown>;
  /** Settles when a line of the log holds the text. */
  readonly logged: (text: string) => Promise<void>;
}

/** What a command came to. */
export interface CommandOutcome {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** What npm hands to node for a script of the project that is one command. */
export function npmScript(name: string): string[] {
  const { scripts } = JSON.parse(readFileSync(path('package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const [program, ...parameters] = scripts[name]?.split(' ') ?? [];
  if (program !== 'node') throw new Error(`There is no script ${name} of node.`);
  return parameters;
}

/** A command in a process of its own, with these variables and no others. */
export function spawnCommand(
  script: readonly string[],
  parameters: readonly string[],
  { environment = {}, directory }: { readonly environment?: Record<string, string>; readonly directory?: string } = {},
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [...script, ...parameters], {
    cwd: directory,
    env: { PATH: process.env['PATH'], ...environment },
  });
}

/** What it came to, as soon as it has ended. @param input what its input stream holds. */
export async function outcomeOf(child: ChildProcessWithoutNullStreams, input = ''): Promise<CommandOutcome> {
  // It may have ended before it has read it.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, output, errors };
}

/** The service in a process of its own, with these variables and no others, on free ports unless told otherwise. */
export function startProcess(
  main: string,
  environment: Record<string, string>,
  directory: string,
  nodeOptions: readonly string[] = ['--enable-source-maps'],
): ServerProcess {
  const child = spawn(process.execPath, [...nodeOptions, main], {
    cwd: directory,
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      SANDBOX_CONTROL_PORT: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new TypeError('A process with pipes has streams.');
  const output: string[] = [];
  const errorOutput: string[] = [];
  const waiting: { readonly text: string; readonly found: () => void }[] = [];
  const url = deferred<string>();
  createInterface({ input: stdout }).on('line', (line) => {
    output.push(line);
    const found = /http:\/\/\S+(?=\/graphql)/.exec(line)?.[0];
    if (found) url.resolve(found);
  });
  createInterface({ input: stderr }).on('line', (line) => {
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
    get hasEnded() {
      return child.exitCode !== null || child.signalCode !== null;
    },
    kill: (signal) => void child.kill(signal),
    async ask(message) {
      const answer = once(child, 'message');
      child.send(message);
      return ((await answer) as unknown[])[0];
    },
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
