import { type WriteJournal, WriteState } from '../domain/write.js';
import { batches } from './batches.js';
import { guarded, type StoreDatabase } from './database.js';
import type { Encryption } from './encryption.js';
import { pendingMembershipStatements } from './pending-memberships.js';
import { encodeValue } from './stored-value.js';
import { transactions } from './transactions.js';
import { claim, isFree } from './write-claims.js';
import { pageOfWrites } from './write-pages.js';
import { hashOf, toRecord, toWrite, WriteRows } from './write-rows.js';
import { locking, pendingAt, sequenceAfter, sequences } from './write-sequences.js';
import { writeStatements } from './write-statements.js';
import { subjectNaming } from './write-subjects.js';

/** Rows that one statement of the retention deletes, so that it never holds the store for long. */
const deletedAtOnce = 1_000;

/** The statements of the journal of writes. */
export function writeJournal(database: StoreDatabase, encryption: Encryption): WriteJournal {
  const rows = new WriteRows(encryption);
  const run = batches(database);
  const statements = writeStatements(database);
  const pending = pendingMembershipStatements(database);
  const nextSequence = sequences(database);
  const lock = locking(database);
  const named = subjectNaming(database, encryption);
  const inTransaction = transactions(database);

  return {
    commit: (intent, lease) =>
      guarded(async () => {
        const { row, content } = rows.made(intent, await nextSequence(), lease);
        const records = hashesOf(intent.records);
        const [, , [inserted]] = await run([
          lock(records),
          row.key_hash === null
            ? undefined
            : statements.forgetExpiredKey({ keyHash: row.key_hash, now: row.created_at }),
          ...statements.make(row, records, await named(intent.subjects)),
          pending.show(row.id, intent.memberships),
        ]);
        if (inserted)
          return {
            outcome: inserted.lease_owner === null ? 'queued' : 'claimed',
            record: toRecord({ ...row, ...inserted }, content),
          };
        const known = database.selectFrom('writes').selectAll().where('key_hash', '=', row.key_hash);
        return { outcome: 'known', record: rows.record(await known.executeTakeFirstOrThrow()) };
      }),

    claimDue: (vendor, limit, lease) =>
      guarded(async () => (await claim(database, encryption, vendor, limit, lease)).map((row) => rows.record(row))),

    settle: (id, attempts, owner, settlement) =>
      guarded(async () => {
        const { state, outcomes, subjects, lastError, at, nextAttemptAt, keepsItems, makesMemberships } = settlement;
        const ended = (outcomes ?? []).flatMap((outcome, place) => (outcome ? [place] : []));
        const [[settled]] = await run([
          ...statements.settle(
            {
              id,
              attempt: attempts,
              owner,
              state,
              outcomes: outcomes ? rows.encrypted(id, 'outcomes', outcomes) : null,
              lastError: lastError && encodeValue(lastError),
              nextAttemptAt: nextAttemptAt?.getTime() ?? null,
              endedAt: nextAttemptAt ? null : at.getTime(),
              keepsItems: keepsItems ? 1 : 0,
            },
            await named(subjects),
          ),
          makesMemberships && !nextAttemptAt ? pending.hideAll(id) : undefined,
          makesMemberships && nextAttemptAt && ended.length > 0 ? pending.hide(id, attempts, ended) : undefined,
        ]);
        return settled ? toWrite(settled) : null;
      }),

    find: (id) =>
      guarded(async () => {
        const row = await database.selectFrom('writes').selectAll().where('id', '=', id).executeTakeFirst();
        return row ? rows.record(row) : null;
      }),

    page: (filter, first, after) => guarded(() => pageOfWrites(database, filter, first, after)),

    retry: (id, { records, memberships }, now, expiresAt) =>
      guarded(async () => {
        const hashes = hashesOf(records);
        const proposed = await nextSequence();
        const hastening = database
          .updateTable('writes')
          .set({ next_attempt_at: now.getTime() })
          .where('id', '=', id)
          .where('state', '=', WriteState.PENDING)
          .where((where) => isFree(where, now))
          .returningAll()
          .compile();
        // A dead write begins anew, behind what was committed since.
        const reviving = database
          .updateTable('writes')
          .set({
            state: WriteState.PENDING,
            sequence: (set) =>
              set.selectFrom(pendingAt(database, hashes)).select(sequenceAfter(proposed).as('sequence')),
            next_attempt_at: now.getTime(),
            expires_at: expiresAt.getTime(),
            ended_at: null,
          })
          .where('id', '=', id)
          .where('state', '=', WriteState.DEAD)
          .where('items', 'is not', null)
          .returningAll()
          .compile();
        const [, [hastened], [revived]] = await run([
          lock(hashes),
          hastening,
          reviving,
          // Those of a pending write are there; what has been erased names none.
          hashes.length > 0 ? statements.insertRecords(id, hashes) : undefined,
          pending.show(id, memberships),
        ]);
        const write = hastened ?? revived;
        return write ? toWrite(write) : null;
      }),

    cancel: (id, problem) =>
      guarded(async () => {
        const cancelling = database
          .updateTable('writes')
          .set({
            state: WriteState.DEAD,
            items: null,
            next_attempt_at: null,
            ended_at: problem.at.getTime(),
            last_error: encodeValue(problem),
            // Whoever lost the lease may still want to settle.
            lease_owner: null,
            lease_until: null,
          })
          .where('id', '=', id)
          .where('state', '=', WriteState.PENDING)
          .where((where) => isFree(where, problem.at))
          .returningAll()
          .compile();
        const [[cancelled]] = await run([cancelling, statements.deleteRecords({ id }), pending.hideAll(id)]);
        return cancelled ? toWrite(cancelled) : null;
      }),

    deleteEnded: (before) =>
      guarded(async () => {
        const old = database
          .selectFrom('writes')
          .select('id')
          .where('ended_at', '<', before.getTime())
          .orderBy('ended_at')
          .limit(deletedAtOnce);
        return inTransaction(async (transaction) => {
          const deleted = await transaction.deleteFrom('writes').where('id', 'in', old).returning('id').execute();
          const ids = deleted.map(({ id }) => id);
          await transaction.deleteFrom('write_subjects').where('write_id', 'in', ids).execute();
          return ids.length;
        });
      }),
  };
}

/** Each once. */
const hashesOf = (records: readonly string[]): string[] => [...new Set(records.map(hashOf))];
