import { setMaxListeners } from 'node:events';
import type { Logger } from 'pino';
import type { Clock } from '../../domain/clock.js';
import { RequestCost } from '../../domain/request-cost.js';
import type { Lease, Write, WriteContent, WriteJournal, WriteKind, WriteRecord } from '../../domain/write.js';
import { AttemptScope } from './attempt-scope.js';
import type { WriteDefinition } from './definition.js';
import { itemId, type Results } from './outcomes.js';
import { deliverInRounds } from './rounds.js';
import { Settlements, type WriteListener } from './settlements.js';
import { untilStored } from './until-stored.js';
import type { Waiters } from './waiters.js';

/** How much of the attempt is left when the process ends, to store how deliveries were left; in milliseconds. */
const shutdownPatience = 6_000;

export interface DeliveryTimes {
  /** How long one attempt may take before no more vendor call is begun, in milliseconds. */
  readonly attemptMs: number;
  /** How long a call may run past that, in milliseconds. */
  readonly graceMs: number;
  /** How much longer a lease lasts, in milliseconds: for storing how the attempt ended, and for clocks that disagree. */
  readonly leaseReserveMs: number;
}

export type Definitions = ReadonlyMap<WriteKind, WriteDefinition<unknown, unknown>>;

/** Makes attempts at claimed writes, and sees to it that how they went is stored. */
export class Deliveries {
  readonly #underWay = new Set<Promise<void>>();
  readonly #shutdown = new AbortController();
  readonly #settlements: Settlements;
  /** In milliseconds. */
  readonly #leaseDuration: number;

  constructor(
    journal: WriteJournal,
    private readonly definitions: Definitions,
    private readonly waiters: Waiters,
    private readonly times: DeliveryTimes,
    private readonly owner: string,
    private readonly clock: Clock,
    private readonly logger: Logger,
    onChange: WriteListener,
  ) {
    // Each attempt under way listens.
    setMaxListeners(0, this.#shutdown.signal);
    this.#leaseDuration = times.attemptMs + times.graceMs + times.leaseReserveMs;
    this.#settlements = new Settlements(journal, waiters, owner, clock, logger, onChange);
  }

  /** A lease for an attempt that begins now. */
  lease(): Lease {
    const now = this.clock.now();
    return { owner: this.owner, now: new Date(now), until: new Date(now + this.#leaseDuration) };
  }

  /** Delivers a write that this process has claimed; its promise never rejects. */
  deliver(record: WriteRecord): Promise<void> {
    const delivery = this.#deliver(record)
      .catch((error: unknown) => {
        // Its lease runs out, and it is delivered again.
        this.logger.error({ writeId: record.write.id, error }, 'how a write was delivered could not be stored');
        this.waiters.fail(record.write.id, error);
      })
      .finally(() => this.#underWay.delete(delivery));
    this.#underWay.add(delivery);
    return delivery;
  }

  /** Waits for what is under way, and cuts off what takes too long: that is delivered again after the next start. */
  async close(): Promise<void> {
    const timer = setTimeout(() => this.#shutdown.abort(), shutdownPatience);
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
    clearTimeout(timer);
  }

  async #deliver(record: WriteRecord): Promise<void> {
    const { write, content } = record;
    const definition = this.definitions.get(write.kind);
    if (!definition || !content?.items) {
      await this.#untilStored(write, () => this.#settlements.endUnreadable(write));
      return;
    }
    const results = await this.#attempt(record, definition, content, content.items);
    await this.#untilStored(write, () => this.#settlements.settle({ record, content, definition, results }));
  }

  /** As long as the lease lasts nobody else asks the vendor, and the outcome is not lost. */
  #untilStored({ id, lastAttemptAt }: Write, store: () => Promise<void>): Promise<void> {
    return untilStored(store, {
      until: (lastAttemptAt?.getTime() ?? 0) + this.#leaseDuration,
      clock: this.clock,
      signal: this.#shutdown.signal,
      onFailure: (error, failures) => {
        this.waiters.release(id);
        if (failures > 1) return;
        this.logger.warn({ writeId: id, error }, 'how a write was delivered cannot be stored yet');
      },
    });
  }

  async #attempt(
    { write }: WriteRecord,
    definition: WriteDefinition<unknown, unknown>,
    { outcomes }: WriteContent,
    items: readonly unknown[],
  ): Promise<Results> {
    const waiting = this.waiters.scopeOf(write.id);
    // As of its claim, and not of now: a process that was stopped in between must not ask the vendor once its lease is over.
    const claimedAt = write.lastAttemptAt?.getTime() ?? this.clock.now();
    const scope = new AttemptScope({
      requestId: waiting?.requestId ?? write.id,
      cost: waiting?.cost ?? new RequestCost(),
      deadline: Math.min(waiting?.deadline ?? Infinity, claimedAt + this.times.attemptMs),
      grace: this.times.graceMs,
      shutdown: this.#shutdown.signal,
    });
    const open = items.flatMap((input, index) =>
      outcomes[index] ? [] : [{ id: itemId(write.id, index, items.length), input, isRepeat: write.attempts > 1 }],
    );
    try {
      const delivered = await deliverInRounds(open, definition, scope);
      let taken = 0;
      return items.map((_, index) => (outcomes[index] ? null : delivered[taken++]));
    } finally {
      scope.close();
    }
  }
}
