import { type SqlBool, sql, type Transaction } from 'kysely';
import { type WriteJournal, WriteState } from '../domain/write.js';
import { guarded, type StoreDatabase } from './database.js';
import type { Encryption } from './encryption.js';
import type { StoreSchema } from './schema.js';
import { encodeValue } from './stored-value.js';
import { transactions } from './transactions.js';
import { claim, isFree } from './write-claims.js';
import { hashOf, toWrite, WriteRows } from './write-rows.js';
import { sequenceAt, sequences } from './write-sequences.js';

/** Rows that one statement of the retention deletes, so that it never holds the store for long. */
const deletedAtOnce = 1_000;

/** The statements of the journal of writes. */
export function writeJournal(database: StoreDatabase, encryption: Encryption): WriteJournal {
  const rows = new WriteRows(encryption);
  const inTransaction = transactions(database);
  const nextSequence = sequences(database);

  return {
    commit: (intent, lease) =>
      guarded(async () => {
        const proposed = await nextSequence();
        const records = hashesOf(intent.records);
        return inTransaction(async (transaction) => {
          const row = rows.row(intent, await sequenceAt(transaction, records, proposed));
          if (row.key_hash !== null) await forgetExpiredKey(transaction, row.key_hash, row.created_at);
          const [inserted] = await transaction
            .insertInto('writes')
            .values(row)
            .onConflict((conflict) => conflict.column('key_hash').doNothing())
            .returningAll()
            .execute();
          if (!inserted) {
            const known = transaction.selectFrom('writes').selectAll().where('key_hash', '=', row.key_hash);
            return { outcome: 'known', record: rows.record(await known.executeTakeFirstOrThrow()) };
          }
          await insertRecords(transaction, row.id, row.sequence, records);
          if (!lease) return { outcome: 'queued', record: rows.record(inserted) };
          const [claimed] = await claim(transaction, lease, (due) => due('id', '=', row.id), 1);
          return claimed
            ? { outcome: 'claimed', record: rows.record(claimed) }
            : { outcome: 'queued', record: rows.record(inserted) };
        });
      }),

    claimDue: (vendor, limit, lease) =>
      guarded(async () =>
        (await claim(database, lease, (due) => due('vendor', '=', vendor), limit)).map((row) => rows.record(row)),
      ),

    settle: (id, attempts, owner, { state, outcomes, lastError, at, nextAttemptAt, keepsItems }) =>
      guarded(() =>
        inTransaction(async (transaction) => {
          const settled = await transaction
            .updateTable('writes')
            .set({
              state,
              ...(outcomes && { outcomes: rows.encrypted(id, 'outcomes', outcomes) }),
              last_error: lastError && encodeValue(lastError),
              next_attempt_at: nextAttemptAt?.getTime() ?? null,
              ended_at: nextAttemptAt ? null : at.getTime(),
              lease_owner: null,
              lease_until: null,
              ...(keepsItems ? {} : { items: null }),
            })
            // Whoever took it over in the meantime has begun an attempt of their own.
            .where('id', '=', id)
            .where('attempts', '=', attempts)
            .where('lease_owner', '=', owner)
            .returningAll()
            .executeTakeFirst();
          if (!settled) return null;
          if (!nextAttemptAt) await transaction.deleteFrom('write_records').where('write_id', '=', id).execute();
          return toWrite(settled);
        }),
      ),

    find: (id) =>
      guarded(async () => {
        const row = await database.selectFrom('writes').selectAll().where('id', '=', id).executeTakeFirst();
        return row ? rows.record(row) : null;
      }),

    page: ({ state, vendor, kind }, first, after) =>
      guarded(async () => {
        const found = await database
          .selectFrom('writes')
          .selectAll()
          .$if(state !== undefined, (query) => query.where('state', '=', state as string))
          .$if(vendor !== undefined, (query) => query.where('vendor', '=', vendor as string))
          .$if(kind !== undefined, (query) => query.where('kind', '=', kind as string))
          .where((where) =>
            after
              ? where.or([
                  where('sequence', '<', after.sequence),
                  where.and([where('sequence', '=', after.sequence), where('id', '<', after.id)]),
                ])
              : sql<SqlBool>`1 = 1`,
          )
          .orderBy('sequence', 'desc')
          .orderBy('id', 'desc')
          .limit(first + 1)
          .execute();
        const items = found
          .slice(0, first)
          .map((row) => ({ write: toWrite(row), position: { sequence: row.sequence, id: row.id } }));
        return { items, hasNextPage: found.length > first };
      }),

    retry: (id, records, now, expiresAt) =>
      guarded(async () => {
        const proposed = await nextSequence();
        const hashes = hashesOf(records);
        return inTransaction(async (transaction) => {
          // A dead write begins anew, behind what was committed since.
          const sequence = await sequenceAt(transaction, hashes, proposed);
          const pending = await transaction
            .updateTable('writes')
            .set({ next_attempt_at: now.getTime() })
            .where('id', '=', id)
            .where('state', '=', WriteState.PENDING)
            .where((where) => isFree(where, now))
            .returningAll()
            .executeTakeFirst();
          if (pending) return toWrite(pending);
          const revived = await transaction
            .updateTable('writes')
            .set({
              state: WriteState.PENDING,
              sequence,
              next_attempt_at: now.getTime(),
              expires_at: expiresAt.getTime(),
              ended_at: null,
            })
            .where('id', '=', id)
            .where('state', '=', WriteState.DEAD)
            .where('items', 'is not', null)
            .returningAll()
            .executeTakeFirst();
          if (!revived) return null;
          await insertRecords(transaction, id, sequence, hashes);
          return toWrite(revived);
        });
      }),

    cancel: (id, problem) =>
      guarded(() =>
        inTransaction(async (transaction) => {
          const ended = {
            state: WriteState.DEAD,
            items: null,
            next_attempt_at: null,
            ended_at: problem.at.getTime(),
            last_error: encodeValue(problem),
          };
          const cancelled = await transaction
            .updateTable('writes')
            .set(ended)
            .where('id', '=', id)
            .where('state', '=', WriteState.PENDING)
            .where((where) => isFree(where, problem.at))
            .returningAll()
            .executeTakeFirst();
          if (!cancelled) return null;
          await transaction.deleteFrom('write_records').where('write_id', '=', id).execute();
          return toWrite(cancelled);
        }),
      ),

    deleteEnded: (before) =>
      guarded(async () => {
        const old = database
          .selectFrom('writes')
          .select('id')
          .where('ended_at', '<', before.getTime())
          .orderBy('ended_at')
          .limit(deletedAtOnce);
        const deleted = await database.deleteFrom('writes').where('id', 'in', old).returning('id').execute();
        return deleted.length;
      }),
  };
}

/** Each once. */
const hashesOf = (records: readonly string[]): string[] => [...new Set(records.map(hashOf))];

const insertRecords = async (
  transaction: Transaction<StoreSchema>,
  id: string,
  sequence: number,
  records: readonly string[],
): Promise<void> => {
  const values = records.map((record) => ({ record, sequence, write_id: id }));
  await transaction.insertInto('write_records').values(values).execute();
};

/** A key whose time is over is free again; as long as its write is pending, it is not. */
const forgetExpiredKey = async (transaction: Transaction<StoreSchema>, keyHash: string, now: number): Promise<void> => {
  await transaction
    .updateTable('writes')
    .set({ key_hash: null })
    .where('key_hash', '=', keyHash)
    .where('key_expires_at', '<=', now)
    .where('state', '!=', WriteState.PENDING)
    .execute();
};
