import type { Vendor } from './vendor.js';

/** Whom this service is to forget, and for which job. */
export interface ErasureOrder {
  readonly personId: string;
  /** The job that erases: it is kept, as the receipt. */
  readonly jobId: string;
  /** Whose record ids the user ids in Persio are. */
  readonly vendorOfUserIds: Vendor;
  readonly at: Date;
}

/**
 * The port of the store for erasures. Both steps can be made again, and change nothing then. Each answers whether it is
 * done: what is being delivered at this moment cannot be erased before that has ended, and of two erasures of a person
 * the second one comes after the first.
 */
export interface ErasureStore {
  /**
   * From now on no record of the person is linked anew, and no identifier that is theirs alone links anybody. Writes
   * and jobs about them that are pending end, and what was stored of their content is erased.
   */
  suppress(order: ErasureOrder): Promise<boolean>;
  /** Forgets the person, but for keyed hashes of what they were known by. */
  purge(order: ErasureOrder): Promise<boolean>;
}
