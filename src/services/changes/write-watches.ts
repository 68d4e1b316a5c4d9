import { ChangeCause } from '../../domain/change.js';
import { type Write, WriteState } from '../../domain/write.js';
import { type ChangeEvent, ChangeFeed } from './feed.js';

/** Something has changed about a write, and what it is like now; where the store failed, its error. */
export interface WriteChange extends ChangeEvent {
  readonly write: Write | null | Error;
}

type Feed = ChangeFeed<string, Promise<WriteChange>>;

/** The writes that are watched by subscribers of this process. */
export class WriteWatches {
  readonly #feeds = new Map<string, Set<Feed>>();

  /** @param find the write as it is stored. */
  constructor(private readonly find: (id: string) => Promise<Write | null>) {}

  get size(): number {
    return this.#feeds.size;
  }

  /** Its first event says how things stand; it ends with the write. */
  watch(id: string): AsyncIterableIterator<WriteChange> {
    const feeds = this.#feeds.get(id) ?? new Set<Feed>();
    this.#feeds.set(id, feeds);
    const feed: Feed = new ChangeFeed(async (_, event) => {
      const write = await this.find(id).catch((error: unknown) => error as Error);
      if (write === null || (!(write instanceof Error) && write.state !== WriteState.PENDING)) void feed.return();
      return { ...event, write };
    });
    feeds.add(feed);
    feed.onClose(() => {
      feeds.delete(feed);
      if (feeds.size === 0) this.#feeds.delete(id);
    });
    feed.push(id, ChangeCause.STARTED);
    return awaited(feed);
  }

  changed(id: string, cause: ChangeCause): void {
    for (const feed of this.#feeds.get(id) ?? []) feed.push(id, cause);
  }

  missed(): void {
    for (const id of this.#feeds.keys()) this.changed(id, ChangeCause.MISSED);
  }

  close(): void {
    for (const feeds of this.#feeds.values()) for (const feed of feeds) feed.close();
  }
}

/** The same events, once they are there. */
function awaited<Event>(feed: AsyncIterableIterator<Promise<Event>>): AsyncIterableIterator<Event> {
  return {
    async next() {
      const next = await feed.next();
      return next.done ? { done: true, value: undefined } : { done: false, value: await next.value };
    },
    async return() {
      await feed.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
