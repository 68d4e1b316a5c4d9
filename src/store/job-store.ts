import type { Transaction } from 'kysely';
import { type JobAttempt, type JobKind, JobState, type JobStore } from '../domain/job.js';
import type { Lease } from '../domain/write.js';
import { guarded, type StoreDatabase } from './database.js';
import type { Encryption } from './encryption.js';
import { claimJobs } from './job-claims.js';
import { idsOf } from './erased-names.js';
import { JobRows } from './job-rows.js';
import type { JobRow, StoreSchema } from './schema.js';
import { transactions } from './transactions.js';
import { hashOf } from './write-rows.js';

/** Rows that one statement of the retention deletes, so that it never holds the store for long. */
const deletedAtOnce = 1_000;

/** The statements of jobs. */
export function jobStore(database: StoreDatabase, encryption: Encryption): JobStore {
  const rows = new JobRows(encryption);
  const inTransaction = transactions(database);

  /** Changes a job that an attempt still has the lease of. */
  const change = ({ id, attempts, owner }: JobAttempt, values: Partial<JobRow>): Promise<JobRow | undefined> =>
    inTransaction((transaction) =>
      transaction
        .updateTable('jobs')
        .set(values)
        .where('id', '=', id)
        .where('attempts', '=', attempts)
        .where('lease_owner', '=', owner)
        .returningAll()
        .executeTakeFirst(),
    );

  return {
    commit: (intent, lease) =>
      guarded(() =>
        inTransaction(async (transaction) => {
          const row = { ...rows.row(intent), ...(lease && claimed(lease, 0)) };
          if (row.key_hash !== null) await forgetExpiredKey(transaction, row.key_hash, row.created_at);
          const inserted = await transaction
            .insertInto('jobs')
            .values(row)
            .onConflict((conflict) => conflict.doNothing())
            .returningAll()
            .executeTakeFirst();
          if (inserted) return { outcome: 'committed', record: rows.record(inserted) };
          const known = transaction
            .selectFrom('jobs')
            .selectAll()
            .where((where) => where.or([where('key_hash', '=', row.key_hash), where('id', '=', row.id)]));
          return { outcome: 'known', record: rows.record(await known.executeTakeFirstOrThrow()) };
        }),
      ),

    claimDue: (limit, lease) =>
      guarded(async () => (await claimJobs(database, encryption, lease, limit)).map((row) => rows.record(row))),

    save: (attempt, { content, personId }) =>
      guarded(async () => {
        const saved = await change(attempt, { ...rows.encrypted(attempt.id, content), person_id: personId });
        return saved !== undefined;
      }),

    settle: (attempt, { content, personId, at, nextAttemptAt }) =>
      guarded(async () => {
        const settled = await change(attempt, {
          ...(content && rows.encrypted(attempt.id, content)),
          person_id: personId,
          state: nextAttemptAt ? JobState.PENDING : JobState.ENDED,
          next_attempt_at: nextAttemptAt?.getTime() ?? null,
          ended_at: nextAttemptAt ? null : at.getTime(),
          lease_owner: null,
          lease_until: null,
        });
        return settled ? rows.record(settled) : null;
      }),

    find: (id) =>
      guarded(async () => {
        const row = await database.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
        return row ? rows.record(row) : null;
      }),

    ofPerson: (personId, limit) =>
      guarded(async () => {
        const found = await database
          .selectFrom('jobs')
          .selectAll()
          .where('person_id', 'in', idsOf(database, personId))
          .orderBy('created_at', 'desc')
          .limit(limit)
          .execute();
        return found.map((row) => rows.record(row));
      }),

    underWay: (kind, personId) =>
      guarded(async () => {
        const row = await database
          .selectFrom('jobs')
          .selectAll()
          .where('person_id', 'in', idsOf(database, personId))
          .where('kind', '=', kind)
          .where('state', '=', JobState.PENDING)
          .orderBy('created_at')
          .orderBy('id')
          .limit(1)
          .executeTakeFirst();
        return row ? rows.record(row) : null;
      }),

    findByKey: (idempotencyKey, now) =>
      guarded(async () => {
        const row = await database
          .selectFrom('jobs')
          .selectAll()
          .where('key_hash', '=', hashOf(idempotencyKey))
          .where((where) =>
            where.or([where('key_expires_at', '>', now.getTime()), where('state', '=', JobState.PENDING)]),
          )
          .executeTakeFirst();
        return row ? rows.record(row) : null;
      }),

    reopen: ({ id, attempts }, content, now, expiresAt, lease) =>
      guarded(async () => {
        const reopened = await inTransaction((transaction) =>
          transaction
            .updateTable('jobs')
            .set({
              ...rows.encrypted(id, content),
              state: JobState.PENDING,
              expires_at: expiresAt.getTime(),
              next_attempt_at: now.getTime(),
              ended_at: null,
              ...(lease && claimed(lease, attempts)),
            })
            .where('id', '=', id)
            .where('attempts', '=', attempts)
            .where('state', '=', JobState.ENDED)
            .returningAll()
            .executeTakeFirst(),
        );
        return reopened ? rows.record(reopened) : null;
      }),

    deleteEnded: (before, kind) =>
      guarded(async () => {
        const old = database
          .selectFrom('jobs')
          .select('id')
          .where('ended_at', '<', before.getTime())
          .$if(kind !== undefined, (query) => query.where('kind', '=', kind as JobKind))
          .orderBy('ended_at')
          .limit(deletedAtOnce);
        return (await database.deleteFrom('jobs').where('id', 'in', old).returning('id').execute()).length;
      }),
  };
}

const claimed = ({ owner, until }: Lease, attempts: number) => ({
  attempts: attempts + 1,
  lease_owner: owner,
  lease_until: until.getTime(),
});

/** A key whose time is over is free again; as long as its job is pending, it is not. */
const forgetExpiredKey = async (transaction: Transaction<StoreSchema>, keyHash: string, now: number): Promise<void> => {
  await transaction
    .updateTable('jobs')
    .set({ key_hash: null })
    .where('key_hash', '=', keyHash)
    .where('key_expires_at', '<=', now)
    .where('state', '!=', JobState.PENDING)
    .execute();
};
