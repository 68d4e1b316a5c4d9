import { LRUCache } from 'lru-cache';
import type { Clock } from '../domain/clock.js';
import type { RecordKind } from '../domain/kept-reads.js';
import { RequestCost } from '../domain/request-cost.js';
import { type CallScope, DeadlinePassed } from '../domain/scope.js';
import type { Answer } from '../domain/sources.js';
import { PeoplegraphError } from '../errors.js';
import type { CacheEntry, EntityCache } from './entity-cache.js';
import { type FlightOptions, Flights } from './flights.js';

/** How long records are kept, in milliseconds. */
export interface Lifetimes {
  /** How long a record is answered without asking; 0 keeps nothing. */
  readonly fresh: number;
  /** The same for "there is none". */
  readonly negative: number;
  /** How long after that it may stand in for a vendor that cannot be asked. */
  readonly stale: number;
}

/** What no write of ours could be trusted to invalidate is shared while it is under way, and not kept. */
export const notKept: Lifetimes = Object.freeze({ fresh: 0, negative: 0, stale: 0 });

export interface RecordReadsOptions<Value> extends Omit<FlightOptions<Value>, 'onAnswer'> {
  /** Names the kind of record in cache keys. */
  readonly kind: RecordKind;
  readonly cache: EntityCache;
  readonly lifetimes: Lifetimes;
  readonly clock: Clock;
  /** Told when a record was answered past its time. */
  readonly onStale: () => void;
}

/** A record is fetched again in the background once this share of its time has passed. */
const refreshShare = 0.8;

/** How long such a fetch may take, in milliseconds: nobody waits for it. */
const refreshTime = 10_000;

/** How long a write that failed may still take effect at the vendor, in milliseconds. */
const unclearTime = 30_000;

/** Records with such a write that are remembered. */
const unclearRecords = 10_000;

/**
 * The reads of one kind of record, shared by all requests: from the cache, from a read that is already under
 * way, or from the vendor. Only good answers are kept; where the vendor cannot be asked, an older one stands
 * in for a while, and the request is told so.
 */
export class RecordReads<Value> {
  readonly #flights: Flights<Value>;
  /** Until when nothing that is read of a record is kept. */
  readonly #unclear = new LRUCache<string, number>({ max: unclearRecords });

  constructor(private readonly options: RecordReadsOptions<Value>) {
    const { cache, clock } = options;
    this.#flights = new Flights({
      ...options,
      onAnswer: (key, value) => {
        if (this.#isKept && (this.#unclear.get(key) ?? 0) <= clock.now())
          cache.fill(this.#cacheKey(key), this.#entry(value));
      },
    });
  }

  /** @param keys distinct. @returns in the order of the keys; what fails for one key is the answer of that key alone. */
  async read(keys: readonly string[], scope: CallScope): Promise<Answer<Value>[]> {
    if (!this.#isKept || scope.fresh) return this.#flights.read(keys, scope);
    const { cache, clock, kind, vendor } = this.options;
    const found = await cache.read(keys.map((key) => this.#cacheKey(key)));
    const now = clock.now();
    const counts = found.map((entry) => entry !== undefined && entry.freshUntil > now);
    const missing = keys.filter((_, index) => !counts[index]);
    if (missing.length < keys.length) {
      scope.cost.add(vendor, 'cacheHits', keys.length - missing.length);
      scope.kept?.note(kind, keys, found, now);
      this.#refreshAhead(keys.filter((_, index) => counts[index] && isAging(found[index], now)));
    }
    const fetched = missing.length > 0 ? await this.#flights.read(missing, scope) : [];
    let next = 0;
    return found.map((entry, index) => {
      if (counts[index]) return entry?.value as Value | null;
      const answer = fetched[next++] ?? null;
      return entry && this.#mayStandIn(entry, answer, scope)
        ? this.#standIn(keys[index] as string, entry, scope)
        : answer;
    });
  }

  /** Forgets a record that has been written. */
  async invalidate(key: string): Promise<void> {
    this.#flights.forget(key);
    if (this.#isKept) await this.options.cache.invalidate(this.#cacheKey(key));
  }

  /** Forgets a record that another process has written, which has told the others what they share. */
  forgetOwn(key: string): void {
    this.#flights.forget(key);
    if (this.#isKept) this.options.cache.forgetOwn(this.#cacheKey(key));
  }

  /** Forgets a record whose write failed: it may still take effect, so what is read in the next time is not kept. */
  async distrust(key: string): Promise<void> {
    this.#unclear.set(key, this.options.clock.now() + unclearTime);
    await this.invalidate(key);
  }

  /** Keeps what a write answered. */
  async replace(key: string, value: Value): Promise<void> {
    this.#flights.forget(key);
    if (this.#isKept) await this.options.cache.replace(this.#cacheKey(key), this.#entry(value));
  }

  /** Whatever is under way may have seen what was there before a write. */
  forgetFlights(): void {
    this.#flights.forgetAll();
  }

  get #isKept(): boolean {
    return this.options.lifetimes.fresh > 0;
  }

  /** An older answer stands in for a vendor that could not be asked, and never for one that said no. */
  #mayStandIn(entry: CacheEntry, answer: unknown, { signal }: CallScope): boolean {
    // Nobody is there any more: what was not answered makes no source stale.
    if (signal.aborted && !(signal.reason instanceof DeadlinePassed)) return false;
    return isNoAnswer(answer) && entry.staleUntil > this.options.clock.now();
  }

  #standIn(key: string, entry: CacheEntry, scope: CallScope): Value | null {
    const { kind, vendor } = this.options;
    scope.cost.add(vendor, 'staleKeys');
    scope.kept?.noteStale(kind, key, entry);
    this.options.onStale();
    return entry.value as Value | null;
  }

  /** Records that are asked for often never expire under their readers. */
  #refreshAhead(keys: readonly string[]): void {
    if (keys.length === 0) return;
    const scope: CallScope = {
      requestId: 'refresh',
      deadline: this.options.clock.now() + refreshTime,
      signal: AbortSignal.timeout(refreshTime),
      fresh: true,
      cost: new RequestCost(),
    };
    // What fails now is tried again by the next reader.
    void this.#flights.read(keys, scope);
  }

  #entry(value: Value | null): CacheEntry {
    const { clock, lifetimes } = this.options;
    const storedAt = clock.now();
    const freshUntil = storedAt + (value === null ? lifetimes.negative : lifetimes.fresh);
    return { value, storedAt, freshUntil, staleUntil: freshUntil + (value === null ? 0 : lifetimes.stale) };
  }

  #cacheKey(key: string): string {
    return `${this.options.kind}:${key}`;
  }
}

const isAging = (entry: CacheEntry | undefined, now: number): boolean =>
  entry !== undefined && now > entry.storedAt + refreshShare * (entry.freshUntil - entry.storedAt);

const isNoAnswer = (answer: unknown): boolean => answer instanceof PeoplegraphError && answer.retryable;
