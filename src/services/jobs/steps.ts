import { type JobStep, StepState } from '../../domain/job.js';

/** A step as it is before it is run for the first time. */
export type NewStep = Pick<JobStep, 'name' | 'stage' | 'result'>;

export const opened = (step: NewStep): JobStep => ({
  ...step,
  state: StepState.OPEN,
  round: 0,
  plan: null,
  problem: null,
});

/** As it is begun anew where it has failed. */
export const reopened = (step: JobStep): JobStep =>
  step.state === StepState.FAILED ? { ...step, state: StepState.OPEN, round: step.round + 1, problem: null } : step;
