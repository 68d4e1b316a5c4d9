import { LRUCache } from 'lru-cache';
import type { Clock } from '../domain/clock.js';
import type { CacheEntry, EntityCache } from './entity-cache.js';

interface MemoryCacheOptions {
  readonly entries: number;
  /** Of the records as JSON text, which is near what they take in memory. */
  readonly bytes: number;
  readonly clock: Clock;
}

/** What an entry takes beside its key and its record: its times and its place in the list, in bytes. */
const overhead = 200;

/** Records in the memory of this process: what was used least lately goes first. */
export function memoryCache({ entries, bytes, clock }: MemoryCacheOptions): EntityCache {
  const cache = new LRUCache<string, CacheEntry>({
    max: entries,
    maxSize: bytes,
    sizeCalculation: ({ value }, key) => overhead + key.length + JSON.stringify(value).length,
  });
  return {
    read: (keys) =>
      keys.map((key) => {
        const entry = cache.get(key);
        return entry && entry.staleUntil > clock.now() ? entry : undefined;
      }),
    fill: (key, entry) => void cache.set(key, entry),
    replace: async (key, entry) => void cache.set(key, entry),
    invalidate: async (key) => void cache.delete(key),
    close: async () => cache.clear(),
  };
}
