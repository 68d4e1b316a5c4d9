import { randomUUID } from 'node:crypto';
import type { Clock } from '../../domain/clock.js';
import { ownKey } from '../../domain/idempotency-key.js';
import {
  isErased,
  type JobIntent,
  type JobKind,
  type JobRecord,
  JobState,
  type JobStore,
  StepState,
} from '../../domain/job.js';
import { WriteDelivery } from '../../domain/write.js';
import { ErrorCode, PeoplegraphError } from '../../errors.js';
import type { RequestScope } from '../loaders.js';
import type { WriteOptions } from '../writes/durable-write.js';
import { fingerprintOf } from '../writes/fingerprint.js';
import { erased } from './erased.js';
import { unreadable } from '../writes/problems.js';
import type { WriteTimes } from '../writes/write-service.js';
import type { JobDefinition } from './definition.js';
import { JobRunner, type JobRunnerOptions, type OpenScope } from './job-runner.js';
import { JobWorker } from './job-worker.js';
import { type NewStep, opened, reopened as reopenedStep } from './steps.js';

/** How often the store is looked at for a job that another process may be working on, in milliseconds. */
const lookInterval = 250;

/** A job as a service begins it. */
export interface JobRequest<Input> {
  readonly input: Input;
  /** With what a repeat of the key is compared, where that is not the input. */
  readonly asked?: unknown;
  /** Whom it is about, where that is known already. */
  readonly personId: string | null;
  readonly steps: readonly NewStep[];
}

export interface JobServiceOptions extends Omit<JobRunnerOptions, 'owner'> {
  readonly times: WriteTimes;
}

/** Pieces of work that take several writes: once stored they are done to the end, whichever process dies. */
export class JobService {
  readonly #store: JobStore;
  readonly #clock: Clock;
  readonly #times: WriteTimes;
  readonly #runner: JobRunner;
  readonly #worker: JobWorker;

  constructor(options: JobServiceOptions) {
    const { store, clock, times, logger } = options;
    this.#store = store;
    this.#clock = clock;
    this.#times = times;
    this.#runner = new JobRunner({ ...options, owner: randomUUID() });
    const { retentionMs } = times;
    this.#worker = new JobWorker({ store, runner: this.#runner, retentionMs, clock, logger });
  }

  /** Every kind has to be defined before the start: what a process before this one left is of any of them. */
  define<Input, Plan, Result>(kind: JobKind, definition: JobDefinition<Input, Plan, Result>): void {
    this.#runner.definitions.set(kind, definition as unknown as JobDefinition<unknown, unknown, unknown>);
  }

  /** Begins to work on what is due. @param open opens the loaders for work that nobody waits for. */
  start(open: OpenScope): void {
    this.#worker.start(open);
  }

  /** Begins nothing more, and cuts off what is under way: it is gone on with after the next start. */
  close(): Promise<void> {
    return this.#worker.close();
  }

  /** @returns null where there is none of this kind, or no more of it than its key. @throws WRITE_UNREADABLE */
  async find(kind: JobKind, id: string): Promise<JobRecord | null> {
    const record = await this.#store.find(id);
    if (record?.job.kind !== kind || isErased(record)) return null;
    if (!record.content) throw unreadable();
    return record;
  }

  /** The job that was begun with the same key, as `begin` answers it; null where there is none. @throws CONFLICT */
  async known(
    kind: JobKind,
    asked: unknown,
    { idempotencyKey, delivery }: WriteOptions,
    request: RequestScope,
  ): Promise<JobRecord | null> {
    if (idempotencyKey === undefined) return null;
    const record = await this.#store.findByKey(idempotencyKey, new Date(this.#clock.now()));
    return record && this.#same(record, fingerprintOf(kind, [asked]), delivery, request);
  }

  /** One that is about a person and under way, as `begin` answers it; null where there is none. @throws WRITE_UNREADABLE */
  async underWay(
    kind: JobKind,
    personId: string,
    delivery: WriteDelivery | undefined,
    request: RequestScope,
  ): Promise<JobRecord | null> {
    const record = await this.#store.underWay(kind, personId);
    if (record && !record.content) throw unreadable();
    return record && this.#ended(record, delivery, request);
  }

  /**
   * Stores a job, and works on it: `SYNC` as long as the request may last, `ASYNC` in the background only.
   * @throws CONFLICT where the key was used with another input; STORE_UNAVAILABLE.
   */
  async begin<Input>(
    kind: JobKind,
    { input, asked, personId, steps }: JobRequest<Input>,
    { idempotencyKey, delivery }: WriteOptions,
    request: RequestScope,
  ): Promise<JobRecord> {
    const isSync = delivery !== WriteDelivery.ASYNC;
    const made = { id: randomUUID(), kind, personId, input, asked, steps, idempotencyKey, createdBy: request.caller };
    const intent = this.#intent(made);
    const { outcome, record } = await this.#store.commit(intent, isSync ? this.#runner.lease() : undefined);
    if (outcome === 'known') return this.#same(record, intent.content.fingerprint, delivery, request);
    if (isSync) return this.#runner.run(record, request, idempotencyKey === undefined ? 'onlyCaller' : 'caller');
    this.#worker.wake();
    return record;
  }

  /**
   * Stores a job, and works on it in the background.
   * @param names of which none may have begun another job: its id, and its key.
   * @returns false where one of them has: then nothing is begun.
   * @throws STORE_UNAVAILABLE
   */
  async beginOnce<Input>(
    kind: JobKind,
    { input, personId, steps }: JobRequest<Input>,
    names: { readonly id: string; readonly key: string },
    createdBy: string,
  ): Promise<boolean> {
    const intent = { kind, personId, input, steps, id: names.id, idempotencyKey: ownKey(names.key), createdBy };
    const { outcome } = await this.#store.commit(this.#intent(intent), undefined);
    if (outcome === 'committed') this.#worker.wake();
    return outcome === 'committed';
  }

  /**
   * Begins anew what has failed, and nothing else. A job in which nothing has failed stays as it is.
   * @throws NOT_FOUND; CONFLICT where somebody else has just resumed it.
   */
  async resume(
    kind: JobKind,
    id: string,
    delivery: WriteDelivery | undefined,
    request: RequestScope,
  ): Promise<JobRecord> {
    const record = await this.find(kind, id);
    const content = record?.content;
    if (!record || !content)
      throw new PeoplegraphError(
        ErrorCode.NOT_FOUND,
        'There is nothing with this id. Check it; ended ones are deleted.',
      );
    const { job } = record;
    if (job.state !== JobState.ENDED || content.steps.every(({ state }) => state === StepState.DONE))
      return this.#ended(record, delivery, request);
    const now = this.#clock.now();
    const isSync = delivery !== WriteDelivery.ASYNC;
    const reopened = await this.#store.reopen(
      job,
      { ...content, steps: content.steps.map(reopenedStep) },
      new Date(now),
      new Date(now + this.#times.maximumAgeMs),
      isSync ? this.#runner.lease() : undefined,
    );
    if (!reopened) throw new PeoplegraphError(ErrorCode.CONFLICT, 'It is being resumed already. Ask for its state.');
    // Nobody is told of a failure in place of a delivery: it can be asked for by its id.
    if (isSync) return this.#runner.run(reopened, request, 'caller');
    this.#worker.wake();
    return reopened;
  }

  #intent({ input, asked = input, steps, ...own }: NewJob): JobIntent {
    const now = this.#clock.now();
    return {
      ...own,
      content: { fingerprint: fingerprintOf(own.kind, [asked]), input, steps: steps.map(opened) },
      createdAt: new Date(now),
      expiresAt: new Date(now + this.#times.maximumAgeMs),
      keyExpiresAt: new Date(now + this.#times.keyLifetimeMs),
    };
  }

  /** The key was used before: the first outcome, as soon as there is one. */
  async #same(
    record: JobRecord,
    fingerprint: string,
    delivery: WriteDelivery | undefined,
    request: RequestScope,
  ): Promise<JobRecord> {
    if (!record.content) throw unreadable();
    if (record.content.fingerprint === fingerprint) return this.#ended(record, delivery, request);
    if (isErased(record)) throw erased();
    const message = 'idempotencyKey was used with another input before. Send a new key with a new input.';
    throw new PeoplegraphError(ErrorCode.CONFLICT, message, { fields: ['idempotencyKey'] });
  }

  /** The job once it has ended, or as it is when the request has no more time. */
  async #ended(record: JobRecord, delivery: WriteDelivery | undefined, { signal }: RequestScope): Promise<JobRecord> {
    let latest = record;
    while (latest.job.state === JobState.PENDING && delivery !== WriteDelivery.ASYNC && !signal.aborted) {
      await this.#clock.sleep(lookInterval, signal).catch(() => undefined);
      latest = (await this.#store.find(record.job.id)) ?? latest;
    }
    return latest;
  }
}

interface NewJob extends JobRequest<unknown>, Pick<JobIntent, 'id' | 'kind' | 'idempotencyKey' | 'createdBy'> {}
