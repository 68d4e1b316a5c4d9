import type { Logger } from 'pino';
import type { Clock } from '../../domain/clock.js';
import type { JobRecord, JobStore } from '../../domain/job.js';
import { Cleaning } from '../cleaning.js';
import type { JobRunner, OpenScope } from './job-runner.js';

/** How often the store is asked what is due, in milliseconds. */
const pollInterval = 500;

/** Jobs that one process works on at once in the background: what they write has bounds of its own. */
const concurrency = 8;

export interface JobWorkerOptions {
  readonly store: JobStore;
  readonly runner: JobRunner;
  /** How long a job is kept that has ended, in milliseconds. */
  readonly retentionMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Works in the background on what is due: what requests did not wait for, and what a killed process left. */
export class JobWorker {
  readonly #underWay = new Set<Promise<void>>();
  #look: Promise<void> = Promise.resolve();
  #isLookAwaited = false;
  #isFailing = false;
  #timer: NodeJS.Timeout | undefined;
  #open: OpenScope | undefined;
  readonly #cleaning: Cleaning;
  readonly #closing = new AbortController();

  constructor(private readonly options: JobWorkerOptions) {
    const { store, runner, retentionMs, clock, logger } = options;
    this.#cleaning = new Cleaning({
      deletions: (now) => [
        () => store.deleteEnded(new Date(now - retentionMs)),
        ...[...runner.definitions].flatMap(([kind, { keptFor }]) =>
          keptFor === undefined ? [] : [() => store.deleteEnded(new Date(now - keptFor), kind)],
        ),
      ],
      onFailure: (error) => logger.error({ error }, 'old jobs could not be deleted'),
      clock,
      signal: this.#closing.signal,
    });
  }

  start(open: OpenScope): void {
    this.#open = open;
    this.#timer = setInterval(() => this.#poll(), pollInterval);
    this.#poll();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    clearInterval(this.#timer);
    await this.#look;
    this.options.runner.close();
    await Promise.all([...this.#underWay, this.#cleaning.ended()]);
  }

  /** Looks at once whether there is something to do. */
  wake(): void {
    if (this.#isClosed || this.#isLookAwaited) return;
    this.#isLookAwaited = true;
    // One look after the other: what was committed after the last one began must be seen, too.
    this.#look = this.#look.then(() => {
      this.#isLookAwaited = false;
      return this.#claim();
    });
  }

  #poll(): void {
    this.wake();
    this.#cleaning.poll();
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  async #claim(): Promise<void> {
    const { store, runner, logger } = this.options;
    const room = concurrency - this.#underWay.size;
    if (room <= 0 || this.#isClosed || !this.#open) return;
    try {
      for (const record of await store.claimDue(room, runner.lease())) this.#work(record, this.#open);
      this.#isFailing = false;
    } catch (error) {
      // The next look asks again; an outage is worth one line, and not two a second.
      if (!this.#isFailing) logger.error({ error }, 'the store could not be asked which jobs are due');
      this.#isFailing = true;
    }
  }

  #work(record: JobRecord, open: OpenScope): void {
    const { runner, logger } = this.options;
    const work = runner
      .runAlone(record, open)
      .catch((error: unknown) => {
        // Its lease runs out, and it is taken up again.
        logger.error({ jobId: record.job.id, error }, 'how far a job has got could not be stored');
      })
      .finally(() => {
        this.#underWay.delete(work);
        // There is room again.
        this.wake();
      });
    this.#underWay.add(work);
  }
}
