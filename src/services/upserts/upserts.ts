import { isErased, type JobContent, JobKind, type JobRecord, StepState } from '../../domain/job.js';
import { toEmailAddress } from '../../domain/email-address.js';
import { type Region, toE164 } from '../../domain/phone-number.js';
import { freshScope } from '../../domain/scope.js';
import { Vendor } from '../../domain/vendor.js';
import type { WriteDelivery, WriteProblem } from '../../domain/write.js';
import { ErrorCode, InputError, PeoplegraphError } from '../../errors.js';
import { erased } from '../jobs/erased.js';
import type { OpenScope } from '../jobs/job-runner.js';
import type { JobService } from '../jobs/job-service.js';
import type { RequestScope } from '../loaders.js';
import type { PeopleService } from '../people/people.js';
import type { Person } from '../people/person.js';
import type { PersonKey } from '../people/person-key.js';
import type { WriteOptions } from '../writes/durable-write.js';
import { mayPass, toError } from '../writes/problems.js';
import { targetsOf } from './targets.js';
import {
  type PersonChange,
  type StepResult,
  type Upsert,
  type UpsertInput,
  type UpsertOutcome,
  UpsertOutcomeState,
  UpsertState,
  type UpsertTarget,
} from './upsert.js';
import type { PlannedWrite, UpsertRehearsal } from './upsert-rehearsal.js';
import type { UpsertSteps } from './upsert-steps.js';

export interface UpsertServiceOptions {
  readonly jobs: JobService;
  readonly people: PeopleService;
  readonly steps: UpsertSteps;
  readonly rehearsal: UpsertRehearsal;
  readonly isConfigured: (vendor: Vendor) => boolean;
  readonly defaultRegion: Region | undefined;
  readonly open: OpenScope;
}

/** One mutation for all records of a person. */
export class UpsertService {
  constructor(private readonly options: UpsertServiceOptions) {
    options.jobs.define(JobKind.UPSERT, options.steps);
  }

  /** @throws InputError; NOT_FOUND where nobody is known and no vendor is named; CONFLICT for a key of another input. */
  async begin(asked: UpsertInput, options: WriteOptions, request: RequestScope): Promise<Upsert> {
    const { jobs } = this.options;
    const input = this.#normalized(asked);
    const fresh = this.#fresh(request);
    const known = await jobs.known(JobKind.UPSERT, input, options, fresh);
    if (known) return toUpsert(known);
    const { person, targets } = await this.#targets(input, fresh);
    const steps = targets.map((target) => ({
      name: `${target.vendor} ${target.groupId === null ? (target.recordId ?? 'new') : `group ${target.groupId}`}`,
      // A user id in Persio may be that of a record that is made before.
      stage: target.vendor === Vendor.PERSIO ? 1 : 0,
      result: { ...target, isNew: false, writeId: null, notHeld: [], state: null } satisfies StepResult,
    }));
    return toUpsert(await jobs.begin(JobKind.UPSERT, { input, personId: person?.id ?? null, steps }, options, fresh));
  }

  /** What `begin` would write; nothing is sent, and nothing stored. */
  async rehearse(asked: UpsertInput, request: RequestScope): Promise<PlannedWrite[]> {
    const input = this.#normalized(asked);
    const fresh = this.#fresh(request);
    const { person, targets } = await this.#targets(input, fresh);
    return this.options.rehearsal.run(targets, { input, personId: person?.id ?? null }, fresh);
  }

  async find(id: string): Promise<Upsert | null> {
    const record = await this.options.jobs.find(JobKind.UPSERT, id);
    return record && toUpsert(record);
  }

  /** Writes again what has failed, and nothing else. @throws NOT_FOUND */
  async resume(id: string, delivery: WriteDelivery | undefined, request: RequestScope): Promise<Upsert> {
    return toUpsert(await this.options.jobs.resume(JobKind.UPSERT, id, delivery, this.#fresh(request)));
  }

  /** What is compared must be what the vendors hold now. */
  #fresh(request: RequestScope): RequestScope {
    return this.options.open(freshScope(request), request.caller);
  }

  async #targets(
    input: UpsertInput,
    request: RequestScope,
  ): Promise<{ person: Person | null; targets: UpsertTarget[] }> {
    const person = await this.options.people.find(input.by, request);
    if (!person && (input.vendors === undefined || isIdOfARecord(input)))
      throw new PeoplegraphError(
        ErrorCode.NOT_FOUND,
        'Nobody is known by this key. To make records of somebody new, ask by phoneNumber or email, and name the vendors.',
        { fields: ['by'] },
      );
    const targets = targetsOf(person, input, this.options.isConfigured);
    if (targets.length > 0) return { person, targets };
    throw new InputError('Nothing is to be written: no vendor that is set up holds the person. Name one in vendors.', [
      'vendors',
    ]);
  }

  /** The same input however it was written. */
  #normalized({ by, change, ...input }: UpsertInput): UpsertInput {
    return { ...input, by: this.#normalizedKey(by), change: this.#normalizedChange(change) };
  }

  /** What is no key is refused where somebody is looked for by it. */
  #normalizedKey(by: PersonKey): PersonKey {
    if ('phoneNumber' in by)
      return { phoneNumber: toE164(by.phoneNumber, this.options.defaultRegion) ?? by.phoneNumber };
    return 'email' in by ? { email: toEmailAddress(by.email) ?? by.email } : by;
  }

  #normalizedChange(change: PersonChange): PersonChange {
    if (change.phoneNumber === undefined) return change;
    const phoneNumber = toE164(change.phoneNumber, this.options.defaultRegion);
    if (phoneNumber !== null) return { ...change, phoneNumber };
    throw new InputError('phoneNumber must be a phone number with its country code, such as +4930901820.', [
      'phoneNumber',
    ]);
  }
}

/** Records are made for somebody whose number or address is known, and never under an id that a vendor gives. */
const isIdOfARecord = ({ by }: UpsertInput): boolean => 'id' in by || 'userId' in by || 'contactId' in by;

/** @throws CONFLICT where the person has been erased while somebody waited. */
function toUpsert(record: JobRecord): Upsert {
  if (isErased(record)) throw erased();
  const { job, content } = record;
  const { steps } = content as JobContent;
  const states = steps.map(({ state }) => state);
  return {
    id: job.id,
    state: stateOf(states),
    personId: job.personId,
    createdAt: job.createdAt,
    endedAt: job.endedAt,
    outcomes: steps.map(({ state, result, problem }): UpsertOutcome => {
      const { vendor, recordId, groupId, writeId, notHeld, state: end } = result as StepResult;
      const outcome = state === StepState.OPEN ? UpsertOutcomeState.PENDING : (end ?? failureOf(problem));
      return { vendor, recordId, groupId, state: outcome, writeId, notHeld, error: problem };
    }),
  };
}

/** Of writes that were given up, none of these is the vendor's no. */
const givenUp: readonly string[] = [
  ErrorCode.WRITE_CANCELLED,
  ErrorCode.WRITE_UNREADABLE,
  ErrorCode.INTERNAL_SERVER_ERROR,
];

const failureOf = (problem: WriteProblem | null): UpsertOutcomeState =>
  problem && (mayPass(toError(problem)) || givenUp.includes(problem.code))
    ? UpsertOutcomeState.DEAD
    : UpsertOutcomeState.REJECTED;

function stateOf(states: readonly StepState[]): UpsertState {
  if (states.includes(StepState.OPEN)) return UpsertState.PENDING;
  if (!states.includes(StepState.FAILED)) return UpsertState.DELIVERED;
  return states.includes(StepState.DONE) ? UpsertState.PARTIAL : UpsertState.FAILED;
}
