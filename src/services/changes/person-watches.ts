import type { Logger } from 'pino';
import { ChangeCause } from '../../domain/change.js';
import { type IdentityLookup, type IdentityStore, type RecordKey, recordName } from '../../domain/identity.js';
import { type ChangeEvent, ChangeFeed } from './feed.js';

/** Something has changed about a person, who is asked for as the subscriber does. */
export interface PersonChange extends ChangeEvent {
  readonly lookup: IdentityLookup;
}

/** A person is told of no more often than this, in milliseconds. */
const personPause = 1_000;

/** What happens at the same moment becomes one event: a record that changes may be linked anew as well; in milliseconds. */
const gathering = 50;

/** How often it is looked anew who is meant by phone numbers, addresses and records, in milliseconds. */
const lookInterval = 1_000;

/** Watches that are looked at in one statement. */
const lookedAtOnce = 500;

interface Watch {
  readonly lookup: IdentityLookup;
  readonly feed: ChangeFeed<IdentityLookup, PersonChange>;
  /** Who is meant now; null while nobody is known. */
  personId: string | null;
}

/** Who is watched by subscribers of this process. */
export class PersonWatches {
  readonly #watches = new Set<Watch>();
  readonly #byPerson = new Map<string, Set<Watch>>();
  readonly #byRecord = new Map<string, Set<Watch>>();
  #timer: NodeJS.Timeout | undefined;
  #lookedAt = 0;
  #looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly identities: Pick<IdentityStore, 'find'>,
    private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  get size(): number {
    return this.#watches.size;
  }

  /** Its first event says how things stand. @throws STORE_UNAVAILABLE, PERSON_UNREADABLE */
  async watch(lookup: IdentityLookup): Promise<ChangeFeed<IdentityLookup, PersonChange>> {
    const feed = new ChangeFeed(
      (_: IdentityLookup, event): PersonChange => ({ ...event, lookup }),
      personPause,
      gathering,
    );
    const watch: Watch = { lookup, feed, personId: null };
    // Before it is asked who that is: what changes in between is told.
    this.#watches.add(watch);
    if ('record' in lookup) add(this.#byRecord, recordName(lookup.record), watch);
    feed.onClose(() => this.#forget(watch));
    try {
      const [identity = null] = await this.identities.find([lookup]);
      if (identity instanceof Error) throw identity;
      this.#mean(watch, identity?.id ?? null);
    } catch (error) {
      feed.close();
      throw error;
    }
    feed.push(lookup, ChangeCause.STARTED);
    return feed;
  }

  peopleChanged(ids: readonly string[], cause: ChangeCause): void {
    for (const id of ids) tell(this.#byPerson.get(id), cause);
    // Somebody else may be meant by what a subscriber asked for.
    if (cause === ChangeCause.LINKS && this.#watches.size > 0) this.#timer ??= this.#lookSoon();
  }

  recordsChanged(records: readonly RecordKey[], cause: ChangeCause): void {
    for (const record of records) tell(this.#byRecord.get(recordName(record)), cause);
  }

  /** Nobody knows who has changed. */
  missed(): void {
    tell(this.#watches, ChangeCause.MISSED);
    if (this.#watches.size > 0) this.#timer ??= this.#lookSoon();
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const { feed } of this.#watches) feed.close();
  }

  /** At once, unless it was looked a moment ago; one look after the other. */
  #lookSoon(): NodeJS.Timeout {
    const wait = this.#lookedAt + lookInterval - Date.now();
    return setTimeout(
      () => {
        this.#lookedAt = Date.now();
        // What changes while it is looked is looked at by the next one.
        this.#looking = this.#looking.then(() => this.#look());
        this.#timer = undefined;
      },
      Math.max(0, wait),
    ).unref();
  }

  async #look(): Promise<void> {
    const watches = [...this.#watches];
    for (let first = 0; first < watches.length; first += lookedAtOnce) {
      const part = watches.slice(first, first + lookedAtOnce);
      try {
        const found = await this.identities.find(part.map(({ lookup }) => lookup));
        part.forEach((watch, index) => {
          const identity = found[index] ?? null;
          const personId = identity instanceof Error ? watch.personId : (identity?.id ?? null);
          if (personId === watch.personId || !this.#watches.has(watch)) return;
          this.#mean(watch, personId);
          watch.feed.push(watch.lookup, ChangeCause.LINKS);
        });
      } catch (error) {
        this.logger.warn({ error }, 'it could not be looked who subscribers mean');
      }
    }
  }

  #mean(watch: Watch, personId: string | null): void {
    if (watch.personId !== null) remove(this.#byPerson, watch.personId, watch);
    watch.personId = personId;
    if (personId !== null && this.#watches.has(watch)) add(this.#byPerson, personId, watch);
  }

  #forget(watch: Watch): void {
    this.#watches.delete(watch);
    if (watch.personId !== null) remove(this.#byPerson, watch.personId, watch);
    if ('record' in watch.lookup) remove(this.#byRecord, recordName(watch.lookup.record), watch);
    if (this.#watches.size > 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

function tell(watches: Iterable<Watch> | undefined, cause: ChangeCause): void {
  for (const { feed, lookup } of watches ?? []) feed.push(lookup, cause);
}

function add(index: Map<string, Set<Watch>>, name: string, watch: Watch): void {
  index.set(name, (index.get(name) ?? new Set<Watch>()).add(watch));
}

function remove(index: Map<string, Set<Watch>>, name: string, watch: Watch): void {
  const watches = index.get(name);
  watches?.delete(watch);
  if (watches?.size === 0) index.delete(name);
}
