import { createHmac, randomUUID } from 'node:crypto';
import type { IdentityLookup } from '../../domain/identity.js';
import { type JobContent, JobKind, type JobRecord, JobState, type JobStep, StepState } from '../../domain/job.js';
import { freshScope } from '../../domain/scope.js';
import { Vendor } from '../../domain/vendor.js';
import type { WriteDelivery } from '../../domain/write.js';
import { ErrorCode, PeoplegraphError } from '../../errors.js';
import type { OpenScope } from '../jobs/job-runner.js';
import type { JobService } from '../jobs/job-service.js';
import type { RequestScope } from '../loaders.js';
import type { PeopleService } from '../people/people.js';
import type { PersonKey } from '../people/person-key.js';
import type { WriteOptions } from '../writes/durable-write.js';
import { fingerprintOf } from '../writes/fingerprint.js';
import { type Erasure, ErasureOutcome, type ErasureReceipt, ErasureState } from './erasure.js';
import { type ErasureInput, erasureSteps, type ErasureSteps } from './erasure-steps.js';
import type { RecordEnd } from './record-erasure.js';

export interface ErasureServiceOptions {
  readonly jobs: JobService;
  readonly people: PeopleService;
  readonly steps: ErasureSteps;
  readonly open: OpenScope;
}

/** Erasures of people: at every vendor that can, and here. */
export class ErasureService {
  constructor(private readonly options: ErasureServiceOptions) {
    options.jobs.define(JobKind.ERASURE, options.steps);
  }

  /** @throws InputError; NOT_FOUND where nobody is known; CONFLICT for a key that was used for somebody else. */
  async begin(by: PersonKey, { idempotencyKey, delivery }: WriteOptions, request: RequestScope): Promise<Erasure> {
    const { jobs, people, open } = this.options;
    const fresh = open(freshScope(request), request.caller);
    // Its caller has an id to ask by: it goes on, whoever waits.
    const options = { idempotencyKey: idempotencyKey ?? randomUUID(), delivery };
    const asked = askedFor(people.lookup(by), options.idempotencyKey);
    // Who has been erased is found by nothing but the key.
    const known = await jobs.known(JobKind.ERASURE, asked, { idempotencyKey, delivery }, fresh);
    if (known) return toErasure(known);
    // With what the vendors hold now: what is not known to be theirs is not erased.
    const person = await people.find(by, fresh);
    if (!person) throw nobody();
    if (idempotencyKey === undefined) {
      const underWay = await jobs.underWay(JobKind.ERASURE, person.id, delivery, fresh);
      if (underWay) return toErasure(underWay);
    }
    const input: ErasureInput = { personId: person.id };
    const steps = erasureSteps.map((step) => ({ ...step, result: null }));
    return toErasure(await jobs.begin(JobKind.ERASURE, { input, asked, personId: person.id, steps }, options, fresh));
  }

  async find(id: string): Promise<Erasure | null> {
    const record = await this.options.jobs.find(JobKind.ERASURE, id);
    return record && toErasure(record);
  }

  /** Tries again what has failed, and nothing else. @throws NOT_FOUND */
  async resume(id: string, delivery: WriteDelivery | undefined, request: RequestScope): Promise<Erasure> {
    const { jobs, open } = this.options;
    return toErasure(await jobs.resume(JobKind.ERASURE, id, delivery, open(freshScope(request), request.caller)));
  }
}

/**
 * Tells a repeat from another request, also once nobody is known any more. It is kept for as long as the erasure, and
 * would be a guess away from whom it was about: the key, of which no more than a hash is stored, makes it a secret.
 */
const askedFor = (lookup: IdentityLookup | null, idempotencyKey: string): string =>
  createHmac('sha256', idempotencyKey)
    .update(fingerprintOf(JobKind.ERASURE, [lookup]))
    .digest('base64url');

const nobody = (): PeoplegraphError =>
  new PeoplegraphError(ErrorCode.NOT_FOUND, 'Nobody is known by this key. Check it; who was erased has none.', {
    fields: ['by'],
  });

function toErasure({ job, content }: JobRecord): Erasure {
  const { steps } = content as JobContent;
  // Whatever ended it: nobody is told of an erasure of which a part has not been done.
  const isDone = steps.every(({ state }) => state === StepState.DONE);
  const ended = isDone ? ErasureState.ERASED : ErasureState.FAILED;
  return {
    id: job.id,
    state: job.state === JobState.ENDED ? ended : ErasureState.PENDING,
    personId: job.personId,
    requestedBy: job.createdBy,
    createdAt: job.createdAt,
    nextAttemptAt: job.nextAttemptAt,
    endedAt: job.endedAt,
    receipts: steps.flatMap(receiptsOf),
  };
}

/** Where a vendor could not even be asked what it has, one stands for all of its records. */
function receiptsOf({ name, state, result, problem: error }: JobStep): ErasureReceipt[] {
  const ends = (result ?? []) as readonly RecordEnd[];
  const vendor = Object.values(Vendor).find((each) => each === name);
  if (!vendor || !error || ends.length > 0) return ends.map(({ receipt }) => receipt);
  const outcome = state === StepState.FAILED ? ErasureOutcome.FAILED : ErasureOutcome.PENDING;
  return [{ vendor, recordId: null, outcome, at: error.at, error }];
}
