import type { Clock } from '../domain/clock.js';

/** What a vendor's headers say of its own quota. */
export interface QuotaReading {
  readonly limit: number | undefined;
  readonly remaining: number | undefined;
  /** Milliseconds since the epoch. */
  readonly resetAt: number | undefined;
}

/** How far a budget is used up. */
export interface BudgetSnapshot {
  readonly limit: number;
  /** So many of a minute's calls may go out at once. */
  readonly burst: number;
  readonly remaining: number;
  /** When the budget is whole again, in milliseconds since the epoch. */
  readonly resetAt: number;
}

const minute = 60_000;

/** Times since the epoch are this exact after some arithmetic, in milliseconds. */
const rounding = 0.01;

/** A vendor's word is not taken for longer than this, in milliseconds: its clock may be wrong. */
const longestClosure = 10 * minute;

/** The share of a minute's calls that may go out at once; the rest is spread over the minute, so that no minute exceeds it. */
const burstShare = 0.25;

const burstOf = (perMinute: number): number => Math.max(1, Math.floor(perMinute * burstShare));

/** A call that would have to wait longer than its caller does. */
export class BudgetExhausted extends Error {
  override readonly name = 'BudgetExhausted';

  /** @param waitMs until a call would be let through. */
  constructor(readonly waitMs: number) {
    super('The budget of calls is used up.');
  }
}

/** A call that waits for its turn. */
interface Waiter {
  readonly deadline: number;
  readonly go: () => void;
  readonly refuse: (reason: BudgetExhausted) => void;
}

/**
 * A queueing token bucket for the calls to one vendor. It is kept as one number, the time at which the
 * bucket would be full again (the generic cell rate algorithm): each call moves it one interval on, and a
 * call waits until it is no further ahead than a burst. Waiting callers are served in the order they came;
 * whoever leaves, or finds the vendor closed for too long, makes room for those behind.
 */
export class RateBudget {
  /** Calls a minute; undefined as long as neither the configuration nor the vendor names a limit. */
  #limit: number | undefined;
  /** Milliseconds that one call uses up. */
  #interval = 0;
  /** How far ahead of now the bucket may be, in milliseconds. */
  #tolerance = 0;
  #fullAt = 0;
  /** Nothing goes out before this: the vendor itself said so. */
  #closedUntil = 0;
  readonly #waiting: Waiter[] = [];
  /** Ends the sleep until the next turn; undefined while nobody waits. */
  #alarm: AbortController | undefined;

  /** @param perMinute from the configuration; where it is undefined, the vendor's own headers set it. */
  constructor(
    private readonly perMinute: number | undefined,
    private readonly clock: Clock,
  ) {
    if (perMinute !== undefined) this.#setLimit(perMinute);
  }

  /**
   * Whether a call that comes now can have its turn in time.
   * @param behind so many others that are about to ask, too.
   * @throws BudgetExhausted where it cannot.
   */
  check(deadline: number, behind = 0): void {
    const now = this.clock.now();
    const wait = this.#wait(now, this.#waiting.length + behind);
    if (wait > 0 && now + wait > deadline) throw new BudgetExhausted(wait);
  }

  /** Uses a turn where one is free: the call has to go out at once. @returns whether there was one. */
  takeNow(): boolean {
    const now = this.clock.now();
    if (this.#waiting.length > 0 || this.#wait(now) > 0) return false;
    this.#use(now);
    return true;
  }

  /**
   * Waits for a call's turn and uses it: the call has to go out at once.
   * @throws BudgetExhausted where the turn comes after `deadline`, as soon as that is known; the signal's reason when it aborts.
   */
  async take(deadline: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.takeNow()) return;
    this.check(deadline);
    await new Promise<void>((resolve, reject) => {
      const settled = (): void => signal.removeEventListener('abort', leave);
      const waiter: Waiter = {
        deadline,
        go: () => {
          settled();
          resolve();
        },
        refuse: (reason) => {
          settled();
          reject(reason);
        },
      };
      const leave = (): void => {
        this.#remove(waiter);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.push(waiter);
      void this.#serve();
    });
  }

  /** How many calls could go out now; undefined where there is no limit. */
  get remaining(): number | undefined {
    if (this.#limit === undefined) return undefined;
    const now = this.clock.now();
    if (this.#closedUntil > now) return 0;
    const ahead = Math.max(0, this.#fullAt - now);
    return Math.max(0, Math.floor((this.#tolerance - ahead + rounding) / this.#interval) + 1);
  }

  /** Believes the vendor where it grants less than we thought: others may be using the same key. */
  correct({ limit, remaining, resetAt }: QuotaReading): void {
    if (limit !== undefined && limit > 0) {
      const granted = Math.min(limit, this.perMinute ?? Infinity);
      if (granted !== this.#limit) this.#setLimit(granted);
    }
    if (remaining === undefined) return;
    const now = this.clock.now();
    if (remaining <= 0) this.close(resetAt ?? now + this.#interval);
    else if (remaining < (this.remaining ?? 0)) this.#fullAt = now + this.#tolerance - (remaining - 1) * this.#interval;
  }

  /** The vendor has refused a call for its quota: nothing goes out before `until`, milliseconds since the epoch. */
  close(until: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, Math.min(until, this.clock.now() + longestClosure));
    this.#refuseHopeless();
  }

  snapshot(): BudgetSnapshot | undefined {
    if (this.#limit === undefined) return undefined;
    const resetAt = Math.max(this.clock.now(), this.#fullAt, this.#closedUntil) + this.#waiting.length * this.#interval;
    return { limit: this.#limit, burst: burstOf(this.#limit), remaining: this.remaining ?? 0, resetAt };
  }

  /** When the next call may go out, in milliseconds since the epoch; undefined where that is now. */
  get opensAt(): number | undefined {
    const now = this.clock.now();
    const wait = this.#wait(now, this.#waiting.length);
    return wait > 0 ? now + wait : undefined;
  }

  #use(now: number): void {
    this.#fullAt = Math.max(this.#fullAt, now) + this.#interval;
  }

  /** Lets those who wait go, one by one, until nobody waits. */
  async #serve(): Promise<void> {
    if (this.#alarm) return;
    const alarm = (this.#alarm = new AbortController());
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      const now = this.clock.now();
      const wait = this.#wait(now);
      if (wait === 0) {
        this.#use(now);
        this.#remove(next);
        next.go();
        continue;
      }
      await this.clock.sleep(wait, alarm.signal).catch(() => undefined);
      if (alarm.signal.aborted) return;
      this.#refuseHopeless();
    }
  }

  /** Those behind move up. */
  #remove(waiter: Waiter): void {
    const place = this.#waiting.indexOf(waiter);
    if (place >= 0) this.#waiting.splice(place, 1);
    if (this.#waiting.length > 0) return;
    this.#alarm?.abort();
    this.#alarm = undefined;
  }

  /** The vendor may have closed, or granted less, since they began to wait. */
  #refuseHopeless(): void {
    const now = this.clock.now();
    for (const waiter of [...this.#waiting]) {
      const wait = this.#wait(now, this.#waiting.indexOf(waiter));
      if (wait === 0 || now + wait <= waiter.deadline) continue;
      this.#remove(waiter);
      waiter.refuse(new BudgetExhausted(wait));
    }
  }

  #setLimit(perMinute: number): void {
    const burst = burstOf(perMinute);
    this.#limit = perMinute;
    this.#interval = minute / Math.max(1, perMinute - burst);
    this.#tolerance = (burst - 1) * this.#interval;
  }

  /** Milliseconds until one more call would be let through, behind so many others. */
  #wait(now: number, behind = 0): number {
    const full = Math.max(this.#fullAt, now, this.#closedUntil) + behind * this.#interval;
    const wait = Math.max(full - this.#tolerance - now, this.#closedUntil - now);
    return wait > rounding ? wait : 0;
  }
}
