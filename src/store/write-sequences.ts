import { sql } from 'kysely';
import type { StoreDatabase } from './database.js';

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
