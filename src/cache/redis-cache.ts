import { LRUCache } from 'lru-cache';
import { deserialize, serialize } from 'node:v8';
import type { CacheEntry, EntityCache } from './entity-cache.js';
import type { RedisConnection } from './redis-connection.js';

interface RedisCacheOptions {
  /** Closed with the cache. */
  readonly connection: RedisConnection;
  /** Replicas share records that have the same one: their vendors, and how they read them, are the same. */
  readonly namespace: string;
  /** Longer than a read can be under way, in milliseconds. */
  readonly longestRead: number;
}

/** Changes with the shape of what is stored, so that two releases never read each other's records. */
const version = 'peoplegraph:1';

/** Writes that are remembered while Redis cannot be told of them; past that the oldest are given up. */
const untoldWrites = 50_000;

/** How often Redis is told again, in milliseconds. */
const tellAgainTime = 1_000;

// KEYS: the record, and a mark that it was written not long ago. A read that began before the write must not be
// kept, and no replica knows of the reads of the others: as long as the mark is there, none is.
const fillScript = `
if redis.call('exists', KEYS[2]) == 0 then redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[2]) end
return 1`;
const invalidateScript = `
redis.call('del', KEYS[1])
redis.call('set', KEYS[2], '', 'px', ARGV[1])
return 1`;
// Two writes may be answered in another order than the vendor did them in: only the first of several is kept.
const replaceScript = `
if redis.call('exists', KEYS[2]) == 1 then redis.call('del', KEYS[1])
else redis.call('set', KEYS[1], ARGV[2], 'px', ARGV[3]) end
redis.call('set', KEYS[2], '', 'px', ARGV[1])
return 1`;

/** Records in Redis or Valkey, shared by all replicas. While it is down or slow there are no hits, and nothing else is lost. */
export function redisCache({ connection, namespace, longestRead }: RedisCacheOptions): EntityCache {
  /** Records that were written, and that Redis may still hold as they were before. */
  const untold = new LRUCache<string, true>({ max: untoldWrites });
  let timer: NodeJS.Timeout | undefined;

  const record = (key: string): string => `${version}:${namespace}:${key}`;
  const run = (script: string, key: string, ...values: (Buffer | number)[]): Promise<unknown> =>
    connection.ask((redis) => redis.eval(script, 2, record(key), record(`written:${key}`), ...values));

  const tell = async (key: string, command: Promise<unknown>): Promise<void> => {
    if ((await command) !== undefined) return void untold.delete(key);
    // Until Redis has confirmed, nobody here reads what it holds.
    untold.set(key, true);
    timer ??= setTimeout(tellAgain, tellAgainTime).unref();
  };
  const invalidate = (key: string): Promise<void> => tell(key, run(invalidateScript, key, longestRead));
  const tellAgain = (): void => {
    timer = undefined;
    if (connection.isUsable) for (const key of untold.keys()) void invalidate(key);
    else timer = setTimeout(tellAgain, tellAgainTime).unref();
  };

  return {
    async read(keys) {
      if (!connection.isUsable) return keys.map(() => undefined);
      const values = await connection.ask((redis) => redis.mgetBuffer(keys.map(record)));
      return keys.map((key, index) => (untold.has(key) ? undefined : toEntry(values?.[index])));
    },
    fill(key, entry) {
      const milliseconds = timeLeft(entry);
      if (milliseconds > 0 && connection.isUsable) void run(fillScript, key, serialize(entry), milliseconds);
    },
    replace(key, entry) {
      const milliseconds = timeLeft(entry);
      if (milliseconds <= 0) return invalidate(key);
      return tell(key, run(replaceScript, key, longestRead, serialize(entry), milliseconds));
    },
    invalidate,
    // Whoever wrote a record has told Redis.
    forgetOwn: () => undefined,
    async close() {
      clearTimeout(timer);
      connection.close();
    },
  };
}

const timeLeft = ({ staleUntil }: CacheEntry): number => Math.ceil(staleUntil - Date.now());

function toEntry(value: Buffer | null | undefined): CacheEntry | undefined {
  if (!value) return undefined;
  try {
    const entry = deserialize(value) as Partial<CacheEntry> | null;
    return typeof entry?.freshUntil === 'number' ? (entry as CacheEntry) : undefined;
  } catch {
    // Written by a newer Node.js than this one, or not by this service.
    return undefined;
  }
}
