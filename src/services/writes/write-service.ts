import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Clock } from '../../domain/clock.js';
import { ownKey } from '../../domain/idempotency-key.js';
import { connection, type Connection } from '../../domain/connection.js';
import {
  type Commit,
  type Write,
  type WriteContent,
  WriteDelivery,
  type WriteFilter,
  type WriteJournal,
  type WriteKind,
  type WriteRecord,
  WriteState,
  type WriteTargets,
} from '../../domain/write.js';
import { ErrorCode, PeoplegraphError } from '../../errors.js';
import { decodeWritePosition, encodeWritePosition } from '../cursor.js';
import type { RequestScope } from '../loaders.js';
import type { WriteDefinition } from './definition.js';
import { Deliveries, type DeliveryTimes } from './deliveries.js';
import { DurableWrite, type WriteOptions } from './durable-write.js';
import { fingerprintOf } from './fingerprint.js';
import { itemId } from './outcomes.js';
import { toProblem, unreadable } from './problems.js';
import { type Result, resultOf } from './result.js';
import { subjectsOf } from './subjects.js';
import type { WriteListener } from './settlements.js';
import { Waiters } from './waiters.js';
import { untilEnded } from './wait.js';
import { WriteWorker } from './write-worker.js';

/** How writes are kept and tried, in milliseconds unless it says otherwise. */
export interface WriteTimes extends DeliveryTimes {
  readonly keyLifetimeMs: number;
  readonly maximumAgeMs: number;
  readonly retentionMs: number;
  /** Deliveries to one vendor in the background, at once. */
  readonly concurrency: number;
}

/** Durable writes: each is committed here before a vendor is called, and delivered in spite of what happens meanwhile. */
export class WriteService {
  readonly #definitions = new Map<WriteKind, WriteDefinition<unknown, unknown>>();
  readonly #waiters = new Waiters();
  readonly #deliveries: Deliveries;
  readonly #worker: WriteWorker;

  constructor(
    private readonly journal: WriteJournal,
    private readonly times: WriteTimes,
    private readonly clock: Clock,
    logger: Logger,
    private readonly onChange: WriteListener = () => undefined,
  ) {
    const owner = randomUUID();
    this.#deliveries = new Deliveries(journal, this.#definitions, this.#waiters, times, owner, clock, logger, onChange);
    this.#worker = new WriteWorker({ ...times, journal, deliveries: this.#deliveries, clock, logger });
  }

  /** Every kind has to be defined before the start: what a process before this one left is of any of them. */
  define<Input, Outcome>(kind: WriteKind, definition: WriteDefinition<Input, Outcome>): DurableWrite<Input, Outcome> {
    this.#definitions.set(kind, definition as unknown as WriteDefinition<unknown, unknown>);
    return new DurableWrite((items, options, request) => this.#run<Input, Outcome>(kind, items, options, request));
  }

  /** Begins to deliver what is due. */
  start(): void {
    this.#worker.start();
  }

  /** Begins nothing more, and lets what is under way end. */
  close(): Promise<void> {
    return this.#worker.close();
  }

  async find(id: string): Promise<Write | null> {
    return (await this.journal.find(id))?.write ?? null;
  }

  async list(filter: WriteFilter, first: number, after: string | undefined): Promise<Connection<Write>> {
    const { items, hasNextPage } = await this.journal.page(filter, first, decodeWritePosition(after));
    return connection(
      items.map(({ write }) => write),
      (_, index) => encodeWritePosition((items[index] as (typeof items)[number]).position),
      { hasNextPage, hasPreviousPage: after !== undefined },
    );
  }

  /** @throws NOT_FOUND; CONFLICT where it cannot be tried again; WRITE_UNREADABLE. */
  async retry(id: string): Promise<Write> {
    const record = await this.#existing(id);
    const { kind, vendor } = record.write;
    const definition = this.#definitions.get(kind);
    if (!record.content || !definition) throw unreadable();
    const { items, outcomes } = record.content;
    if (record.write.state === WriteState.DEAD && items === null)
      throw conflict('What this write held has been erased. Send it again, with a new idempotency key.');
    const now = new Date(this.clock.now());
    const expiresAt = new Date(now.getTime() + this.times.maximumAgeMs);
    const write = await this.journal.retry(id, targetsOf(definition, items ?? [], outcomes), now, expiresAt);
    if (!write)
      throw conflict('Only a write that is pending or dead can be tried again, and not while it is being delivered.');
    this.onChange(id, []);
    this.#worker.queued(id, vendor);
    return write;
  }

  /** @throws NOT_FOUND; CONFLICT where it has ended, or is being delivered now. */
  async cancel(id: string): Promise<Write> {
    const { write } = await this.#existing(id);
    const error = new PeoplegraphError(
      ErrorCode.WRITE_CANCELLED,
      write.attempts > 0
        ? 'The write was cancelled. An attempt before that may have taken effect.'
        : 'The write was cancelled before its delivery was begun.',
    );
    const cancelled = await this.journal.cancel(id, toProblem(error, new Date(this.clock.now())));
    if (!cancelled)
      throw conflict('Only a write that is pending can be cancelled, and not while it is being delivered.');
    this.onChange(id, []);
    this.#waiters.fail(id, error);
    this.#worker.dequeued(id, write.vendor);
    return cancelled;
  }

  async #existing(id: string): Promise<WriteRecord> {
    const record = await this.journal.find(id);
    if (record) return record;
    throw new PeoplegraphError(ErrorCode.NOT_FOUND, 'There is no such write. Check the id; ended ones are deleted.');
  }

  async #run<Input, Outcome>(
    kind: WriteKind,
    inputs: readonly Input[],
    { idempotencyKey, delivery, step }: WriteOptions,
    request: RequestScope,
  ): Promise<Result<Input, Outcome>> {
    const definition = this.#definitions.get(kind) as WriteDefinition<unknown, unknown>;
    const id = randomUUID();
    const fingerprint = fingerprintOf(kind, inputs);
    const items = inputs.map(
      (input, index) => definition.fix?.(input, itemId(id, index, inputs.length)) ?? (input as unknown),
    );
    const isSync = delivery !== WriteDelivery.ASYNC;
    const isOnlyCaller = step?.isOnlyCaller ?? idempotencyKey === undefined;
    const waiter = isSync ? this.#waiters.wait(id, request, isOnlyCaller) : undefined;
    const now = this.clock.now();
    let commit: Commit;
    try {
      commit = await this.journal.commit(
        {
          id,
          kind,
          vendor: definition.vendor,
          ...targetsOf(definition, items),
          subjects: subjectsOf(items, definition.about),
          caller: request.caller,
          items,
          fingerprint,
          idempotencyKey: step ? ownKey(step.key) : idempotencyKey,
          createdAt: new Date(now),
          expiresAt: new Date(now + this.times.maximumAgeMs),
          keyExpiresAt: new Date(now + (step ? this.times.retentionMs : this.times.keyLifetimeMs)),
        },
        isSync ? this.#deliveries.lease() : undefined,
      );
    } catch (error) {
      waiter?.leave();
      throw error;
    }
    const { outcome, record } = commit;
    if (outcome === 'known') {
      waiter?.leave();
      return this.#known<Input, Outcome>(record, fingerprint, isSync, request);
    }
    if (outcome === 'claimed') this.#worker.deliver(record);
    else this.#worker.queued(id, definition.vendor);
    return waiter ? untilEnded(this.journal, waiter, record, this.clock) : resultOf(record);
  }

  /** The key was used before: the first outcome, as soon as there is one. */
  async #known<Input, Outcome>(
    record: WriteRecord,
    fingerprint: string,
    isSync: boolean,
    request: RequestScope,
  ): Promise<Result<Input, Outcome>> {
    if (!record.content) throw unreadable();
    if (record.content.fingerprint !== fingerprint)
      throw conflict('idempotencyKey was used with another input before. Send a new key with a new input.', [
        'idempotencyKey',
      ]);
    if (record.write.state !== WriteState.PENDING || !isSync) return resultOf(record);
    return untilEnded(this.journal, this.#waiters.wait(record.write.id, request, false), record, this.clock);
  }
}

const conflict = (message: string, fields?: readonly string[]): PeoplegraphError =>
  new PeoplegraphError(ErrorCode.CONFLICT, message, { fields });

/** @param outcomes Of the items that have ended before. */
const targetsOf = (
  { vendor, record, membership }: WriteDefinition<unknown, unknown>,
  items: readonly unknown[],
  outcomes: WriteContent['outcomes'] = [],
): WriteTargets => ({
  // An item about somebody who has been erased is null.
  records: items.filter((item) => item !== null).map((item) => `${vendor} ${record(item)}`),
  memberships: items.map((item, index) => (outcomes[index] ? null : (membership?.(item) ?? null))),
});
