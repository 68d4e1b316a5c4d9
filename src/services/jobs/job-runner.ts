import type { Logger } from 'pino';
import type { Clock } from '../../domain/clock.js';
import { type JobKind, type JobRecord, type JobStore } from '../../domain/job.js';
import { RequestCost } from '../../domain/request-cost.js';
import { type CallScope, freshScope } from '../../domain/scope.js';
import type { Lease } from '../../domain/write.js';
import type { RequestScope } from '../loaders.js';
import { AttemptScope } from '../writes/attempt-scope.js';
import { pauseAfter } from '../writes/backoff.js';
import type { DeliveryTimes } from '../writes/deliveries.js';
import type { JobDefinition } from './definition.js';
import { JobRun, type Waiting } from './job-run.js';

/** Opens the loaders of a piece of work. @param caller who asked for it. */
export type OpenScope = (scope: CallScope, caller: string) => RequestScope;

export interface JobRunnerOptions {
  readonly store: JobStore;
  readonly times: DeliveryTimes;
  readonly owner: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Works on jobs that this process has claimed. */
export class JobRunner {
  readonly definitions = new Map<JobKind, JobDefinition<unknown, unknown, unknown>>();
  readonly #shutdown = new AbortController();

  constructor(private readonly options: JobRunnerOptions) {}

  /** A lease for an attempt that begins now. */
  lease(): Lease {
    const { owner, clock, times } = this.options;
    const now = clock.now();
    const lasting = times.attemptMs + times.graceMs + times.leaseReserveMs;
    return { owner, now: new Date(now), until: new Date(now + lasting) };
  }

  /** Cuts off what runs in the background: it is gone on with after the next start. */
  close(): void {
    this.#shutdown.abort();
  }

  /** In the background, with a scope of its own. */
  async runAlone(record: JobRecord, open: OpenScope): Promise<void> {
    const { clock, times } = this.options;
    const scope = new AttemptScope({
      requestId: record.job.id,
      cost: new RequestCost(),
      deadline: clock.now() + times.attemptMs,
      grace: times.graceMs,
      shutdown: this.#shutdown.signal,
    });
    try {
      await this.run(record, open(freshScope(scope), record.job.createdBy), 'nobody');
    } finally {
      scope.close();
    }
  }

  /** @returns the job as it was left, or as another process has it now. */
  async run(record: JobRecord, request: RequestScope, waiting: Waiting): Promise<JobRecord> {
    const { store, owner, clock, logger } = this.options;
    const { job, content } = record;
    const definition = this.definitions.get(job.kind);
    if (!content || !definition) {
      logger.error({ jobId: job.id }, 'a stored job cannot be decrypted');
      const attempt = { id: job.id, attempts: job.attempts, owner };
      const at = clock.now();
      // Nothing of it is done: until its time is over it is left for a process that has its key.
      const isOver = at >= record.expiresAt.getTime();
      const nextAttemptAt = isOver ? null : new Date(at + pauseAfter(job.attempts, undefined));
      const left = { content: undefined, personId: job.personId, at: new Date(at), nextAttemptAt };
      return (await store.settle(attempt, left)) ?? record;
    }
    const run = new JobRun({ ...record, content }, definition, { store, owner, clock, request, waiting, logger });
    return (await run.run()) ?? (await store.find(job.id)) ?? record;
  }
}
