import type { Logger } from 'pino';
import type { Clock } from '../../domain/clock.js';
import { Vendor } from '../../domain/vendor.js';
import type { WriteJournal, WriteRecord } from '../../domain/write.js';
import { Cleaning, cleaningInterval } from '../cleaning.js';
import type { Deliveries } from './deliveries.js';

/** How often the journal is asked what is due, in milliseconds: no more than a failed write waits for at least. */
const pollInterval = 500;

export interface WriteWorkerOptions {
  readonly journal: WriteJournal;
  readonly deliveries: Deliveries;
  /** How many deliveries to one vendor may be under way at once, beside those that requests make themselves. */
  readonly concurrency: number;
  /** How long a write is kept that has ended, in milliseconds. */
  readonly retentionMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Delivers in the background what is due: what requests did not wait for, what failed, what a killed process left. */
export class WriteWorker {
  readonly #running = new Map<Vendor, number>();
  readonly #turns = new Map<Vendor, Promise<void>>();
  /** Committed writes that could not be claimed at once, as another one to the same record comes first; and when. */
  readonly #queued = new Map<string, number>();
  /** Vendors for which a look has been asked for that is not begun yet. */
  readonly #awaited = new Set<Vendor>();
  #isFailing = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #cleaning: Cleaning;
  readonly #closing = new AbortController();

  constructor(private readonly options: WriteWorkerOptions) {
    const { journal, retentionMs, clock } = options;
    this.#cleaning = new Cleaning({
      deletions: (now) => [() => journal.deleteEnded(new Date(now - retentionMs))],
      onFailure: (error) => this.#log(error, 'old writes could not be deleted'),
      clock,
      signal: this.#closing.signal,
    });
  }

  start(): void {
    this.#timer = setInterval(() => this.#poll(), pollInterval);
    this.#poll();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    clearInterval(this.#timer);
    await Promise.all(this.#turns.values());
    await Promise.all([this.options.deliveries.close(), this.#cleaning.ended()]);
  }

  /** Delivers a write that has been claimed for its request. */
  deliver(record: WriteRecord): void {
    void this.#deliver(record);
  }

  /** A write of the vendor waits to be claimed. */
  queued(id: string, vendor: Vendor): void {
    this.#queued.set(id, this.options.clock.now());
    this.wake(vendor);
  }

  /** A write that waited to be claimed has ended otherwise; those behind it may go. */
  dequeued(id: string, vendor: Vendor): void {
    this.#queued.delete(id);
    this.wake(vendor);
  }

  /** Looks at once whether there is something to deliver. */
  wake(vendor: Vendor): void {
    // One that has not begun will see what was committed until now. While the store is away, each takes seconds.
    if (this.#isClosed || this.#awaited.has(vendor)) return;
    this.#awaited.add(vendor);
    // One look after the other: what was committed after the last one began must be seen, too.
    const turn = (this.#turns.get(vendor) ?? Promise.resolve()).then(() => {
      this.#awaited.delete(vendor);
      return this.#turn(vendor);
    });
    this.#turns.set(vendor, turn);
  }

  #poll(): void {
    for (const vendor of Object.values(Vendor)) this.wake(vendor);
    if (!this.#cleaning.poll()) return;
    const now = this.options.clock.now();
    // Another replica may have taken them. Those that still wait are found by the next look.
    for (const [id, since] of this.#queued) if (now - since > cleaningInterval) this.#queued.delete(id);
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  async #turn(vendor: Vendor): Promise<void> {
    const { journal, deliveries, concurrency } = this.options;
    const room = concurrency - (this.#running.get(vendor) ?? 0);
    if (room <= 0 || this.#isClosed) return;
    try {
      const records = await journal.claimDue(vendor, room, deliveries.lease());
      this.#isFailing = false;
      for (const record of records) {
        this.#count(vendor, 1);
        this.#queued.delete(record.write.id);
        void this.#deliver(record).then(() => {
          this.#count(vendor, -1);
          // There is room again.
          this.wake(vendor);
        });
      }
    } catch (error) {
      // The next look asks again; an outage is worth one line, and not two a second.
      if (!this.#isFailing) this.#log(error, 'the journal of writes could not be asked what is due');
      this.#isFailing = true;
    }
  }

  async #deliver(record: WriteRecord): Promise<void> {
    await this.options.deliveries.deliver(record);
    // It may have been the one that others waited for.
    if (this.#queued.size > 0) this.wake(record.write.vendor);
  }

  #count(vendor: Vendor, change: number): void {
    this.#running.set(vendor, (this.#running.get(vendor) ?? 0) + change);
  }

  #log(error: unknown, message: string): void {
    this.options.logger.error({ error }, message);
  }
}
