import { setMaxListeners } from 'node:events';
import type { Logger } from 'pino';
import type { Clock } from '../../domain/clock.js';
import { RequestCost } from '../../domain/request-cost.js';
import {
  type Lease,
  type WriteContent,
  type WriteJournal,
  type WriteKind,
  type WriteRecord,
  WriteState,
} from '../../domain/write.js';
import { AttemptScope } from './attempt-scope.js';
import { pauseAfter } from './backoff.js';
import type { WriteDefinition } from './definition.js';
import { itemId, live, merged, type Results, verdictOn } from './outcomes.js';
import { codeOf, isUndecided, mayPass, toProblem, unreadable } from './problems.js';
import type { Waiters } from './waiters.js';

/** How much longer a lease lasts than its attempt can, in milliseconds: for storing how it ended. */
const leaseReserve = 30_000;

/** How much of the attempt is left when the process ends, to store how deliveries were left; in milliseconds. */
const shutdownPatience = 6_000;

export interface DeliveryTimes {
  /** How long one attempt may take before no more vendor call is begun, in milliseconds. */
  readonly attemptMs: number;
  /** How long a call may run past that, in milliseconds. */
  readonly graceMs: number;
}

export type Definitions = ReadonlyMap<WriteKind, WriteDefinition<unknown, unknown>>;

/** Makes attempts at claimed writes, and stores how they went. */
export class Deliveries {
  readonly #underWay = new Set<Promise<void>>();
  readonly #shutdown = new AbortController();

  constructor(
    private readonly journal: WriteJournal,
    private readonly definitions: Definitions,
    private readonly waiters: Waiters,
    private readonly times: DeliveryTimes,
    private readonly owner: string,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {
    // Each attempt under way listens.
    setMaxListeners(0, this.#shutdown.signal);
  }

  /** A lease for an attempt that begins now. */
  lease(): Lease {
    const now = this.clock.now();
    const { attemptMs, graceMs } = this.times;
    return { owner: this.owner, now: new Date(now), until: new Date(now + attemptMs + graceMs + leaseReserve) };
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
      await this.#endUnreadable(record);
      return;
    }
    const results = await this.#attempt(record, definition, content, content.items);
    const passing = results.filter((result): result is Error => result instanceof Error && mayPass(result));
    if (passing.length > 0 && !this.#gaveUp(record, passing)) await this.#postpone(record, content, results, passing);
    else await this.#end(record, definition, content, results);
  }

  async #attempt(
    { write }: WriteRecord,
    definition: WriteDefinition<unknown, unknown>,
    { outcomes }: WriteContent,
    items: readonly unknown[],
  ): Promise<Results> {
    const waiting = this.waiters.scopeOf(write.id);
    const scope = new AttemptScope({
      requestId: waiting?.requestId ?? write.id,
      cost: waiting?.cost ?? new RequestCost(),
      deadline: Math.min(waiting?.deadline ?? Infinity, this.clock.now() + this.times.attemptMs),
      grace: this.times.graceMs,
      shutdown: this.#shutdown.signal,
    });
    const open = items.flatMap((input, index) =>
      outcomes[index] ? [] : [{ id: itemId(write.id, index, items.length), input, isRepeat: write.attempts > 1 }],
    );
    try {
      const delivered = await definition.deliver(open, scope);
      let taken = 0;
      return items.map((_, index) => (outcomes[index] ? null : delivered[taken++]));
    } catch (error) {
      return items.map((_, index) => (outcomes[index] ? null : (error as Error)));
    } finally {
      scope.close();
    }
  }

  /** It is too old, or its only caller waits and is told why. */
  #gaveUp({ write, expiresAt }: WriteRecord, errors: readonly Error[]): boolean {
    if (this.clock.now() >= expiresAt.getTime()) return true;
    return !errors.some(isUndecided) && this.waiters.holdOnlyCaller(write.id);
  }

  async #postpone(
    { write }: WriteRecord,
    { outcomes }: WriteContent,
    results: Results,
    passing: readonly Error[],
  ): Promise<void> {
    const at = new Date(this.clock.now());
    const problems = passing.map((error) => toProblem(error, at));
    const longest = Math.max(0, ...problems.map(({ retryAfter }) => retryAfter ?? 0));
    const pause = pauseAfter(write.attempts, longest);
    const { id, kind, attempts } = write;
    const [error] = passing;
    const facts = { writeId: id, kind, attempts, code: problems[0]?.code, pause };
    // A vendor's failures are known from its calls; a reason of our own is found here alone.
    if (problems[0]?.vendor) this.logger.info(facts, 'write postponed');
    else this.logger.error({ ...facts, error }, 'write postponed');
    await this.journal.settle(id, attempts, this.owner, {
      state: WriteState.PENDING,
      outcomes: merged(outcomes, results, at, (error) => !mayPass(error)),
      lastError: problems[0] ?? null,
      at,
      nextAttemptAt: new Date(at.getTime() + pause),
      keepsItems: true,
    });
  }

  async #end(
    { write: { id, kind, attempts } }: WriteRecord,
    { holdsSecret }: WriteDefinition<unknown, unknown>,
    { items, outcomes }: WriteContent,
    results: Results,
  ): Promise<void> {
    const at = new Date(this.clock.now());
    const ended = results.map((result, index) => result ?? live(outcomes[index]));
    const { state, reason } = verdictOn(ended);
    const canBeRetried = state === WriteState.DEAD && mayPass(reason as Error);
    if (reason) this.logger.warn({ writeId: id, kind, attempts, state, code: codeOf(reason) }, 'write with a failure');
    const write = await this.journal.settle(id, attempts, this.owner, {
      state,
      // What failed for a passing reason has not ended for good: its write can be tried again.
      outcomes: merged(outcomes, results, at, (error) => !mayPass(error)),
      lastError: reason ? toProblem(reason, at) : null,
      at,
      nextAttemptAt: null,
      keepsItems: canBeRetried && !items?.some((item) => holdsSecret?.(item) ?? false),
    });
    if (write) this.waiters.end(id, { write, outcomes: ended });
  }

  /** Everything stays as it is stored: once its key is back, it can be tried again. */
  async #endUnreadable({ write: { id, attempts } }: WriteRecord): Promise<void> {
    const at = new Date(this.clock.now());
    const error = unreadable();
    this.logger.error({ writeId: id }, 'a stored write cannot be decrypted');
    const write = await this.journal.settle(id, attempts, this.owner, {
      state: WriteState.DEAD,
      outcomes: undefined,
      lastError: toProblem(error, at),
      at,
      nextAttemptAt: null,
      keepsItems: true,
    });
    if (write) this.waiters.fail(id, error);
  }
}
