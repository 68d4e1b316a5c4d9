import type { JobStep } from '../../domain/job.js';
import type { RequestScope } from '../loaders.js';
import type { WriteOptions } from '../writes/durable-write.js';

/**
 * What became of a step that was run. One that waits stays open; one that has failed is begun anew only where somebody
 * resumes its job.
 */
export type StepEnd<Result> =
  | { readonly done: Result }
  | { readonly waiting: Result; /** When to look at it again. */ readonly until: Date }
  | { readonly failed: Error; readonly result: Result | null };

/** A step that is being run. */
export interface RunningStep<Plan, Result> {
  readonly name: string;
  /** Rises when the step is begun anew after a failure; its plan and its result are those of the round before then. */
  readonly round: number;
  readonly plan: Plan | null;
  readonly result: Result | null;
  /**
   * Settles what the step is about to do. Once this has resolved, whoever goes on with the step after a crash finds
   * the plan, and does the same.
   */
  settle(plan: Plan): Promise<void>;
}

/** A job that is being worked on. */
export interface RunningJob<Input> {
  readonly id: string;
  readonly input: Input;
  /** As they are now. */
  readonly steps: readonly JobStep[];
  /** Whom the job is about; a step may find that out. It is stored with what the steps after it settle, and at the end. */
  personId: string | null;
  /** Its reads are of what the vendors hold now. */
  readonly request: RequestScope;
  /** How the write of a step is made. The same step and round are the same write, whoever makes it, and how often. */
  writeOptions(step: string, round: number): WriteOptions;
}

/** How a kind of jobs is worked on, also by another process than the one that began it. */
export interface JobDefinition<Input, Plan, Result> {
  /** How long one is kept that has ended, in milliseconds; as long as a write where it is left out. */
  readonly keptFor?: number;
  /**
   * Runs an open step. It may be run again after any crash, and must do no more then than the first time: what cannot
   * be repeated is a write whose key comes from the job, the step and the round. What it throws is tried again where
   * it may pass, and fails the step otherwise.
   */
  readonly run: (step: RunningStep<Plan, Result>, job: RunningJob<Input>) => Promise<StepEnd<Result>>;
}
