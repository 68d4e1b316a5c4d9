import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { guarded, type StoreDatabase } from './database.js';
import type { Encryption } from './encryption.js';
import type { StoreSchema } from './schema.js';

/** A column of what is kept until somebody deletes it; its key names the place that it is encrypted for. */
interface LastingColumn {
  readonly table: keyof StoreSchema;
  readonly key: string;
  readonly column: string;
}

/** Writes are not among them: they are deleted after a while. */
const lastingColumns: readonly LastingColumn[] = [
  { table: 'secrets', key: 'name', column: 'secret' },
  { table: 'person_records', key: 'record', column: 'details' },
  { table: 'person_events', key: 'id', column: 'details' },
];

/** Rows that are looked at in a row, so that requests have their turn: about a millisecond. */
const rowsAtOnce = 200;

/** The rest between two rows of them, and where the store has failed, in milliseconds. */
const rest = { usual: 10, storeAway: 5_000 } as const;

interface Renewed {
  /** Values that an older key had encrypted. */
  readonly renewed: number;
  /** Values that none of the keys decrypts. They stay as they are. */
  readonly unreadable: number;
}

/**
 * Encrypts with the current key whatever lasts, so that the older keys can go. Where there are none there is nothing
 * to do: what another key has encrypted cannot be read.
 */
export class EncryptionRenewal {
  readonly #closing = new AbortController();
  #work: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: StoreDatabase,
    private readonly encryption: Encryption,
  ) {}

  start(logger: Pick<Logger, 'info' | 'warn'>): void {
    if (this.encryption.hasOlderKeys) this.#work = this.#run(logger);
  }

  /** Ends it; the next start begins it again. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#work;
  }

  async #run(logger: Pick<Logger, 'info' | 'warn'>): Promise<void> {
    const { signal } = this.#closing;
    for (;;) {
      try {
        const counts = await this.#renewAll();
        if (!signal.aborted) logger.info(counts, 'all that is kept of people is encrypted with the current key');
        return;
      } catch (error) {
        logger.warn({ error }, 'what is kept of people could not be encrypted with the current key');
        await delay(rest.storeAway, undefined, { signal }).catch(() => undefined);
        if (signal.aborted) return;
      }
    }
  }

  async #renewAll(): Promise<Renewed> {
    let [renewed, unreadable] = [0, 0];
    for (const column of lastingColumns) {
      for (let after: string | undefined = ''; after !== undefined && !this.#closing.signal.aborted;) {
        const step = await guarded(() => this.#renew(column, after as string));
        renewed += step.renewed;
        unreadable += step.unreadable;
        after = step.last;
        await delay(rest.usual);
      }
    }
    return { renewed, unreadable };
  }

  /** @returns where to go on; undefined behind the last row. */
  async #renew({ table, key, column }: LastingColumn, after: string): Promise<Renewed & { last: string | undefined }> {
    const [name, value] = [sql.ref(key), sql.ref(column)];
    const { rows } = await sql<{ name: string; value: string }>`
      select ${name} as name, ${value} as value from ${sql.table(table)}
      where ${name} > ${after} order by ${name} limit ${rowsAtOnce}`.execute(this.database);
    const older = rows.filter(({ value: encrypted }) => !this.encryption.isCurrent(encrypted));
    const values = older.flatMap((row) => this.#encrypted(row.name, row.value));
    for (const { name: place, from, to } of values)
      // Whoever has changed the row meanwhile has encrypted it with the current key already.
      await sql`
        update ${sql.table(table)} set ${value} = ${to} where ${name} = ${place} and ${value} = ${from}`.execute(
        this.database,
      );
    return {
      renewed: values.length,
      unreadable: older.length - values.length,
      last: rows.length < rowsAtOnce ? undefined : rows.at(-1)?.name,
    };
  }

  #encrypted(name: string, from: string): { name: string; from: string; to: string }[] {
    try {
      return [{ name, from, to: this.encryption.encrypt(this.encryption.decrypt(from, name), name) }];
    } catch {
      return [];
    }
  }
}
