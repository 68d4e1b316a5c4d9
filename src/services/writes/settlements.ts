import type { Logger } from 'pino';
import type { Clock } from '../../domain/clock.js';
import {
  type Write,
  type WriteContent,
  type WriteJournal,
  type WriteRecord,
  WriteState,
  type WriteSubject,
} from '../../domain/write.js';
import { pauseAfter } from './backoff.js';
import type { WriteDefinition } from './definition.js';
import { live, merged, type Results, verdictOn } from './outcomes.js';
import { codeOf, isUndecided, mayPass, toProblem, unreadable } from './problems.js';
import { subjectsOf } from './subjects.js';
import type { Waiters } from './waiters.js';

/** An attempt that has been made, and what was known before it. */
export interface Attempt {
  readonly record: WriteRecord;
  readonly content: WriteContent;
  readonly definition: WriteDefinition<unknown, unknown>;
  readonly results: Results;
}

/** Hears what has been stored of a write. @param subjects whom that concerns: nobody where the vendor holds what it held before. */
export type WriteListener = (id: string, subjects: readonly WriteSubject[]) => void;

/**
 * Stores how attempts have left their writes, and tells those who wait. What could not be stored can be stored again;
 * it is decided anew then, as whoever waited may have left.
 */
export class Settlements {
  constructor(
    private readonly journal: WriteJournal,
    private readonly waiters: Waiters,
    private readonly owner: string,
    private readonly clock: Clock,
    private readonly logger: Logger,
    private readonly onChange: WriteListener,
  ) {}

  async settle(attempt: Attempt): Promise<void> {
    const passing = attempt.results.filter((result): result is Error => result instanceof Error && mayPass(result));
    if (passing.length > 0 && !this.#gaveUp(attempt.record, passing)) await this.#postpone(attempt, passing);
    else await this.#end(attempt);
  }

  /** Everything stays as it is stored: once its key is back, it can be tried again. */
  async endUnreadable({ id, attempts }: Write): Promise<void> {
    const at = new Date(this.clock.now());
    const error = unreadable();
    const write = await this.journal.settle(id, attempts, this.owner, {
      state: WriteState.DEAD,
      outcomes: undefined,
      subjects: [],
      lastError: toProblem(error, at),
      at,
      nextAttemptAt: null,
      keepsItems: true,
      // What cannot be read may have announced some.
      makesMemberships: true,
    });
    this.logger.error({ writeId: id }, 'a stored write cannot be decrypted');
    if (!write) return;
    this.onChange(id, []);
    this.waiters.fail(id, error);
  }

  /** It is too old, or its only caller waits and is told why. */
  #gaveUp({ write, expiresAt }: WriteRecord, errors: readonly Error[]): boolean {
    if (this.clock.now() >= expiresAt.getTime()) return true;
    return !errors.some(isUndecided) && this.waiters.holdOnlyCaller(write.id);
  }

  async #postpone(
    { record, content: { items, outcomes }, definition, results }: Attempt,
    passing: readonly Error[],
  ): Promise<void> {
    const { id, kind, attempts } = record.write;
    const at = new Date(this.clock.now());
    const problems = passing.map((error) => toProblem(error, at));
    const longest = Math.max(0, ...problems.map(({ retryAfter }) => retryAfter ?? 0));
    const pause = pauseAfter(attempts, longest);
    const made = madeBy(results, definition);
    const delivered = [...made, ...deliveredTo(items, results, definition)];
    const write = await this.journal.settle(id, attempts, this.owner, {
      state: WriteState.PENDING,
      outcomes: merged(outcomes, results, at),
      subjects: made,
      lastError: problems[0] ?? null,
      at,
      nextAttemptAt: new Date(at.getTime() + pause),
      keepsItems: true,
      makesMemberships: definition.membership !== undefined,
    });
    if (write) this.onChange(id, delivered);
    const facts = { writeId: id, kind, attempts, code: problems[0]?.code, pause };
    // A vendor's failures are known from its calls; a reason of our own is found here alone.
    if (problems[0]?.vendor) this.logger.info(facts, 'write postponed');
    else this.logger.error({ ...facts, error: passing[0] }, 'write postponed');
  }

  async #end({ record, content: { items, outcomes }, definition, results }: Attempt): Promise<void> {
    const { holdsSecret, membership } = definition;
    const { id, kind, attempts } = record.write;
    const at = new Date(this.clock.now());
    const ended = results.map((result, index) => result ?? live(outcomes[index]));
    const { state, reason } = verdictOn(ended);
    const made = madeBy(results, definition);
    const canBeRetried = state === WriteState.DEAD && mayPass(reason as Error);
    const write = await this.journal.settle(id, attempts, this.owner, {
      state,
      outcomes: merged(outcomes, results, at),
      subjects: made,
      lastError: reason ? toProblem(reason, at) : null,
      at,
      nextAttemptAt: null,
      keepsItems: canBeRetried && !items?.some((item) => item !== null && (holdsSecret?.(item) ?? false)),
      makesMemberships: membership !== undefined,
    });
    if (reason) this.logger.warn({ writeId: id, kind, attempts, state, code: codeOf(reason) }, 'write with a failure');
    if (write) this.onChange(id, [...made, ...deliveredTo(items, results, definition)]);
    if (write) this.waiters.end(id, { write, outcomes: ended });
    // Somebody else has it now, or an earlier try was stored after all: the journal will tell.
    else this.waiters.release(id);
  }
}

const madeBy = (results: Results, { made }: WriteDefinition<unknown, unknown>): WriteSubject[] =>
  made ? subjectsOf(results, made) : [];

/** Whom the items are about that this attempt has delivered. */
const deliveredTo = (
  items: WriteContent['items'],
  results: Results,
  { about }: WriteDefinition<unknown, unknown>,
): WriteSubject[] =>
  subjectsOf(
    results.map((result, index) => (result === null || result instanceof Error ? null : items?.[index])),
    about,
  );
