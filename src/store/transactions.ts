import { CompiledQuery, type Transaction } from 'kysely';
import { locksRows, type StoreDatabase } from './database.js';
import type { StoreSchema } from './schema.js';

type Work<Result> = (transaction: Transaction<StoreSchema>) => Promise<Result>;

/** Runs a piece of work as a whole or not at all; once it has answered, what it wrote is on the disk. */
export type InTransaction = <Result>(work: Work<Result>) => Promise<Result>;

interface Job {
  readonly work: Work<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** The most pieces of work that share a commit: what fails with a commit fails for all of them. */
const mostTogether = 64;

const savepoint = CompiledQuery.raw('savepoint job');
const release = CompiledQuery.raw('release job');
const rollback = CompiledQuery.raw('rollback to job');

const known = new WeakMap<StoreDatabase, InTransaction>();

/** How transactions are run in this database; the same for all who ask. */
export function transactions(database: StoreDatabase): InTransaction {
  const found = known.get(database) ?? transactionsOf(database);
  known.set(database, found);
  return found;
}

/** PostgreSQL gathers the commits of its connections by itself. */
const transactionsOf = (database: StoreDatabase): InTransaction =>
  locksRows(database) ? (work) => database.transaction().execute(work) : groupCommit(database);

/**
 * The embedded database writes to the disk at each commit, and everybody waits for that: what is wanted in the same turn
 * of the event loop, or while another group is written, shares one.
 */
function groupCommit(database: StoreDatabase): InTransaction {
  const waiting: Job[] = [];
  let isRunning = false;

  const run = async (): Promise<void> => {
    while (waiting.length > 0) await runGroup(database, waiting.splice(0, mostTogether));
    isRunning = false;
  };

  return <Result>(work: Work<Result>) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ work, resolve: resolve as Job['resolve'], reject });
      if (isRunning) return;
      isRunning = true;
      setImmediate(() => void run());
    });
}

/** Never fails: each job is told how it went once the disk has it. */
async function runGroup(database: StoreDatabase, jobs: readonly Job[]): Promise<void> {
  try {
    const tell = await database.transaction().execute(async (transaction) => {
      const outcomes: (() => void)[] = [];
      for (const job of jobs) outcomes.push(await outcomeOf(transaction, job, jobs.length > 1));
      return outcomes;
    });
    for (const outcome of tell) outcome();
  } catch (error) {
    for (const { reject } of jobs) reject(error);
  }
}

/** What fails takes back its own part only. @throws where even that cannot be done: then nothing of the group is kept. */
async function outcomeOf(
  transaction: Transaction<StoreSchema>,
  { work, resolve, reject }: Job,
  isShared: boolean,
): Promise<() => void> {
  if (!isShared) {
    const result = await work(transaction);
    return () => resolve(result);
  }
  await transaction.executeQuery(savepoint);
  try {
    const result = await work(transaction);
    await transaction.executeQuery(release);
    return () => resolve(result);
  } catch (error) {
    try {
      await transaction.executeQuery(rollback);
      await transaction.executeQuery(release);
    } catch {
      // A full disk has undone the whole transaction already.
      throw error;
    }
    return () => reject(error);
  }
}
