import type { Clock } from '../domain/clock.js';
import type { Contact } from '../domain/contact.js';
import type { Answer } from '../domain/sources.js';
import type { EntityCache } from './entity-cache.js';
import type { Lifetimes } from './record-reads.js';

/**
 * Remembers, beside the contacts in the cache, which of them is the primary one of its customer: the vendor ends
 * that by itself when another contact becomes it, and the record that is kept would still say so.
 */
export class PrimaryContacts {
  constructor(
    private readonly cache: EntityCache,
    private readonly lifetimes: Lifetimes,
    private readonly clock: Clock,
  ) {}

  note(answers: readonly Answer<Contact>[]): void {
    if (this.lifetimes.fresh === 0) return;
    const storedAt = this.clock.now();
    // As long as the contact itself may be answered.
    const staleUntil = storedAt + this.lifetimes.fresh + this.lifetimes.stale;
    for (const contact of answers) {
      if (contact === null || contact instanceof Error || !contact.isPrimary) continue;
      const { id: value, customerId } = contact;
      this.cache.fill(keyOf(customerId), { value, storedAt, freshUntil: staleUntil, staleUntil });
    }
  }

  /** The ids of those that were primary when they were last read. */
  async of(customerIds: readonly string[]): Promise<string[]> {
    if (this.lifetimes.fresh === 0 || customerIds.length === 0) return [];
    const entries = await this.cache.read(customerIds.map(keyOf));
    return entries.flatMap((entry) => (entry ? [entry.value as string] : []));
  }
}

const keyOf = (customerId: string): string => `primary:${customerId}`;
