import type { Transaction } from 'kysely';
import { JobState } from '../domain/job.js';
import type { Lease } from '../domain/write.js';
import { guarded, locksRows, type StoreDatabase } from './database.js';
import type { Encryption } from './encryption.js';
import { isReadable } from './known-keys.js';
import type { JobRow, StoreSchema } from './schema.js';

const columns = { encrypted: ['content', 'steps'], expiresAt: 'expires_at' };

/** Takes over jobs that are due, in one statement; where several processes ask at once, no two get the same job. */
export function claimJobs(
  database: StoreDatabase | Transaction<StoreSchema>,
  encryption: Encryption,
  { owner, now, until }: Lease,
  limit: number,
): Promise<JobRow[]> {
  return (
    database
      // Materialized: PostgreSQL may run a subquery more than once, and would take over more than the limit.
      .with(
        (expression) => expression('due').materialized(),
        (queries) =>
          queries
            .selectFrom('jobs')
            .select('id')
            .where('state', '=', JobState.PENDING)
            .where('next_attempt_at', '<=', now.getTime())
            .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<', now.getTime())]))
            .where(isReadable(encryption, columns, now))
            .orderBy('next_attempt_at')
            .limit(limit)
            .$if(locksRows(database), (query) => query.forUpdate().skipLocked()),
      )
      .updateTable('jobs')
      .set((set) => ({ attempts: set('attempts', '+', 1), lease_owner: owner, lease_until: until.getTime() }))
      .where('id', 'in', (where) => where.selectFrom('due').select('due.id'))
      .returningAll()
      .execute()
  );
}

/** Gives back what a process that is gone had claimed. Only where no other process can hold the store. */
export const releaseJobLeases = (database: StoreDatabase): Promise<void> =>
  guarded(async () => {
    await database
      .updateTable('jobs')
      .set({ lease_owner: null, lease_until: null })
      .where('lease_until', 'is not', null)
      .execute();
  });
