import { BrokenCircuitError, circuitBreaker, CircuitState, handleWhenResult, type IBreaker } from 'cockatiel';
import type { Clock } from '../domain/clock.js';

/** Failures are counted over this time, in milliseconds. */
const samplingTime = 10_000;

/** The breaker opens when more than this share of the calls has failed… */
const failureShare = 0.5;

/** …and there were enough of them to judge by. */
const fewestCalls = 5;

/** How long it stays open before one call may probe the vendor, in milliseconds. */
const openTime = 5_000;

/** What a call says about the vendor; `unknown` where it was given up before the vendor could show anything. */
export type Verdict = 'well' | 'failure' | 'unknown';

/** The vendor has failed too often lately: it is left alone for a while. */
export class CircuitOpen extends Error {
  override readonly name = 'CircuitOpen';

  /** @param waitMs until the vendor is probed. */
  constructor(readonly waitMs: number) {
    super('The circuit breaker is open.');
  }
}

/** One vendor's circuit breaker: closed while it works, open while it does not, and one probe at a time in between. */
export class CircuitBreaker<Result> {
  readonly #policy;
  readonly #rate: FailureRate;
  #probedAt = 0;

  constructor(
    private readonly verdictOf: (result: Result) => Verdict,
    private readonly clock: Clock,
  ) {
    // A probe that was given up leaves the question open: the next call asks it again at once.
    const pause = (reason: unknown): number =>
      verdictOf((reason as { value: Result }).value) === 'unknown' ? 0 : openTime;
    const backoff = { next: ({ result }: { result: unknown }) => ({ ...backoff, duration: pause(result) }) };
    this.#rate = new FailureRate(clock);
    this.#policy = circuitBreaker(
      handleWhenResult((result) => verdictOf(result as Result) !== 'well'),
      { halfOpenAfter: backoff, breaker: this.#rate },
    );
    this.#policy.onBreak((reason) => {
      this.#probedAt = clock.now() + pause(reason);
    });
  }

  /** When the vendor is probed next, in milliseconds since the epoch; undefined while calls go through. */
  get probedAt(): number | undefined {
    return this.#isClosed() ? undefined : this.#probedAt;
  }

  /** @throws CircuitOpen while the vendor is left alone. */
  check(): void {
    if (this.#isClosed()) return;
    const { state } = this.#policy;
    const wait = this.#probedAt - this.clock.now();
    // While a probe is under way the library lets others wait for it: ours have a deadline and are told at once.
    if (state === CircuitState.HalfOpen || wait > 0) {
      throw new CircuitOpen(Math.max(1, wait));
    }
  }

  /** @throws CircuitOpen while the vendor is left alone. */
  async run(work: () => Promise<Result>): Promise<Result> {
    this.check();
    if (!this.#isClosed()) return this.#decide(work);
    const result = await work();
    const verdict = this.verdictOf(result);
    // The library takes a call through three promises: it is needed only for what may open the breaker.
    if (verdict === 'well') this.#rate.success(CircuitState.Closed);
    else if (verdict === 'failure' && this.#isClosed()) await this.#decide(() => result);
    return result;
  }

  #isClosed(): boolean {
    return this.#policy.state === CircuitState.Closed;
  }

  /** Lets the library see what comes of it, and open or close the breaker. */
  async #decide(work: () => Promise<Result> | Result): Promise<Result> {
    try {
      return await this.#policy.execute(work);
    } catch (error) {
      throw error instanceof BrokenCircuitError ? new CircuitOpen(openTime) : error;
    }
  }
}

/** One second's outcomes. */
interface Tally {
  readonly second: number;
  failures: number;
  calls: number;
}

/**
 * Opens on the share of failures in the sampling time. The library's own breaker of this kind forgets by calls and
 * not by time: on a quiet vendor it would count failures of hours ago.
 */
class FailureRate implements IBreaker {
  /** Asked for by the library, which would use it to save the breaker: ours is not saved. */
  state: unknown;
  #tallies: Tally[] = [];

  constructor(private readonly clock: Clock) {}

  success(state: CircuitState): void {
    if (state === CircuitState.HalfOpen) this.#tallies = [];
    this.#count(false);
  }

  failure(state: CircuitState): boolean {
    this.#count(true);
    if (state !== CircuitState.Closed) return true;
    const calls = this.#tallies.reduce((sum, tally) => sum + tally.calls, 0);
    const failures = this.#tallies.reduce((sum, tally) => sum + tally.failures, 0);
    return calls >= fewestCalls && failures > failureShare * calls;
  }

  #count(failed: boolean): void {
    const tally = this.#tallyOf(Math.floor(this.clock.now() / 1_000));
    tally.calls += 1;
    if (failed) tally.failures += 1;
  }

  #tallyOf(second: number): Tally {
    const last = this.#tallies.at(-1);
    if (last?.second === second) return last;
    const tally = { second, failures: 0, calls: 0 };
    this.#tallies = this.#tallies.filter((tally) => tally.second > second - samplingTime / 1_000);
    this.#tallies.push(tally);
    return tally;
  }
}
