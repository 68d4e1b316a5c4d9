import { LRUCache } from 'lru-cache';
import type { Clock } from '../domain/clock.js';
import type { CacheEntry, EntityCache } from './entity-cache.js';

interface MemoryCacheOptions {
  readonly entries: number;
  /** Of the records, about as long as their JSON text, which is near what they take in memory. */
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
    sizeCalculation: ({ value }, key) => overhead + key.length + sizeOf(value),
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
    forgetOwn: (key) => (key === undefined ? cache.clear() : void cache.delete(key)),
    close: async () => cache.clear(),
  };
}

/** What a property, an element or a value that is no text takes beside what is in it, in bytes. */
const place = 4;

/** An ISO date and its quotation marks. */
const dateSize = 26;

/** About the length of the value's JSON text, without making it. No recursion: a vendor may nest as deep as it likes. */
function sizeOf(value: unknown): number {
  let size = 0;
  const rest: unknown[] = [value];
  while (rest.length > 0) {
    const next = rest.pop();
    size += place;
    if (typeof next === 'string') size += next.length;
    else if (next instanceof Date) size += dateSize;
    else if (Array.isArray(next)) for (const element of next) rest.push(element);
    else if (typeof next === 'object' && next !== null) {
      for (const name in next) {
        size += name.length;
        rest.push((next as Record<string, unknown>)[name]);
      }
    }
  }
  return size;
}
