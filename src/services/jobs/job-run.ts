import type { Logger } from 'pino';
import type { Clock } from '../../domain/clock.js';
import {
  type JobContent,
  type JobRecord,
  type JobStep,
  type JobStore,
  StepState,
  stepWriteName,
} from '../../domain/job.js';
import { WriteDelivery } from '../../domain/write.js';
import type { RequestScope } from '../loaders.js';
import type { WriteOptions } from '../writes/durable-write.js';
import { pauseAfter } from '../writes/backoff.js';
import { isUndecided, isUnexpected, mayPass, toProblem } from '../writes/problems.js';
import type { JobDefinition, RunningJob, StepEnd } from './definition.js';

export interface JobRunOptions {
  readonly store: JobStore;
  readonly owner: string;
  readonly clock: Clock;
  readonly request: RequestScope;
  readonly waiting: Waiting;
  readonly logger: Logger;
}

/**
 * Who waits for an attempt. `onlyCaller`: somebody who cannot ask for the job by a key; they are told of a failure at
 * once, and decide themselves.
 */
export type Waiting = 'nobody' | 'caller' | 'onlyCaller';

/** Another process works on the job now. */
class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** One attempt at a job: runs what is open, stage by stage, and stores how far it has got. */
export class JobRun<Input> implements RunningJob<Input> {
  readonly id: string;
  readonly input: Input;
  readonly request: RequestScope;
  personId: string | null;
  #steps: readonly JobStep[];
  /** One after the other, so that what is stored last is what is known last. */
  #saved: Promise<void> = Promise.resolve();

  constructor(
    private readonly record: JobRecord & { readonly content: JobContent },
    private readonly definition: JobDefinition<Input, unknown, unknown>,
    private readonly options: JobRunOptions,
  ) {
    const { job, content } = record;
    this.id = job.id;
    this.input = content.input as Input;
    this.personId = job.personId;
    this.#steps = content.steps;
    this.request = options.request;
  }

  get steps(): readonly JobStep[] {
    return this.#steps;
  }

  writeOptions(step: string, round: number): WriteOptions {
    const { waiting } = this.options;
    return {
      delivery: waiting === 'nobody' ? WriteDelivery.ASYNC : WriteDelivery.SYNC,
      step: { key: stepWriteName(this.id, round, step), isOnlyCaller: waiting === 'onlyCaller' },
    };
  }

  /** @returns the job as it was left; null where another process has taken it over. */
  async run(): Promise<JobRecord | null> {
    try {
      for (;;) {
        const open = this.#steps.filter(({ state }) => state === StepState.OPEN);
        const stage = Math.min(...open.map((step) => step.stage));
        const pauses = await Promise.all(
          open.filter((step) => step.stage === stage).map(({ name }) => this.#runStep(name)),
        );
        const next = pauses.filter((pause) => pause !== null);
        if (open.length === 0 || next.length > 0) return await this.#settle(earliest(next));
      }
    } catch (error) {
      if (error instanceof LeaseLost) return null;
      throw error;
    }
  }

  /** @returns when to look at it again, or null where it has ended. */
  async #runStep(name: string): Promise<Date | null> {
    const { round, plan, result } = this.#step(name);
    try {
      const settle = (settled: unknown): Promise<void> => {
        this.#change(name, { plan: settled });
        return this.#save();
      };
      const end = await this.definition.run({ name, round, plan, result, settle }, this);
      return this.#note(name, end);
    } catch (error) {
      if (error instanceof LeaseLost) throw error;
      return this.#failed(name, error as Error);
    }
  }

  #note(name: string, end: StepEnd<unknown>): Date | null {
    if ('done' in end) {
      this.#change(name, { state: StepState.DONE, plan: null, result: end.done, problem: null });
      return null;
    }
    if ('failed' in end) {
      const problem = toProblem(end.failed, this.#now());
      this.#change(name, { state: StepState.FAILED, result: end.result, problem });
      return null;
    }
    this.#change(name, { result: end.waiting, problem: null });
    return end.until;
  }

  #failed(name: string, error: Error): Date | null {
    const now = this.#now();
    const problem = toProblem(error, now);
    if (isUnexpected(error)) this.options.logger.error({ jobId: this.id, error }, 'unexpected error');
    const isGivenUp = now >= this.record.expiresAt || (this.options.waiting === 'onlyCaller' && !isUndecided(error));
    if (isGivenUp || !mayPass(error)) {
      this.#change(name, { state: StepState.FAILED, problem });
      return null;
    }
    this.#change(name, { problem });
    return new Date(now.getTime() + pauseAfter(this.record.job.attempts, problem.retryAfter));
  }

  #settle(nextAttemptAt: Date | null): Promise<JobRecord | null> {
    const { fingerprint } = this.record.content;
    // What failed can be resumed, and needs what was asked for.
    const isDone = this.#steps.every(({ state }) => state === StepState.DONE);
    const content = { fingerprint, input: isDone ? null : this.input, steps: this.#steps };
    const settlement = { content, personId: this.personId, at: this.#now(), nextAttemptAt };
    return this.options.store.settle(this.#attempt(), settlement);
  }

  #save(): Promise<void> {
    const save = async (): Promise<void> => {
      // With whom the steps before have made: what goes on from here looks for them.
      const progress = { content: { ...this.record.content, steps: this.#steps }, personId: this.personId };
      if (!(await this.options.store.save(this.#attempt(), progress))) throw new LeaseLost();
    };
    // A failure belongs to whoever waited for that one.
    this.#saved = this.#saved.catch(() => undefined).then(save);
    return this.#saved;
  }

  #attempt() {
    return { id: this.id, attempts: this.record.job.attempts, owner: this.options.owner };
  }

  #step(name: string): JobStep {
    return this.#steps.find((step) => step.name === name) as JobStep;
  }

  #change(name: string, change: Partial<JobStep>): void {
    this.#steps = this.#steps.map((step) => (step.name === name ? { ...step, ...change } : step));
  }

  #now(): Date {
    return new Date(this.options.clock.now());
  }
}

const earliest = (dates: readonly Date[]): Date | null =>
  dates.length === 0 ? null : new Date(Math.min(...dates.map((date) => date.getTime())));
