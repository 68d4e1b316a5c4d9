import type { Logger } from 'pino';
import type { Clock } from '../domain/clock.js';
import { type CallScope, DeadlinePassed } from '../domain/scope.js';
import type { Vendor } from '../domain/vendor.js';
import { ErrorCode, outOfTime, VendorError } from '../errors.js';
import {
  errorForStatus,
  isRead,
  quotaReading,
  rateLimited,
  repetition,
  retryAfter,
  retryAfterHeader,
  type VendorAnswer,
  type VendorRequest,
} from './answers.js';
import { CircuitBreaker, CircuitOpen, type Verdict } from './circuit-breaker.js';
import { leftAlone, noAnswer } from './failures.js';
import { inLowerCase, toAnswer, toExchange } from './messages.js';
import { BudgetExhausted, RateBudget } from './rate-budget.js';
import { retryDelay } from './retry.js';
import { SourceObserver } from './source-health.js';
import { gotTransport } from './transport-got.js';
import { undiciTransport } from './transport-undici.js';
import { ExchangeFailure, type Transport } from './transport.js';
import { Turns } from './turns.js';

/**
 * A call that its caller's deadline cut off says something about the vendor only when it had run this long,
 * in milliseconds: otherwise a caller in a hurry could make a healthy vendor look dead to everybody.
 */
const slowCall = 250;

/** How long a vendor is left alone that refused a call for its quota and did not say until when, in seconds. */
const unknownQuotaWait = 5;

/** What each vendor says of itself. */
export interface VendorHttpOwnOptions {
  readonly vendor: Vendor;
  /** The base of every path, without a slash at its end. */
  readonly baseUrl: string;
  /** Sent with every call; holds the key. */
  readonly headers: Readonly<Record<string, string>>;
  /** What a refusal means where the vendor gives a status a meaning of its own. */
  readonly meaning?: (answer: VendorAnswer) => RefusalMeaning | undefined;
}

/** What an operator sets. */
export interface VendorHttpOptions extends VendorHttpOwnOptions {
  /** How long one attempt may take, in milliseconds. */
  readonly timeoutMs: number;
  /** How many calls may be under way at once. */
  readonly concurrency: number;
  /** How often a call that failed is repeated where a repeat is harmless. */
  readonly retries: number;
  /** Calls a minute; undefined where only the vendor's own headers limit them. */
  readonly callsPerMinute: number | undefined;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** `quota`: the quota is used up. `record`: only this record is refused, and the vendor is well. */
export type RefusalMeaning = 'quota' | 'record';

/** What one attempt came to: an answer of any status, or the reason why there is none. */
type Attempt = ({ readonly answer: VendorAnswer } | { readonly error: VendorError }) & { readonly verdict: Verdict };

/**
 * One vendor over HTTP. A call waits for its turn in the budget and among the calls under way, passes the circuit
 * breaker, and is repeated where a repeat is harmless. It answers with whatever status the vendor sent, since what
 * a status means is the vendor's own; what never became an answer is a `VendorError` with code VENDOR_TIMEOUT,
 * VENDOR_UNAVAILABLE, VENDOR_RATE_LIMITED, VENDOR_BAD_RESPONSE or DEADLINE_EXCEEDED.
 */
export class VendorHttp {
  readonly health: SourceObserver;
  /** Reads are many: they go by the cheaper way. */
  readonly #reading: Transport;
  readonly #writing: Transport;
  readonly #turns: Turns;
  readonly #breaker: CircuitBreaker<Attempt>;
  readonly #budget: RateBudget;

  constructor(private readonly options: VendorHttpOptions) {
    const { clock, baseUrl, concurrency, timeoutMs } = options;
    this.#turns = new Turns(concurrency);
    this.#budget = new RateBudget(options.callsPerMinute, clock);
    this.#breaker = new CircuitBreaker(({ verdict }) => verdict, clock);
    this.health = new SourceObserver(clock, () => ({
      probedAt: this.#breaker.probedAt,
      opensAt: this.#budget.opensAt,
      budget: this.#budget.snapshot(),
    }));
    const headers = inLowerCase({ accept: 'application/json', 'user-agent': 'peoplegraph', ...options.headers });
    this.#reading = undiciTransport({ baseUrl, connections: concurrency, timeoutMs, headers });
    this.#writing = gotTransport({ baseUrl, timeoutMs, headers });
  }

  async send(request: VendorRequest, scope: CallScope): Promise<VendorAnswer> {
    for (let attempts = 1; ; attempts += 1) {
      const attempt = await this.#attempt(request, scope);
      const delay = this.#delay(request, attempt, attempts, scope);
      if (delay === undefined) {
        if ('error' in attempt) throw attempt.error;
        return attempt.answer;
      }
      this.#log(request, scope, { attempts, delay: Math.round(delay) });
      try {
        await this.options.clock.sleep(delay, scope.signal);
      } catch {
        throw this.#outOfTime(request);
      }
    }
  }

  /** Milliseconds until the next attempt, or undefined where this one was the last. */
  #delay(request: VendorRequest, attempt: Attempt, attempts: number, scope: CallScope): number | undefined {
    const { clock, retries } = this.options;
    const isQuota = 'answer' in attempt && this.#meaning(attempt.answer) === 'quota';
    if (!(attempt.verdict === 'failure' || isQuota) || !repetition(request).retryable) return undefined;
    const read = isQuota ? retryAfter : retryAfterHeader;
    const asked = 'answer' in attempt ? read(attempt.answer, clock.now()) : undefined;
    const timeLeft = scope.deadline - clock.now();
    return retryDelay({ attempts, retries, retryAfter: asked ?? (isQuota ? unknownQuotaWait : 0), timeLeft });
  }

  async #attempt(request: VendorRequest, scope: CallScope): Promise<Attempt> {
    try {
      // What cannot be done in time is refused at once, whoever is before it.
      this.#breaker.check();
      this.#budget.check(scope.deadline, this.#turns.waiting);
      const place = this.#turns.take(scope.signal);
      // Whoever comes next has to see at once that this one is on its way.
      if (place) await place;
      try {
        // Before the budget: a call that is not made must not use it up.
        if (this.options.clock.now() > scope.deadline) throw new DeadlinePassed();
        this.#breaker.check();
        // Last of all: a turn that is kept for later would add to the calls of another minute.
        if (!this.#budget.takeNow()) await this.#budget.take(scope.deadline, scope.signal);
        return await this.#breaker.run(() => this.#exchange(request, scope));
      } finally {
        this.#turns.giveBack();
      }
    } catch (error) {
      return { error: this.#notMade(request, scope, error), verdict: 'unknown' };
    }
  }

  async #exchange(request: VendorRequest, scope: CallScope): Promise<Attempt> {
    const { vendor, clock } = this.options;
    const started = clock.now();
    scope.cost.add(vendor, 'calls');
    try {
      const transport = isRead(request) ? this.#reading : this.#writing;
      const exchanged = await transport(toExchange(request), scope.signal);
      const milliseconds = clock.now() - started;
      this.#log(request, scope, { status: exchanged.status, milliseconds });
      return this.#judge(toAnswer(vendor, request, exchanged), milliseconds);
    } catch (error) {
      if (error instanceof VendorError) return this.#failed(error, 'well');
      if (error instanceof ExchangeFailure) return this.#broken(request, scope, error, clock.now() - started);
      throw error;
    }
  }

  /** What an answer says about the vendor as a whole: its quota and its health. */
  #judge(answer: VendorAnswer, milliseconds: number): Attempt {
    const { vendor, clock } = this.options;
    const { status } = answer;
    const meaning = this.#meaning(answer);
    const isOutage = status >= 500 || status === 408;
    this.#budget.correct(quotaReading(answer));
    if (meaning === 'quota') {
      this.#budget.close(clock.now() + (retryAfter(answer, clock.now()) ?? unknownQuotaWait) * 1_000);
      this.health.failed(ErrorCode.VENDOR_RATE_LIMITED);
    } else if (isOutage || (status === 401 && meaning !== 'record')) {
      this.health.failed(errorForStatus(vendor, answer).code);
    } else {
      this.health.succeeded(milliseconds);
    }
    return { answer, verdict: isOutage ? 'failure' : 'well' };
  }

  #meaning(answer: VendorAnswer): RefusalMeaning | undefined {
    return answer.status === 429 ? 'quota' : this.options.meaning?.(answer);
  }

  #failed(error: VendorError, verdict: Verdict): Attempt {
    this.health.failed(error.code);
    return { error, verdict };
  }

  #broken(request: VendorRequest, scope: CallScope, failure: ExchangeFailure, milliseconds: number): Attempt {
    const { vendor, timeoutMs } = this.options;
    const { kind, code } = failure;
    const error = noAnswer(vendor, request, failure, timeoutMs);
    if (kind === 'tooLarge') return this.#failed(error, 'well');
    if (kind === 'aborted') {
      const isSlow = scope.signal.reason instanceof DeadlinePassed && milliseconds >= slowCall;
      return isSlow ? this.#failed(error, 'failure') : { error, verdict: 'unknown' };
    }
    this.#log(request, scope, { failure: code });
    return this.#failed(error, 'failure');
  }

  /** The error for a call that was never made. @throws what is no reason not to make a call. */
  #notMade(request: VendorRequest, scope: CallScope, error: unknown): VendorError {
    const { vendor } = this.options;
    if (error instanceof CircuitOpen) return leftAlone(vendor, error.waitMs);
    if (error instanceof BudgetExhausted) return rateLimited(vendor, Math.ceil(error.waitMs / 1_000));
    if (scope.signal.aborted || error instanceof DeadlinePassed) return this.#outOfTime(request);
    throw error;
  }

  #outOfTime(request: VendorRequest): VendorError {
    const { retryable, advice } = repetition(request);
    return outOfTime(this.options.vendor, advice, retryable);
  }

  #log(request: VendorRequest, scope: CallScope, outcome: Record<string, unknown>): void {
    const { logger, vendor } = this.options;
    if (!logger.isLevelEnabled('debug')) return;
    logger.debug({ requestId: scope.requestId, vendor, operation: request.operation, ...outcome }, 'vendor call');
  }
}
