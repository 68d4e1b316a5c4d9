import { type ServerProcess, startProcess } from '../../test/support/process.js';

interface Replica {
  readonly process: ServerProcess;
  readonly url: string;
}

/** The processes of the service, which are killed and stopped. */
export class Replicas {
  readonly #running: Replica[] = [];
  #killed = 0;
  #started = 0;

  constructor(
    private readonly main: string,
    private readonly environment: Readonly<Record<string, string>>,
    private readonly directory: string,
  ) {}

  /** Any of them, also one that has just been killed or stopped: a caller does not know. */
  get url(): string {
    return (this.#running[Math.floor(Math.random() * this.#running.length)] as Replica).url;
  }

  /** Processes that ended although nobody killed them. */
  get endedByThemselves(): number {
    return this.#started - this.#killed - this.#running.filter(({ process }) => !process.hasEnded).length;
  }

  async start(): Promise<void> {
    this.#running.push(await this.#open());
  }

  /** Kills one with `kill -9`, and starts another one in its place. */
  async kill(): Promise<void> {
    const victim = this.#victim();
    const { process } = this.#running[victim] as Replica;
    process.kill('SIGKILL');
    await process.exit;
    this.#killed += 1;
    this.#running[victim] = await this.#open();
  }

  /** Lets one stand still until the work is done. */
  async stopDuring(work: () => Promise<void>): Promise<void> {
    const { process } = this.#running[this.#victim()] as Replica;
    process.kill('SIGSTOP');
    await work();
    process.kill('SIGCONT');
  }

  async close(): Promise<void> {
    for (const { process } of this.#running) process.kill('SIGKILL');
    await Promise.all(this.#running.map(({ process }) => process.exit));
  }

  #victim(): number {
    return Math.floor(Math.random() * this.#running.length);
  }

  async #open(): Promise<Replica> {
    const process = startProcess(this.main, { ...this.environment }, this.directory);
    const url = await process.url;
    this.#started += 1;
    return { process, url };
  }
}
