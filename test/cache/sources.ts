import { setMaxListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { pino } from 'pino';
import { cachedSources } from '../../src/cache/cached-sources.js';
import type { EntityCache } from '../../src/cache/entity-cache.js';
import { memoryCache } from '../../src/cache/memory-cache.js';
import type { Lifetimes } from '../../src/cache/record-reads.js';
import { systemClock, type Clock } from '../../src/domain/clock.js';
import { RequestCost } from '../../src/domain/request-cost.js';
import { type CallScope, DeadlinePassed } from '../../src/domain/scope.js';
import type { Answer, Sources } from '../../src/domain/sources.js';
import { Vendor } from '../../src/domain/vendor.js';
import { connectVendors } from '../../src/vendors/index.js';

/** The system's clock, moved on by the test. */
export class MovingClock implements Clock {
  #offset = 0;
  readonly sleep: Clock['sleep'] = (milliseconds, signal) => systemClock.sleep(milliseconds, signal);

  readonly now = (): number => Date.now() + this.#offset;

  advance(milliseconds: number): void {
    this.#offset += milliseconds;
  }
}

export const seconds = (count: number): number => count * 1_000;

interface Options {
  readonly cache?: EntityCache;
  readonly clock?: Clock;
  readonly lifetimes?: Partial<Record<Vendor, Lifetimes>>;
  readonly batchWindow?: number;
  readonly abreast?: number;
}

/** Sixty seconds fresh, five for "there is none", ten minutes past that while the vendor is away. */
const usual: Lifetimes = { fresh: seconds(60), negative: seconds(5), stale: seconds(600) };

export interface CachedVendor {
  readonly sources: Sources;
  readonly clock: MovingClock;
  readonly stale: readonly Vendor[];
}

/** The sources of vendors at one address, cached, with no repeats and without any limit. */
export function cachedVendor(url: string, options: Options = {}): CachedVendor {
  const clock = new MovingClock();
  const stale: Vendor[] = [];
  const { sources } = connectVendors(
    {
      numi: {
        url,
        apiKey: 'key',
        profilePath: '/profiles/{phone}',
        profilesPath: '/profiles',
        authHeader: 'Authorization',
        authScheme: 'Bearer',
      },
      chatwoot: { url, token: 'token' },
      perfex: { url, token: 'token', timezone: 'UTC' },
      persio: undefined,
    },
    {
      timeoutMs: 60_000,
      concurrency: 100,
      retries: 0,
      callsPerMinute: {},
      defaultRegion: 'DE',
      logger: pino({ level: 'silent' }),
      clock: systemClock,
    },
  );
  const { sources: cached } = cachedSources(sources, {
    cache: options.cache ?? memoryCache({ entries: 1_000, bytes: 1_000_000, clock }),
    lifetimes: { NUMI: usual, CHATWOOT: usual, PERFEX: usual, PERSIO: usual, ...options.lifetimes },
    batchWindow: options.batchWindow ?? 5,
    abreast: options.abreast ?? 100,
    clock,
    onStale: (vendor) => stale.push(vendor),
  });
  return { sources: cached, clock, stale };
}

export interface Caller extends CallScope {
  hangUp(): void;
  /** The time of the operation is over. */
  runOut(): void;
}

/** A request with time enough, that the test can end. */
export function caller(options: { readonly fresh?: boolean; readonly milliseconds?: number } = {}): Caller {
  const end = new AbortController();
  setMaxListeners(0, end.signal);
  return {
    requestId: 'test',
    deadline: Date.now() + (options.milliseconds ?? 20_000),
    signal: end.signal,
    fresh: options.fresh ?? false,
    cost: new RequestCost(),
    hangUp: () => end.abort(),
    runOut: () => end.abort(new DeadlinePassed()),
  };
}

/** Reads that have begun have looked into the cache after this, and joined what is under way. */
export const begun = (): Promise<void> => turn();

/** What an answer comes to, in a word: the record's name, `none`, or the code of its error. */
export function gist(answer: Answer<object> | undefined): unknown {
  if (answer === null || answer === undefined) return 'none';
  if (answer instanceof Error) return (answer as Error & { code?: string }).code ?? answer.name;
  const record = answer as { firstName?: string; title?: string; name?: string };
  return record.title ?? record.name ?? record.firstName;
}
