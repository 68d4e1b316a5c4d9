import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { Logger } from 'pino';
import pg from 'pg';
import { nameOf } from './prepared.js';

/** How long a connection may take to be made or to become free, in milliseconds. */
const connectTimeout = 3_000;

/** How much longer than the database itself this side waits for the end of a statement, in milliseconds. */
const lineTimeout = 1_000;

/** A replica that stops in the middle of a transaction holds its rows for this long at the most, in milliseconds. */
const idleTransactionTimeout = 10_000;

/** The type of eight-byte integers: times in milliseconds and counts, which a number holds exactly. */
const int8 = 20;

/** The server answers, but not as one that can be written to: behind the same address there may be another by now. */
const demoted = ['25006', '57P01', '57P02', '57P03'];

export interface PoolSettings {
  /** Holds a password: never part of a message. */
  readonly url: string;
  /** Where the tables are. */
  readonly schema: string;
  /** The most connections at once. */
  readonly connections: number;
  /** How long one statement may take, in milliseconds. */
  readonly statementTimeout: number;
  readonly logger: Pick<Logger, 'warn'>;
}

/** Connections to PostgreSQL, none of which lets anybody wait for ever. */
export class BoundedPool implements PostgresPool {
  readonly #pool: pg.Pool;

  constructor({ url, schema, connections, statementTimeout, logger }: PoolSettings) {
    this.#pool = new pg.Pool({
      connectionString: url,
      application_name: 'peoplegraph',
      max: connections,
      connectionTimeoutMillis: connectTimeout,
      query_timeout: statementTimeout + lineTimeout,
      keepAlive: true,
      types: { getTypeParser: parserOf },
      // What belongs to one transaction need not wait for each other's answers.
      pipeline: true,
      // Statements, and not parameters of the connection: a pooler in between refuses those that it does not know.
      verify: (client, done) => {
        client.query(
          `set search_path = ${client.escapeIdentifier(schema)}; set statement_timeout = ${statementTimeout}; ` +
            `set idle_in_transaction_session_timeout = ${idleTransactionTimeout}; ` +
            // A statement stays prepared while a table grows: a plan that was right for ten rows would read a million.
            'set enable_seqscan = off',
          (error: Error | null) => done(error ?? undefined),
        );
      },
    });
    // An event without a listener ends the process: that of a connection in the pool comes by the pool, and that of one
    // which is in use between two statements by the connection itself, whose next statement will fail.
    this.#pool.on('error', (error) => logger.warn({ error }, 'a connection to PostgreSQL was lost'));
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
  }

  async connect(): Promise<PostgresPoolClient> {
    return bounded(await this.#pool.connect());
  }

  end(): Promise<void> {
    return this.#pool.end();
  }
}

/** A connection that gave no answer is not used again: what it still owes would be taken for the answer to the next. */
function bounded(client: pg.PoolClient): PostgresPoolClient {
  let failure: Error | undefined;
  const query = async (statement: string, parameters: readonly unknown[]): Promise<pg.QueryResult> => {
    // The rollback after a failure waits no second time.
    if (failure) throw failure;
    try {
      return await client.query({ name: nameOf(statement), text: statement, values: [...parameters] });
    } catch (error) {
      if (!isAnswer(error)) failure = error as Error;
      throw error;
    }
  };
  return {
    // Without a cursor, which nothing here opens.
    query: query as unknown as PostgresPoolClient['query'],
    release: () => client.release(failure),
  };
}

const parserOf = (type: number, format?: 'text' | 'binary'): ((text: string) => unknown) =>
  type === int8 ? Number : (pg.types.getTypeParser(type, format) as (text: string) => unknown);

const isAnswer = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.severity !== 'FATAL' && !demoted.includes(error.code ?? '');
