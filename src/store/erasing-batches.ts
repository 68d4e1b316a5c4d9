import type { StoreDatabase } from './database.js';
import type { InTransaction } from './transactions.js';

/** Rows that one transaction erases, so that it never holds the store for long. */
export const rowsAtOnce = 100;

/** Batches that are erased before somebody else gets a turn: a job must not outlast its lease. */
const mostBatches = 20;

/** What one transaction has come upon. */
interface Batch {
  /** In their order. Fewer than `rowsAtOnce` are the last ones. */
  readonly ids: readonly string[];
  /** Whether all of them are erased. */
  readonly isDone: boolean;
}

/**
 * Erases rows in the order of their ids, each batch in a transaction of its own: a crash keeps what is done.
 * @param erase erases those behind an id.
 * @returns whether nothing is left.
 */
export async function inBatches(
  inTransaction: InTransaction,
  erase: (transaction: StoreDatabase, last: string) => Promise<Batch>,
): Promise<boolean> {
  let last = '';
  let isDone = true;
  for (let count = 0; count < mostBatches; count++) {
    const batch = await inTransaction((transaction) => erase(transaction, last));
    isDone &&= batch.isDone;
    if (batch.ids.length < rowsAtOnce) return isDone;
    last = batch.ids.at(-1) as string;
  }
  return false;
}
