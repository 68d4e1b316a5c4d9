import type { RecordNames } from '../domain/change.js';
import type { Clock } from '../domain/clock.js';
import type { Vendor } from '../domain/vendor.js';
import type { EntityCache } from './entity-cache.js';
import type { Lifetimes } from './record-reads.js';

export interface CachedSourcesOptions {
  readonly cache: EntityCache;
  readonly lifetimes: Readonly<Record<Vendor, Lifetimes>>;
  /** How long keys may wait for each other while the vendor is busy, in milliseconds. */
  readonly batchWindow: number;
  /** How many reads of a kind may be under way at once. */
  readonly abreast: number;
  readonly clock: Clock;
  readonly onStale: (vendor: Vendor) => void;
  /** Told of contacts that may be no longer the primary ones of their customers, because others became it here. */
  readonly onDemoted?: (contactIds: readonly string[]) => void;
  /** By these other processes say which profiles have changed; undefined where there are none. */
  readonly names?: RecordNames | undefined;
}
