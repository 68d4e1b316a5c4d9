import { sql, type Transaction } from 'kysely';
import { locksRows, type StoreDatabase } from './database.js';
import type { StoreSchema } from './schema.js';

/** Milliseconds since the epoch with three places behind them; it rises also where the clock was put back. */
export function sequences(database: StoreDatabase): () => Promise<number> {
  let last: number | undefined;
  return async () => {
    if (last === undefined) {
      const { latest } = await database
        .selectFrom('writes')
        .select(sql<number | null>`max(sequence)`.as('latest'))
        .executeTakeFirstOrThrow();
      // Another commit may have asked at the same time.
      last ??= latest ?? 0;
    }
    last = Math.max(last + 1, Date.now() * 1_000);
    return last;
  };
}

/**
 * The sequence of a write to these records, above those of all pending writes to them: other replicas draw theirs by
 * other clocks. Whoever commits a write to one of them afterwards waits for the end of this transaction, so that no
 * later write is seen, and delivered, before an earlier one. Nothing else may be locked before.
 * @param records Their hashes, in base64url, each once.
 */
export async function sequenceAt(
  transaction: Transaction<StoreSchema>,
  records: readonly string[],
  proposed: number,
): Promise<number> {
  // A statement of its own: the one below has to see what was committed while this one waited.
  if (locksRows(transaction)) await lock(transaction, records);
  const { latest } = await transaction
    .selectFrom('write_records')
    .select(sql<number | null>`max(sequence)`.as('latest'))
    .where('record', 'in', records)
    .executeTakeFirstOrThrow();
  return Math.max(proposed, (latest ?? 0) + 1);
}

/** In the order of the locks: no two transactions wait for each other. */
async function lock(transaction: Transaction<StoreSchema>, records: readonly string[]): Promise<void> {
  const numbers = records.map((record) => Buffer.from(record, 'base64url').readBigInt64BE());
  const ordered = numbers.toSorted((one, other) => (one < other ? -1 : Number(one > other)));
  await sql`select pg_advisory_xact_lock(number) from unnest(${ordered.map(String)}::bigint[]) as number`.execute(
    transaction,
  );
}
