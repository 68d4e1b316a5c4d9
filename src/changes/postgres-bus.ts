import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import type { ChangeBus } from '../domain/change.js';
import { Listeners } from './listeners.js';
import { fromMessage } from './messages.js';
import { Outbox } from './outbox.js';

/** How long a connection may take to be made, or to answer, in milliseconds. */
const patience = 3_000;

/** How often a connection that may be dead is asked whether it lives, in milliseconds. */
const heartbeat = 10_000;

/** The pauses between attempts to connect, in milliseconds: the last one stays. */
const pauses = [50, 200, 1_000, 2_000] as const;

export interface PostgresBusOptions {
  /** Holds a password: never part of a message. */
  readonly url: string;
  /** Processes that share the tables of one schema hear each other. */
  readonly schema: string;
  readonly logger: Pick<Logger, 'warn' | 'info'>;
}

/**
 * Changes over `LISTEN` and `NOTIFY`, by a connection of its own. A connection that is lost is made anew; whoever
 * listens here is told that something may have been missed, and so are the others, where something could not be sent.
 */
export class PostgresBus implements ChangeBus {
  readonly reachesOthers = true;
  readonly #origin = randomUUID();
  readonly #listeners = new Listeners();
  readonly #outbox: Outbox;
  readonly #closing = new AbortController();
  #client: pg.Client | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(private readonly options: PostgresBusOptions) {
    this.#outbox = new Outbox(this.#origin, async (message) => {
      if (!this.#client) throw new Error('There is no connection.');
      await this.#client.query('select pg_notify($1, $2)', [this.#channel, message]);
    });
  }

  /** Resolves once it listens, or once it is clear that it has to try again. */
  start(): Promise<void> {
    return new Promise((started) => {
      this.#work = this.#stayConnected(started);
    });
  }

  publish(changes: Parameters<ChangeBus['publish']>[0]): void {
    this.#listeners.tell(changes, false);
    if (!this.#closing.signal.aborted) this.#outbox.add(changes);
  }

  subscribe(listener: Parameters<ChangeBus['subscribe']>[0]): () => void {
    return this.#listeners.add(listener);
  }

  async close(): Promise<void> {
    // What was published last may matter most: a write that has just ended.
    if (this.#client) await this.#outbox.flush();
    this.#closing.abort();
    await this.#work;
  }

  get #channel(): string {
    return `${this.options.schema}_changes`;
  }

  async #stayConnected(started: () => void): Promise<void> {
    const { signal } = this.#closing;
    for (let failures = 0, connections = 0; !signal.aborted;) {
      try {
        const { lost } = await this.#connect(connections > 0);
        connections += 1;
        failures = 0;
        started();
        await lost;
      } catch (error) {
        if (failures === 0) this.options.logger.warn({ error }, 'other replicas cannot be told of changes now');
        failures += 1;
        started();
      }
      await delay(pauses[Math.min(failures, pauses.length - 1)], undefined, { signal, ref: false }).catch(
        () => undefined,
      );
    }
  }

  /** @returns a promise that settles when the connection has ended, in an object: it is not waited for here. */
  async #connect(isAgain: boolean): Promise<{ readonly lost: Promise<void> }> {
    const client = new pg.Client({
      connectionString: this.options.url,
      application_name: 'peoplegraph changes',
      connectionTimeoutMillis: patience,
      query_timeout: patience,
      keepAlive: true,
    });
    const lost = new Promise<void>((resolve) => client.once('end', resolve));
    // An event without a listener ends the process; `end` follows.
    client.on('error', () => undefined);
    client.on('notification', ({ payload }) => this.#listeners.tell(fromMessage(this.#origin, payload ?? ''), true));
    try {
      await client.connect();
      // Nothing that is sent is kept, so no commit here waits for the disk: the writes need it at that moment.
      await client.query(`set synchronous_commit = off; listen ${client.escapeIdentifier(this.#channel)}`);
    } catch (error) {
      await end(client);
      throw error;
    }
    this.#client = client;
    if (isAgain) {
      this.options.logger.info('other replicas can be told of changes again');
      this.#listeners.tell([{ kind: 'MISSED' }], false);
      void this.#outbox.flush();
    }
    return { lost: this.#watched(client, lost) };
  }

  /** A line that is dead says nothing: it is asked. */
  async #watched(client: pg.Client, lost: Promise<void>): Promise<void> {
    const { signal } = this.#closing;
    const beat = setInterval(() => {
      client.query('select 1').catch(() => void end(client));
    }, heartbeat).unref();
    const onClose = (): void => void end(client);
    signal.addEventListener('abort', onClose, { once: true });
    // It may have been closed while the connection was being made.
    if (signal.aborted) onClose();
    try {
      await lost;
    } finally {
      clearInterval(beat);
      signal.removeEventListener('abort', onClose);
      this.#client = undefined;
    }
  }
}

/** A line that is dead cannot say good-bye. */
async function end(client: pg.Client): Promise<void> {
  const ended = client.end().catch(() => undefined);
  const { connection } = client as unknown as { connection: { stream: { destroy(): void } } };
  const timer = setTimeout(() => connection.stream.destroy(), 1_000).unref();
  await ended;
  clearTimeout(timer);
}
