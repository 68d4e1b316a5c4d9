import { CompiledQuery } from 'kysely';
import { locksRows, type StoreDatabase } from './database.js';
import { transactions } from './transactions.js';

/** A statement of a batch; undefined where its place stays empty. */
export type Statement<Row = unknown> = CompiledQuery<Row> | undefined;

type Answers<Statements extends readonly Statement[]> = {
  -readonly [Index in keyof Statements]: Statements[Index] extends Statement<infer Row> ? Row[] : never;
};

/**
 * Runs statements of which none needs the answer to another, in their order and as one transaction: as a whole or not at
 * all. Once it has answered, what they wrote is on the disk.
 * @returns the rows that each of them answers.
 */
export type RunBatch = <const Statements extends readonly Statement[]>(
  statements: Statements,
) => Promise<Answers<Statements>>;

type Run = (statements: readonly CompiledQuery[]) => Promise<readonly unknown[][]>;

/** How batches are run in this database. */
export function batches(database: StoreDatabase): RunBatch {
  const run = locksRows(database) ? pipelined(database) : grouped(database);
  return async <const Statements extends readonly Statement[]>(statements: Statements) => {
    const answers = (await run(statements.filter((statement) => statement !== undefined))).values();
    return statements.map((statement) => (statement ? answers.next().value : [])) as Answers<Statements>;
  };
}

const begin = CompiledQuery.raw('begin');
const commit = CompiledQuery.raw('commit');

/** One way to the database and back for all of them: they are under way before the first one is answered. */
const pipelined =
  (database: StoreDatabase): Run =>
  (statements) =>
    database.getExecutor().provideConnection(async (connection) => {
      const [only, ...others] = statements;
      // A statement by itself is a transaction.
      if (only && others.length === 0) return [(await connection.executeQuery(only)).rows];
      const sent = [begin, ...statements, commit].map((statement) => connection.executeQuery(statement));
      // The connection is free once all of them are answered. Where one has failed, the commit takes all of it back.
      const results = await Promise.allSettled(sent);
      const failed = results.find((result) => result.status === 'rejected');
      if (failed) throw failed.reason;
      return results.slice(1, -1).map((result) => (result as PromiseFulfilledResult<{ rows: unknown[] }>).value.rows);
    });

/** In a transaction that others share. */
function grouped(database: StoreDatabase): Run {
  const inTransaction = transactions(database);
  return (statements) =>
    inTransaction((transaction) =>
      // Past the plugins: they change statements while they are put together.
      transaction.getExecutor().provideConnection(async (connection) => {
        const answers: unknown[][] = [];
        for (const statement of statements) answers.push((await connection.executeQuery(statement)).rows);
        return answers;
      }),
    );
}
