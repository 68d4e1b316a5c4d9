import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Vendor } from '../domain/vendor.js';
import { type Lease, WriteState } from '../domain/write.js';
import { guarded, locksRows, type StoreDatabase } from './database.js';
import type { Encryption } from './encryption.js';
import { isReadable } from './known-keys.js';
import type { StoreSchema, WriteRow } from './schema.js';

const columns = { encrypted: ['fingerprint', 'items', 'outcomes'], expiresAt: 'expires_at' };

/**
 * Takes over what is due, in one statement. Where several processes ask at once, each passes over the rows that another
 * one is taking, so that no two take over the same write and none waits.
 */
export function claim(
  database: StoreDatabase,
  encryption: Encryption,
  vendor: Vendor,
  limit: number,
  { owner, now, until }: Lease,
): Promise<WriteRow[]> {
  return (
    database
      // Materialized: PostgreSQL may run a subquery more than once, and would take over more than the limit.
      .with(
        (expression) => expression('due').materialized(),
        (queries) =>
          queries
            .selectFrom('writes')
            .select('id')
            .where('state', '=', WriteState.PENDING)
            .where('vendor', '=', vendor)
            .where('next_attempt_at', '<=', now.getTime())
            .where((where) => isFree(where, now))
            .where(isReadable(encryption, columns, now))
            .where((where) =>
              where.not(
                where.exists(
                  where
                    .selectFrom('write_records as mine')
                    .innerJoin('write_records as earlier', (join) =>
                      join.onRef('earlier.record', '=', 'mine.record').onRef('earlier.sequence', '<', 'mine.sequence'),
                    )
                    .select('earlier.write_id')
                    .whereRef('mine.write_id', '=', 'writes.id'),
                ),
              ),
            )
            .orderBy('next_attempt_at')
            .limit(limit)
            .$if(locksRows(database), (query) => query.forUpdate().skipLocked()),
      )
      .updateTable('writes')
      .set((set) => ({
        attempts: set('attempts', '+', 1),
        last_attempt_at: now.getTime(),
        lease_owner: owner,
        lease_until: until.getTime(),
      }))
      .where('id', 'in', (where) => where.selectFrom('due').select('due.id'))
      .returningAll()
      .execute()
  );
}

/** Whether nobody delivers it. */
export const isFree = (where: ExpressionBuilder<StoreSchema, 'writes'>, now: Date): Expression<SqlBool> =>
  where.or([where('lease_until', 'is', null), where('lease_until', '<', now.getTime())]);

/** Gives back what a process that is gone had claimed. Only where no other process can hold the store. */
export const releaseLeases = (database: StoreDatabase): Promise<void> =>
  guarded(async () => {
    await database
      .updateTable('writes')
      .set({ lease_owner: null, lease_until: null })
      .where('state', '=', WriteState.PENDING)
      .where('lease_until', 'is not', null)
      .execute();
  });
