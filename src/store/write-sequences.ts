import { type CompiledQuery, type RawBuilder, sql } from 'kysely';
import { locksRows, type StoreDatabase } from './database.js';
import { prepared } from './prepared.js';

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

/** The highest sequence of the pending writes to these records, as `latest`; null where there are none. */
export const pendingAt = (database: Pick<StoreDatabase, 'selectFrom'>, records: readonly string[]) =>
  database
    .selectFrom('write_records')
    .select(sql<number | null>`max(sequence)`.as('latest'))
    .where('record', 'in', records)
    .as('pending');

/** The sequence of a write behind those: other replicas draw theirs by other clocks. */
export const sequenceAfter = (proposed: number): RawBuilder<number> =>
  sql<number>`case when latest >= ${proposed} then latest + 1 else ${proposed} end`;

/**
 * The statement that lets whoever commits a write to one of these records afterwards wait for the end of the transaction,
 * so that no later write is seen, and delivered, before an earlier one. Nothing else may be locked before; what comes
 * after it sees what was committed while it waited.
 * @returns for records, as hashes in base64url, each once; undefined where transactions follow each other anyway.
 */
export function locking(database: StoreDatabase): (records: readonly string[]) => CompiledQuery | undefined {
  if (!locksRows(database)) return () => undefined;
  const lock = prepared(({ numbers }: { numbers: readonly string[] }) =>
    sql`select pg_advisory_xact_lock(number) from unnest(${numbers}::bigint[]) as number`.compile(database),
  );
  return (records) => {
    const numbers = records.map((record) => Buffer.from(record, 'base64url').readBigInt64BE());
    // In the order of the locks: no two transactions wait for each other.
    const ordered = numbers.toSorted((one, other) => (one < other ? -1 : Number(one > other)));
    return lock({ numbers: ordered.map(String) });
  };
}
