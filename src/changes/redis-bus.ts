import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { ChangeBus } from '../domain/change.js';
import { Listeners } from './listeners.js';
import { fromMessage } from './messages.js';
import { Outbox } from './outbox.js';

/** How long a connection may take to be made, or to answer, in milliseconds. */
const patience = 3_000;

/** How often a connection that may be dead is asked whether it lives, in milliseconds. */
const heartbeat = 10_000;

export interface RedisBusOptions {
  /** May hold a password: never part of a message. */
  readonly url: string;
  /** Processes with the same one hear each other: their vendors are the same. */
  readonly namespace: string;
  readonly logger: Pick<Logger, 'warn' | 'info'>;
}

/**
 * Changes over Redis, which keeps none of them: after a lost connection whoever listens here is told that something may
 * have been missed, and so are the others, where something could not be sent.
 */
export class RedisBus implements ChangeBus {
  readonly reachesOthers = true;
  readonly #origin = randomUUID();
  readonly #listeners = new Listeners();
  readonly #outbox: Outbox;
  readonly #channel: string;
  readonly #speaking: Redis;
  readonly #listening: Redis;
  readonly #beat: NodeJS.Timeout;
  #isAgain = false;
  #isWarned = false;

  constructor({ url, namespace, logger }: RedisBusOptions) {
    this.#channel = `peoplegraph:1:${namespace}:changes`;
    this.#speaking = connect(url);
    this.#listening = connect(url);
    this.#outbox = new Outbox(this.#origin, async (message) => {
      await this.#speaking.publish(this.#channel, message);
    });
    this.#speaking.on('ready', () => void this.#outbox.flush());
    this.#listening.on('message', (_, text) => this.#listeners.tell(fromMessage(this.#origin, text), true));
    this.#listening.on('ready', () => void this.#listen(logger));
    for (const redis of [this.#speaking, this.#listening]) {
      redis.on('error', (error: Error) => {
        if (!this.#isWarned) logger.warn({ error }, 'other replicas cannot be told of changes now');
        this.#isWarned = true;
      });
    }
    this.#beat = setInterval(() => this.#ask(), heartbeat).unref();
  }

  /** Resolves once it listens, or once it is clear that it has to try again. */
  start(): Promise<void> {
    return new Promise((started) => {
      this.#listening.once('subscribed', started);
      this.#listening.once('error', started);
    });
  }

  publish(changes: Parameters<ChangeBus['publish']>[0]): void {
    this.#listeners.tell(changes, false);
    this.#outbox.add(changes);
  }

  subscribe(listener: Parameters<ChangeBus['subscribe']>[0]): () => void {
    return this.#listeners.add(listener);
  }

  async close(): Promise<void> {
    clearInterval(this.#beat);
    if (this.#speaking.status === 'ready') await this.#outbox.flush();
    this.#speaking.disconnect();
    this.#listening.disconnect();
  }

  async #listen(logger: Pick<Logger, 'info'>): Promise<void> {
    try {
      await this.#listening.subscribe(this.#channel);
    } catch {
      // It is lost again, and will be back.
      return;
    }
    if (this.#isAgain) {
      logger.info('other replicas can be told of changes again');
      this.#listeners.tell([{ kind: 'MISSED' }], false);
    }
    this.#isAgain = true;
    this.#isWarned = false;
    this.#listening.emit('subscribed');
  }

  /** A line that is dead says nothing, and one that only listens asks nothing by itself. */
  #ask(): void {
    for (const redis of [this.#listening, this.#speaking])
      if (redis.status === 'ready') redis.ping().catch(() => redis.disconnect(true));
  }
}

const connect = (url: string): Redis =>
  new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResubscribe: false,
    connectTimeout: patience,
    commandTimeout: patience,
    retryStrategy: (attempt) => Math.min(100 * attempt, 2_000),
  });
