import { type Identifier, IdentifierKind, type RecordKey, type Sighting } from '../../domain/identity.js';
import type { JobDefinition, RunningJob, RunningStep, StepEnd } from '../jobs/definition.js';
import { isRevived, stepWrite } from '../jobs/step-write.js';
import type { WriteService } from '../writes/write-service.js';
import type { NewRecords } from './new-records.js';
import { type PersonChange, type StepResult, type UpsertInput, UpsertOutcomeState } from './upsert.js';
import type { TargetPlan, UpsertPlanner } from './upsert-planner.js';
import { isThereAlready, makeWrite, type WritingServices } from './upsert-writes.js';

export interface StepPlan extends TargetPlan {
  /** For which round it was made. */
  readonly round: number;
}

export interface UpsertStepsOptions extends WritingServices {
  readonly planner: UpsertPlanner;
  readonly newRecords: NewRecords;
  readonly writes: WriteService;
}

type Step = RunningStep<StepPlan, StepResult>;

/** One record of an upsert: plans what has to be written, writes it once, and has what is new belong to the person. */
export class UpsertSteps implements JobDefinition<UpsertInput, StepPlan, StepResult> {
  constructor(private readonly options: UpsertStepsOptions) {}

  readonly run = async (step: Step, job: RunningJob<UpsertInput>): Promise<StepEnd<StepResult>> => {
    const before = step.result as StepResult;
    const kept = await this.#keptPlan(step, before);
    const plan = kept ?? (await this.#plan(step, before, job));
    const result = { ...before, recordId: plan.recordId, notHeld: plan.notHeld, writeId: kept && before.writeId };
    if (!plan.write) return this.#done({ ...result, state: stateOfNothing(plan, job.input.change) }, plan, job);

    const { write } = plan;
    const options = job.writeOptions(step.name, plan.round);
    const made = await stepWrite(result.writeId, this.options.writes, options, (each) =>
      makeWrite(write, this.options, each, job.request),
    );
    if ('pending' in made) return { waiting: { ...result, writeId: made.pending.id }, until: made.until };
    if ('failed' in made) {
      const { failed, writeId } = made;
      return { failed, result: { ...result, writeId } };
    }
    const { newRecordId, found } = made.delivered;
    const written = { ...result, writeId: made.delivered.write.id };
    if (found) {
      await this.options.newRecords.learn(found);
      // The write has ended, and would answer the same user for ever: a resumption is to plan anew.
      return { failed: isThereAlready(), result: { ...result, writeId: null } };
    }
    const delivered = { ...written, recordId: result.recordId ?? newRecordId, state: UpsertOutcomeState.DELIVERED };
    return this.#done(delivered, plan, job);
  };

  /** What was settled before; null where the step is to be begun anew. */
  async #keptPlan({ plan, round }: Step, { writeId }: StepResult): Promise<StepPlan | null> {
    if (!plan || plan.round === round) return plan;
    return writeId !== null && (await isRevived(writeId, this.options.writes)) ? plan : null;
  }

  async #plan(step: Step, target: StepResult, job: RunningJob<UpsertInput>): Promise<StepPlan> {
    const plan = { ...(await this.options.planner.plan(target, job, job.request)), round: step.round };
    if (plan.write) await step.settle(plan);
    return plan;
  }

  async #done(result: StepResult, { newRecord }: StepPlan, job: RunningJob<UpsertInput>): Promise<StepEnd<StepResult>> {
    const { vendor, recordId } = result;
    if (newRecord === null || recordId === null) return { done: result };
    await this.options.newRecords.link(sightingOf({ vendor, recordId }, newRecord), job);
    return { done: { ...result, isNew: true } };
  }
}

/** Nothing had to be written: because it is there already, or because the vendor has no place for any of it. */
function stateOfNothing({ notHeld }: TargetPlan, change: PersonChange): UpsertOutcomeState {
  const sent = Object.entries(change).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  return sent.every((field) => notHeld.includes(field)) ? UpsertOutcomeState.SKIPPED : UpsertOutcomeState.UNCHANGED;
}

/** What the new record says of whose it is. */
function sightingOf(key: RecordKey, { givenName, familyName, email, phoneNumber }: PersonChange): Sighting {
  const identifiers: Identifier[] = [];
  if (email !== undefined) identifiers.push({ kind: IdentifierKind.EMAIL, value: email });
  if (phoneNumber !== undefined) identifiers.push({ kind: IdentifierKind.PHONE_NUMBER, value: phoneNumber });
  return { key, name: { given: givenName ?? '', family: familyName ?? '' }, identifiers };
}
