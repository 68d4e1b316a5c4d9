import type { ErasureOrder, ErasureStore } from '../../domain/erasure.js';
import type { Identity, IdentityStore } from '../../domain/identity.js';
import { StepState } from '../../domain/job.js';
import type { PersioUserId } from '../../domain/persio-user-id.js';
import { Vendor } from '../../domain/vendor.js';
import { ErrorCode, PeoplegraphError } from '../../errors.js';
import type { JobDefinition, RunningJob, RunningStep, StepEnd } from '../jobs/definition.js';
import { identityOf } from '../people/identity-of.js';
import { vendorOfUserIds } from '../people/persio-ids.js';
import { toError } from '../writes/problems.js';
import { ErasureOutcome } from './erasure.js';
import {
  type DoomedRecord,
  doomedRecords,
  eraseRecord,
  erasedElsewhere,
  type ErasingServices,
  type RecordEnd,
} from './record-erasure.js';

/** Whom an erasure is about. What was asked for is not kept: it would be what is to be forgotten. */
export interface ErasureInput {
  readonly personId: string;
}

type Step = RunningStep<readonly DoomedRecord[], readonly RecordEnd[]>;
type Job = RunningJob<ErasureInput>;
type End = StepEnd<readonly RecordEnd[]>;

export interface ErasureStepsOptions extends ErasingServices {
  readonly identities: IdentityStore;
  readonly erasures: ErasureStore;
  readonly persioUserId: PersioUserId;
}

/** Before the vendors, so that nothing is learnt or written anew while they are asked; and after them. */
const suppression = 'suppress';
const purge = 'purge';

/** The steps of an erasure: one for each vendor between the two of this service. */
export const erasureSteps: readonly { readonly name: string; readonly stage: number }[] = [
  { name: suppression, stage: 0 },
  ...Object.values(Vendor).map((vendor) => ({ name: vendor, stage: 1 })),
  { name: purge, stage: 2 },
];

/** How long what is being delivered is left alone, in milliseconds. */
const lookInterval = 500;

/** Erases a person: at the vendors, and then here. */
export class ErasureSteps implements JobDefinition<ErasureInput, readonly DoomedRecord[], readonly RecordEnd[]> {
  constructor(private readonly options: ErasureStepsOptions) {}

  readonly run = async (step: Step, job: Job): Promise<End> => {
    const identity = await this.#identity(job);
    if (step.name === suppression)
      return unlessUnderWay(await this.options.erasures.suppress(this.#order(identity, job)));
    if (step.name === purge) return this.#purge(identity, job);
    return this.#atVendor(step.name as Vendor, step, identity, job);
  };

  async #atVendor(vendor: Vendor, step: Step, identity: Identity | null, job: Job): Promise<End> {
    const { persioUserId } = this.options;
    const records = step.plan ?? (await doomedRecords(vendor, identity, persioUserId, job.request));
    if (!step.plan) await step.settle(records);
    const ends = await Promise.all(
      records.map(async (record, index) => {
        const before = step.result?.[index];
        if (before && isDone(before)) return before;
        // Another erasure has forgotten them, which it does once every vendor has done what it can.
        if (!identity) return erasedElsewhere(vendor, record);
        const options = job.writeOptions(`${vendor} ${index}`, step.round);
        const known = before?.until ? before.writeId : null;
        return eraseRecord(vendor, record, known, options, this.options, job);
      }),
    );
    const [until] = ends.flatMap((end) => end.until ?? []).sort((one, other) => one.getTime() - other.getTime());
    if (until) return { waiting: ends, until };
    const failed = ends.find(({ receipt }) => receipt.error)?.receipt.error;
    if (failed) return { failed: toError(failed), result: ends };
    return { done: ends.map(withoutName) };
  }

  async #purge(identity: Identity | null, job: Job): Promise<End> {
    // As long as a vendor holds something, this service has to know what.
    if (job.steps.some(({ state }) => state === StepState.FAILED))
      return { failed: new PeoplegraphError(ErrorCode.CONFLICT, 'A vendor has not erased its records.'), result: null };
    return unlessUnderWay(await this.options.erasures.purge(this.#order(identity, job)));
  }

  /** As the person is now: they may have become part of another in the meantime. */
  #identity({ input }: Job): Promise<Identity | null> {
    return identityOf(this.options.identities, input.personId);
  }

  #order(identity: Identity | null, { id, input }: Job): ErasureOrder {
    return {
      personId: identity?.id ?? input.personId,
      jobId: id,
      vendorOfUserIds: vendorOfUserIds[this.options.persioUserId],
      at: new Date(),
    };
  }
}

const unlessUnderWay = (isDone: boolean): End =>
  isDone ? { done: [] } : { waiting: [], until: new Date(Date.now() + lookInterval) };

/** What failed is tried again where somebody resumes the erasure. */
const isDone = ({ receipt, until }: RecordEnd): boolean => !until && receipt.outcome !== ErasureOutcome.FAILED;

const withoutName = (end: RecordEnd): RecordEnd => ({ ...end, receipt: { ...end.receipt, recordId: null } });
