import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.js';

/** Where the tests look for a PostgreSQL that runs already, and that trusts who comes from this machine. */
const address = { host: '127.0.0.1', port: 5432 };
/** It is first asked while other modules are evaluated, which takes its time on a busy machine. */
const administrator = { ...address, user: 'postgres', database: 'postgres', connectionTimeoutMillis: 15_000 };

const answers = await isThere();

/** What of the database a test can see and do past the store. */
export interface TestDatabase {
  /** For `DATABASE_URL`. */
  readonly url: string;
  /** The same database at another port of this machine, as that of a proxy. */
  urlAt(port: number): string;
  /** One statement as the administrator. */
  query<Row extends pg.QueryResultRow>(statement: string): Promise<Row[]>;
  /** Ends every connection to it, as a restart does. @returns how many there were. */
  disconnectAll(): Promise<number>;
  /** Runs the statement in a transaction that stays open, and holds what it locks. */
  hold(statement: string): Promise<HeldTransaction>;
  drop(): Promise<void>;
}

export interface HeldTransaction {
  /** Settles as soon as another transaction waits for it. */
  isWaitedFor(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Tests against the real server, which must be there in CI. Elsewhere they are skipped where it does not answer,
 * and their title says so.
 */
export function describeWithPostgres(title: string, define: () => void): void {
  const reason = `no PostgreSQL answers at ${address.host}:${address.port}`;
  if (answers) describe(title, define);
  else if (process.env['CI'] === 'true')
    it(title, () => {
      throw new Error(`In CI these tests must run, and ${reason}.`);
    });
  else describe.skip(`${title} (skipped: ${reason})`, define);
}

/** An empty database of the test's own, in which text sorts as in a dictionary unless a column says otherwise. */
export async function createDatabase(): Promise<TestDatabase> {
  const name = `peoplegraph_test_${randomBytes(6).toString('hex')}`;
  await asAdministrator(
    `create database ${name} template template0 locale_provider icu icu_locale 'en-US' locale 'C.UTF-8'`,
  );
  const urlAt = (port: number): string => `postgres://postgres@${address.host}:${port}/${name}`;
  return {
    url: urlAt(address.port),
    urlAt,
    query: (statement) => asAdministrator(statement, name),
    async disconnectAll() {
      const ended = await asAdministrator(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and backend_type = 'client backend'`,
      );
      return ended.length;
    },
    async hold(statement) {
      const client = new pg.Client({ ...administrator, database: name });
      // It may be disconnected with the others.
      client.on('error', () => undefined);
      await client.connect();
      await client.query('begin');
      await client.query(statement);
      const waiting = `select 1 from pg_stat_activity where datname = '${name}' and wait_event_type = 'Lock'`;
      return {
        async isWaitedFor() {
          while ((await asAdministrator(waiting)).length === 0);
        },
        release: () => client.end(),
      };
    },
    async drop() {
      await asAdministrator(`drop database ${name} with (force)`);
    },
  };
}

async function asAdministrator<Row extends pg.QueryResultRow>(
  statement: string,
  database = administrator.database,
): Promise<Row[]> {
  const client = new pg.Client({ ...administrator, database });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

async function isThere(): Promise<boolean> {
  try {
    await asAdministrator('select 1');
    return true;
  } catch {
    return false;
  }
}

/** The way to PostgreSQL, which the test can cut, silence or slow down. */
export const startPostgresProxy = (): Promise<TcpProxy> => startTcpProxy(address.port);
