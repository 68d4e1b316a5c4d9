import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const startTime = 30_000;

/** Lines of the server's log that must never appear. */
const alarms = ['unhandled rejection', 'unexpected error', 'MaxListenersExceeded', 'Uncaught'];

/** The server in a process of its own, whose log and memory are watched. */
export class ServerProcess {
  #hasEnded = false;

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    /** Lines of the log that speak of a bug. */
    readonly alarms: readonly string[],
  ) {
    child.once('exit', () => (this.#hasEnded = true));
  }

  static async start(environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
    const probe = fileURLToPath(new URL('probe.mjs', import.meta.url));
    const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
    const child = spawn(process.execPath, ['--expose-gc', '--import', probe, main], {
      env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const { stdout, stderr } = child;
    if (!stdout || !stderr) throw new TypeError('The server has no output.');
    const seen: string[] = [];
    createInterface({ input: stderr }).on('line', (line) => {
      if (alarms.some((alarm) => line.includes(alarm))) seen.push(line);
    });
    const url = await new Promise<string>((resolve, reject) => {
      setTimeout(() => reject(new Error('The server does not start.')), startTime).unref();
      child.once('exit', (code) => reject(new Error(`The server ended with code ${code} before it was ready.`)));
      createInterface({ input: stdout }).on('line', (line) => {
        const found = /is ready.*?(http:\S+)\/graphql/.exec(line)?.[1];
        if (found !== undefined) resolve(found);
      });
    });
    child.removeAllListeners('exit');
    return new ServerProcess(child, url, seen);
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** After a collection. */
  async memory(): Promise<NodeJS.MemoryUsage> {
    const answer = once(this.child, 'message');
    this.child.send('memory');
    const [usage] = (await answer) as [NodeJS.MemoryUsage];
    return usage;
  }

  async stop(): Promise<void> {
    if (this.#hasEnded) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}
