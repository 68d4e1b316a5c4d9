/** A record as it was answered, or null where the vendor had none, with the times until which it counts. */
export interface CacheEntry {
  readonly value: unknown;
  /** When the vendor answered it, in milliseconds since the epoch. */
  readonly storedAt: number;
  /** Until when it is answered without asking, in milliseconds since the epoch. */
  readonly freshUntil: number;
  /** Until when it may stand in for a vendor that cannot be asked. */
  readonly staleUntil: number;
}

/**
 * Keeps records by key, for a bounded time and in bounded space. It never fails: a cache that is out of
 * reach has nothing, and forgets what it was told to forget as soon as it is back.
 */
export interface EntityCache {
  /** In the order of the keys; undefined where nothing is kept. */
  read(keys: readonly string[]): Promise<(CacheEntry | undefined)[]> | (CacheEntry | undefined)[];
  /**
   * Keeps what a read found, unless another replica has written the record while that read may have been
   * under way: it may have seen what was there before. Within the process the reader sees to that.
   */
  fill(key: string, entry: CacheEntry): void;
  /** Keeps what a write left behind. Resolves when readers no longer see what was there before. */
  replace(key: string, entry: CacheEntry): Promise<void>;
  /** Forgets a record, on all replicas that share the cache. Resolves when readers no longer see it. */
  invalidate(key: string): Promise<void>;
  /** Forgets what no other process could have invalidated: what this process alone keeps, of one record or of all. */
  forgetOwn(key?: string): void;
  close(): Promise<void>;
}
