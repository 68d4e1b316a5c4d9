import { ChangeCause } from '../../domain/change.js';
import type { SourceHealth, SourceState } from '../../domain/source-health.js';
import { Vendor } from '../../domain/vendor.js';
import { type ChangeEvent, ChangeFeed } from './feed.js';

/** A vendor is doing better or worse. */
export interface SourceChange extends ChangeEvent {
  readonly vendor: Vendor;
}

/** How often it is looked how the vendors are doing while somebody wants to know, in milliseconds. Nobody is asked for it. */
const lookInterval = 250;

type Feed = ChangeFeed<Vendor, SourceChange>;

/**
 * How the vendors are doing, for subscribers of this process. A state changes also by the mere passing of time, so it
 * is looked at again and again, and only while somebody listens: no call to a vendor pays for it.
 */
export class SourceWatches {
  readonly #feeds = new Map<Feed, readonly Vendor[]>();
  #states = new Map<Vendor, SourceState | undefined>();
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly health: (vendor: Vendor) => SourceHealth | undefined) {}

  get size(): number {
    return this.#feeds.size;
  }

  /** Its first events say how things stand. @param vendor all of them where it is left out. */
  watch(vendor?: Vendor): Feed {
    const vendors = vendor ? [vendor] : Object.values(Vendor);
    const feed: Feed = new ChangeFeed((of, event) => ({ ...event, vendor: of }));
    if (this.#feeds.size === 0) {
      this.#states = this.#now();
      this.#timer = setInterval(() => this.#look(), lookInterval).unref();
    }
    this.#feeds.set(feed, vendors);
    feed.onClose(() => {
      this.#feeds.delete(feed);
      if (this.#feeds.size === 0) clearInterval(this.#timer);
    });
    for (const each of vendors) feed.push(each, ChangeCause.STARTED);
    return feed;
  }

  close(): void {
    for (const feed of this.#feeds.keys()) feed.close();
  }

  #look(): void {
    const states = this.#now();
    for (const [vendor, state] of states) {
      if (this.#states.get(vendor) === state) continue;
      for (const [feed, vendors] of this.#feeds) if (vendors.includes(vendor)) feed.push(vendor, ChangeCause.HEALTH);
    }
    this.#states = states;
  }

  #now(): Map<Vendor, SourceState | undefined> {
    return new Map(Object.values(Vendor).map((vendor) => [vendor, this.health(vendor)?.state]));
  }
}
