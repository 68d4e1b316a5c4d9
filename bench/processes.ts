import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** Which of the processor's cores a process may use: the contender has one, and everything else has the others. */
export type Place = 'contender' | 'surroundings';

export interface Start {
  readonly place: Place;
  /** Of node. */
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly workingDirectory?: string;
}

const cores = availableParallelism();

/** Whether processes are held to their cores. Without that a contender's own threads, such as its garbage collector's, get help. */
export const isPinned = cores > 1 && spawnSync('taskset', ['--version']).status === 0;

const coresOf: Readonly<Record<Place, string>> = { contender: '0', surroundings: cores > 2 ? `1-${cores - 1}` : '1' };

/** Lets node run the TypeScript of the benchmark; the vendors' modules need the metadata of their decorators. */
export const typescript = ['--import', 'reflect-metadata', '--import', '@swc-node/register/esm-register'];

/** How long a process may take until it is ready, in milliseconds. */
const startTime = 30_000;

/** A clock tick of Linux's process statistics, in milliseconds. */
const tick = 10;

/** Whatever ends the runner, nothing that it started stays behind. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** One process of the benchmark, ready when it has written its address. */
export class BenchProcess {
  private constructor(
    private readonly child: ChildProcess,
    /** Where it listens. */
    readonly url: string,
  ) {}

  static async start({ place, args, environment = {}, workingDirectory }: Start): Promise<BenchProcess> {
    const child = spawn(process.execPath, args, {
      cwd: workingDirectory,
      env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...environment },
      stdio: place === 'contender' ? ['ignore', 'pipe', 'ignore'] : ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    running.add(child);
    const url = await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${args.join(' ')} does not start.`)), startTime);
      child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with code ${code} before it was ready.`)));
      child.stdout?.on('data', (text: Buffer) => {
        const found = /ready.*?(http:\S+)/i.exec(text.toString())?.[1];
        if (found === undefined) return;
        clearTimeout(timer);
        resolve(found);
      });
    });
    child.removeAllListeners('exit');
    // From here on, so that processes start side by side.
    if (isPinned) spawnSync('taskset', ['-a', '-c', '-p', coresOf[place], String(child.pid)]);
    return new BenchProcess(child, url);
  }

  /** Sends an order to the process and waits for its report. */
  ask<Report>(order: object): Promise<Report> {
    return new Promise((resolve, reject) => {
      const lost = (): void => reject(new Error('A process of the benchmark has ended.'));
      this.child.once('exit', lost);
      this.child.once('message', (report) => {
        this.child.off('exit', lost);
        resolve(report as Report);
      });
      this.child.send(order);
    });
  }

  /** Processor time used so far, all threads together, in milliseconds; undefined where the system does not tell. */
  get processorTime(): number | undefined {
    const text = this.#read('stat');
    // The name of the program stands in parentheses and may hold spaces.
    const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
    return fields && (Number(fields[11]) + Number(fields[12])) * tick;
  }

  /** The most memory that it ever had, in megabytes; undefined where the system does not tell. */
  get peakMemory(): number | undefined {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(this.#read('status') ?? '')?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
    running.delete(this.child);
  }

  #read(file: 'stat' | 'status'): string | undefined {
    try {
      return readFileSync(`/proc/${this.child.pid}/${file}`, 'utf8');
    } catch {
      return undefined;
    }
  }
}
