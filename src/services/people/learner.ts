import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type IdentityStore, recordName, type Sighting } from '../../domain/identity.js';
import type { Answer } from '../../domain/sources.js';

/** Records that wait at the most. What waits survives the young generation: it must be little, and not for long. */
const mostWaiting = 1_000;

/** Records that are looked at in a row, before requests have their turn again: about a millisecond. */
const lookedAtOnce = 200;

/** Of those, records that are learnt together, in one transaction. */
const learntAtOnce = 50;

/** The rest between two rows, in milliseconds, and where the store is away. */
const rest = { usual: 100, storeAway: 1_000 } as const;

/** Records of which it is remembered how they were when they were last learnt. */
const remembered = 50_000;

/** Records of one answer, which nobody has looked at yet. */
interface Offer<Value> {
  readonly answers: readonly Answer<Value>[];
  readonly toSighting: (record: Value) => Sighting;
}

/**
 * Learns who is who from every record that passes through, in the background. An offer costs the request next to
 * nothing; under load records are passed over, as they come again.
 */
export class Learner {
  readonly #offers: Offer<unknown>[] = [];
  #waiting = 0;
  #isClosed = false;
  #work: Promise<void> | undefined;
  readonly #rest = new AbortController();
  /** By the name of the record, what it said of its person. */
  readonly #learnt = new LRUCache<string, string>({ max: remembered });

  constructor(
    private readonly identities: Pick<IdentityStore, 'observe'>,
    private readonly logger: Logger,
  ) {}

  /** Records that have not been looked at. */
  get waiting(): number {
    return this.#waiting;
  }

  /** @param answers of a read, errors and nulls among them; they are not copied. */
  offer<Value>(answers: readonly Answer<Value>[], toSighting: (record: Value) => Sighting): void {
    if (this.#isClosed || this.#waiting + answers.length > mostWaiting) return;
    this.#offers.push({ answers, toSighting } as Offer<unknown>);
    this.#waiting += answers.length;
    this.#work ??= this.#learnAll();
  }

  /** What still waits is given up: it passes again. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#offers.length = 0;
    this.#waiting = 0;
    this.#rest.abort();
    await this.#work;
  }

  async #learnAll(): Promise<void> {
    while (this.#offers.length > 0) {
      await this.#pause(rest.usual);
      const news = this.#nextNews();
      if (news.size > 0) await this.#learn(news);
    }
    this.#work = undefined;
  }

  async #learn(news: ReadonlyMap<string, Sighting>): Promise<void> {
    try {
      await this.identities.observe([...news.values()], new Date());
      for (const [name, sighting] of news) this.#learnt.set(name, fingerprint(sighting));
    } catch (error) {
      this.logger.debug({ error }, 'records could not be learnt: they pass again');
      await this.#pause(rest.storeAway);
    }
  }

  /** By name, as a record that passed twice is learnt as it was last. */
  #nextNews(): Map<string, Sighting> {
    const news = new Map<string, Sighting>();
    for (let looked = 0; looked < lookedAtOnce && news.size < learntAtOnce;) {
      const offer = this.#offers.shift();
      if (!offer) break;
      looked += offer.answers.length;
      this.#waiting -= offer.answers.length;
      for (const answer of offer.answers) {
        if (answer === null || answer instanceof Error) continue;
        const sighting = offer.toSighting(answer);
        const name = recordName(sighting.key);
        if (this.#learnt.get(name) !== fingerprint(sighting)) news.set(name, sighting);
      }
    }
    return news;
  }

  async #pause(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.#rest.signal, ref: false }).catch(() => undefined);
  }
}

const fingerprint = ({ name, identifiers }: Sighting): string =>
  createHash('sha1')
    .update(JSON.stringify([name, identifiers]))
    .digest('base64');
