import type { ErasureOrder } from '../domain/erasure.js';
import { ownKey } from '../domain/idempotency-key.js';
import { erasedContent, JobKind, JobState, stepWriteName } from '../domain/job.js';
import { locksRows, type StoreDatabase } from './database.js';
import type { Encryption } from './encryption.js';
import { idsOf } from './erased-names.js';
import { eraseWritesOf } from './erased-writes.js';
import { inBatches, rowsAtOnce } from './erasing-batches.js';
import { JobRows } from './job-rows.js';
import type { JobRow } from './schema.js';
import type { InTransaction } from './transactions.js';
import { hashOf } from './write-rows.js';

/**
 * Ends the jobs about a person, with their writes, and erases what they hold. A key is kept, so that a late repeat of it
 * brings nobody back.
 * @returns whether all of them could be: not those that are being worked on, or whose writes are being delivered, and not
 *   more than a process does at once.
 */
export function eraseJobs(inTransaction: InTransaction, encryption: Encryption, order: ErasureOrder): Promise<boolean> {
  const rows = new JobRows(encryption);
  const { personId, at } = order;
  return inBatches(inTransaction, async (transaction, last) => {
    const found = await jobsAbout(transaction, personId)
      .selectAll()
      .where('id', '>', last)
      .orderBy('id')
      .limit(rowsAtOnce)
      .$if(locksRows(transaction), (query) => query.forUpdate())
      .execute();
    let isDone = true;
    for (const row of found) {
      const isWorkedOn = row.lease_until !== null && row.lease_until >= at.getTime();
      // A write may be about an address that is not the person's yet: its job says whose it is, and goes last.
      if (isWorkedOn || !(await eraseWritesOf(transaction, encryption, writeKeysOf(rows, row), at))) isDone = false;
      else if (row.kind === JobKind.UPSERT && row.key_hash !== null) await empty(transaction, rows, row, at);
      else await transaction.deleteFrom('jobs').where('id', '=', row.id).execute();
    }
    return { ids: found.map(({ id }) => id), isDone };
  });
}

/** Those that hold what is to be forgotten of a person. */
export const jobsAbout = (database: StoreDatabase, personId: string) =>
  database
    .selectFrom('jobs')
    .where('kind', 'in', [JobKind.UPSERT, JobKind.WEBHOOK])
    .where('person_id', 'in', idsOf(database, personId));

/** The hashes of the keys that the writes of a job have, or would have. */
function writeKeysOf(rows: JobRows, row: JobRow): string[] {
  const { content } = rows.record(row);
  return (content?.steps ?? []).flatMap(({ name, round }) =>
    Array.from({ length: round + 1 }, (_, each) => hashOf(ownKey(stepWriteName(row.id, each, name)))),
  );
}

const empty = async (transaction: StoreDatabase, rows: JobRows, row: JobRow, at: Date): Promise<void> => {
  await transaction
    .updateTable('jobs')
    .set({
      ...rows.encrypted(row.id, erasedContent),
      person_id: null,
      state: JobState.ENDED,
      // Whoever had read it before stores nothing of it any more.
      attempts: row.attempts + 1,
      next_attempt_at: null,
      ended_at: row.ended_at ?? at.getTime(),
      lease_owner: null,
      lease_until: null,
    })
    .where('id', '=', row.id)
    .execute();
};
