import { sql } from 'kysely';
import type { ErasureOrder, ErasureStore } from '../domain/erasure.js';
import type { RecordKey } from '../domain/identity.js';
import { JobKind, JobState } from '../domain/job.js';
import { guarded, locksRows, type StoreDatabase } from './database.js';
import type { Encryption } from './encryption.js';
import { idsOf, namesOf } from './erased-names.js';
import { eraseJobs, jobsAbout } from './erased-jobs.js';
import { eraseWrites } from './erased-writes.js';
import { lockGraph } from './graph-lock.js';
import { identityNames } from './identity-names.js';
import { peopleWith } from './identity-parts.js';
import { IdentityRows } from './identity-rows.js';
import { purgeEvents, purgeIdentity, purgeLedgers } from './person-purge.js';
import type { PeopleListener } from './stored-graph.js';
import { transactions } from './transactions.js';

/** The statements of erasures. */
export function erasureStore(
  database: StoreDatabase,
  encryption: Encryption,
  onPeopleChanged: PeopleListener = () => undefined,
): ErasureStore {
  const rows = new IdentityRows(encryption);
  const inTransaction = transactions(database);
  const openNames = identityNames(database, encryption);

  /** @returns the records of the person; none of one who is gone already. */
  const suppress = async (transaction: StoreDatabase, { personId, at }: ErasureOrder): Promise<RecordKey[]> => {
    await lockGraph(transaction);
    const { records, unreadable } = await peopleWith(transaction, rows, [personId]);
    // What cannot be read cannot be found elsewhere either.
    for (const failure of unreadable.values()) throw failure;
    await transaction
      .insertInto('erased_names')
      .columns(['name', 'erased_at'])
      .expression(
        namesOf(transaction, personId).select(['name', sql<number>`cast(${at.getTime()} as bigint)`.as('at')]),
      )
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    return records.map(({ key }) => key);
  };

  /** Whether another erasure of the person was begun before and is under way: what it has pending is not to be ended. */
  const isBehindAnother = async (transaction: StoreDatabase, { personId, jobId }: ErasureOrder): Promise<boolean> => {
    const earlier = await transaction
      .selectFrom('jobs')
      .innerJoin('jobs as own', (join) => join.on('own.id', '=', jobId))
      .select('jobs.id')
      .where('jobs.person_id', 'in', idsOf(transaction, personId))
      .where('jobs.kind', '=', JobKind.ERASURE)
      .where('jobs.state', '=', JobState.PENDING)
      .where((where) =>
        where(where.refTuple('jobs.created_at', 'jobs.id'), '<', where.refTuple('own.created_at', 'own.id')),
      )
      .limit(1)
      .executeTakeFirst();
    return earlier !== undefined;
  };

  /**
   * Ends what is under way about the person, and erases what it holds: without the lock, as there may be much of it, and
   * whose records others are is no question of it.
   */
  const stop = async (order: ErasureOrder): Promise<boolean> => {
    const areWritesErased = await eraseWrites(inTransaction, encryption, order);
    return (await eraseJobs(inTransaction, encryption, order)) && areWritesErased;
  };

  /** Whether something about the person has begun since. */
  const isUnderWay = async (transaction: StoreDatabase, { personId }: ErasureOrder): Promise<boolean> => {
    const names = namesOf(transaction, personId).select('name');
    const about = transaction.selectFrom('write_subjects').select('write_id').where('subject', 'in', names).limit(1);
    const job = jobsAbout(transaction, personId).select('id').limit(1);
    return (await about.executeTakeFirst()) !== undefined || (await job.executeTakeFirst()) !== undefined;
  };

  return {
    suppress: (order) =>
      guarded(async () => {
        // Their key is made where there is none: it names whom nobody is to learn again.
        await openNames();
        const isSuppressed = await inTransaction(async (transaction) => {
          if (await isBehindAnother(transaction, order)) return false;
          await suppress(transaction, order);
          return true;
        });
        return isSuppressed && stop(order);
      }),

    purge: (order) =>
      guarded(async () => {
        const names = await openNames();
        if ((await isBehindAnother(database, order)) || !(await stop(order))) return false;
        const isPurged = await inTransaction(async (transaction) => {
          const records = await suppress(transaction, order);
          if (await isUnderWay(transaction, order)) return false;
          await purgeLedgers(transaction, records, order.vendorOfUserIds);
          await purgeEvents(transaction, rows, names, order.personId);
          await purgeIdentity(transaction, order.personId);
          return true;
        });
        // The write-ahead log still has the pages as they were.
        if (isPurged && !locksRows(database)) await sql`pragma wal_checkpoint(truncate)`.execute(database);
        if (isPurged) onPeopleChanged([order.personId]);
        return isPurged;
      }),
  };
}
