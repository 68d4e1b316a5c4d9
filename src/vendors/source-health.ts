import type { Clock } from '../domain/clock.js';
import { type SourceHealth, type SourceProblem, SourceState } from '../domain/source-health.js';
import type { ErrorCode } from '../errors.js';
import type { BudgetSnapshot } from './rate-budget.js';

/** Outcomes older than this say nothing about now, in milliseconds. */
const memory = 60_000;

/** So many of the last outcomes are judged. */
const outcomesKept = 50;

/** A source with more failures than this share of its outcomes is not well. */
const tolerableShare = 0.1;

/** How much a new latency counts against those before it. */
const latencyWeight = 0.2;

interface Outcome {
  readonly at: number;
  readonly failed: boolean;
}

/** What the circuit breaker and the budget say at the moment. */
export interface Restrictions {
  /** When the vendor that is left alone is probed, in milliseconds since the epoch; undefined where it is not left alone. */
  readonly probedAt: number | undefined;
  /** When the budget lets the next call through; undefined where that is now. */
  readonly opensAt: number | undefined;
  readonly budget: BudgetSnapshot | undefined;
}

/** What is known of one vendor from the calls that were made anyway. */
export class SourceObserver {
  readonly #outcomes: Outcome[] = [];
  #latency: number | undefined;
  #lastError: SourceProblem | undefined;
  #staleAt = -Infinity;
  #succeededAt = -Infinity;

  constructor(
    private readonly clock: Clock,
    private readonly restrictions: () => Restrictions,
  ) {}

  /** @param milliseconds that the answer took. */
  succeeded(milliseconds: number): void {
    const now = this.clock.now();
    this.#succeededAt = now;
    this.#latency =
      this.#latency === undefined ? milliseconds : this.#latency + latencyWeight * (milliseconds - this.#latency);
    this.#note(now, false);
  }

  failed(code: ErrorCode): void {
    const now = this.clock.now();
    this.#lastError = { code, at: new Date(now) };
    this.#note(now, true);
  }

  /** A record was answered from the cache because the vendor could not be asked. */
  answeredStale(): void {
    this.#staleAt = this.clock.now();
  }

  snapshot(): SourceHealth {
    const { probedAt, opensAt, budget } = this.restrictions();
    const retryAt = probedAt ?? opensAt;
    return {
      state: this.#state(probedAt !== undefined, opensAt !== undefined),
      latency: this.#latency === undefined ? null : Math.round(this.#latency * 10) / 10,
      retryAt: retryAt === undefined || retryAt <= this.clock.now() ? null : new Date(retryAt),
      budget: budget ? { ...budget, resetAt: new Date(budget.resetAt) } : null,
      lastError: this.#lastError ?? null,
    };
  }

  #state(isLeftAlone: boolean, isUsedUp: boolean): SourceState {
    const now = this.clock.now();
    // Before all else, so that nobody takes such records for fresh: `retryAt` still says when it is asked again.
    if (this.#staleAt > this.#succeededAt && this.#staleAt > now - memory) return SourceState.STALE;
    if (isLeftAlone) return SourceState.DOWN;
    if (isUsedUp) return SourceState.RATE_LIMITED;
    const recent = this.#outcomes.filter(({ at }) => at > now - memory);
    const failures = recent.filter(({ failed }) => failed).length;
    return failures > recent.length * tolerableShare ? SourceState.DEGRADED : SourceState.FRESH;
  }

  #note(at: number, failed: boolean): void {
    this.#outcomes.push({ at, failed });
    if (this.#outcomes.length > outcomesKept) this.#outcomes.shift();
  }
}
