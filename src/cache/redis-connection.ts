import { Redis } from 'ioredis';
import type { Logger } from 'pino';

/** A cache that is slower than this is no cache, in milliseconds. */
const usualPatience = 50;

/** After an answer that came too late nothing is asked for this long, in milliseconds: not every request shall wait. */
const restTime = 1_000;

/** A connection that owes an answer for longer than this is opened anew, in milliseconds. */
const silenceLimit = 2_000;

/** How often a Redis that comes and goes is worth a line in the log, in milliseconds. */
const warningInterval = 60_000;

/** The connection to Redis or Valkey. Nobody waits for it longer than the patience, and it comes back by itself. */
export class RedisConnection {
  readonly #redis: Redis;
  #isReachable = true;
  #isClosed = false;
  #restsUntil = 0;
  #warnedAt = -Infinity;

  constructor(
    url: string,
    private readonly logger: Logger,
    private readonly patience = usualPatience,
  ) {
    this.#redis = new Redis(url, {
      // A command for a server that is away fails at once and does not wait for its return.
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      connectTimeout: silenceLimit,
      socketTimeout: silenceLimit,
      retryStrategy: (attempt) => Math.min(100 * attempt, 2_000),
    });
    this.#redis.on('error', (error) => this.#lost(error));
    this.#redis.on('ready', () => this.#back());
  }

  /** Whether it is there, as far as is known, and not too slow. */
  get isUsable(): boolean {
    return this.#redis.status === 'ready' && Date.now() >= this.#restsUntil;
  }

  /** The answer, or undefined where there is none in time. */
  async ask<Result>(command: (redis: Redis) => Promise<Result>): Promise<Result | undefined> {
    try {
      const result = await inTime(command(this.#redis), this.patience);
      this.#back();
      return result;
    } catch (error) {
      if (error instanceof TooSlow) this.#restsUntil = Date.now() + restTime;
      this.#lost(error);
      return undefined;
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#redis.disconnect();
  }

  #lost(error: unknown): void {
    const wasReachable = this.#isReachable;
    this.#isReachable = false;
    if (!wasReachable || this.#isClosed || Date.now() < this.#warnedAt + warningInterval) return;
    this.#warnedAt = Date.now();
    // The address may hold a password: it is never part of a line.
    this.logger.warn({ error }, 'Redis cannot be used, or is too slow: nothing is cached until it is back');
  }

  #back(): void {
    if (!this.#isReachable) this.logger.debug('Redis is back');
    this.#isReachable = true;
  }
}

class TooSlow extends Error {
  override readonly name = 'TooSlow';
}

/** @throws TooSlow */
function inTime<Result>(answer: Promise<Result>, patience: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    // After a long turn of the event loop an answer may be there already and only not be read yet: it goes first.
    const timer = setTimeout(() => setImmediate(() => reject(new TooSlow('Redis is too slow.'))), patience);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
