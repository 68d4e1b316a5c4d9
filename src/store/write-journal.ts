import { type Expression, type ExpressionBuilder, type SqlBool, sql, type Transaction } from 'kysely';
import { type Lease, WriteState, type WriteIntent, type WriteJournal } from '../domain/write.js';
import { guarded, type StoreDatabase } from './database.js';
import type { Encryption } from './encryption.js';
import type { StoreSchema, WriteRow } from './schema.js';
import { encodeValue } from './stored-value.js';
import { hashOf, toWrite, WriteRows } from './write-rows.js';

type Due = ExpressionBuilder<StoreSchema, 'writes'>;

/** Rows that one statement of the retention deletes, so that it never holds the store for long. */
const deletedAtOnce = 1_000;

/** The statements of the journal of writes. */
export function writeJournal(database: StoreDatabase, encryption: Encryption): WriteJournal {
  const rows = new WriteRows(encryption);
  const nextSequence = sequences(database);

  return {
    commit: (intent, lease) =>
      guarded(async () => {
        const row = toRow(intent, await nextSequence(), rows);
        return database.transaction().execute(async (transaction) => {
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
          await insertRecords(transaction, row.id, row.sequence, intent.records);
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
        database.transaction().execute(async (transaction) => {
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
        // A dead write begins anew, behind what was committed since.
        const sequence = await nextSequence();
        return database.transaction().execute(async (transaction) => {
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
          await insertRecords(transaction, id, sequence, records);
          return toWrite(revived);
        });
      }),

    cancel: (id, problem) =>
      guarded(() =>
        database.transaction().execute(async (transaction) => {
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

/**
 * One statement, so that no two processes take over the same write: whoever comes second finds, in the outer
 * conditions, that it is no longer free.
 */
function claim(
  database: StoreDatabase | Transaction<StoreSchema>,
  { owner, now, until }: Lease,
  which: (due: Due) => Expression<SqlBool>,
  limit: number,
): Promise<WriteRow[]> {
  const due = database
    .selectFrom('writes')
    .select('id')
    .where('state', '=', WriteState.PENDING)
    .where('next_attempt_at', '<=', now.getTime())
    .where((where) => isFree(where, now))
    .where(which)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('write_records as mine')
            .innerJoin('write_records as earlier', (join) =>
              join.onRef('earlier.record', '=', 'mine.record').onRef('earlier.sequence', '<', 'mine.sequence'),
            )
            .select('earlier.write_id')
            .whereRef('mine.write_id', '=', 'writes.id'),
        ),
      ),
    )
    .orderBy('next_attempt_at')
    .limit(limit);
  return database
    .updateTable('writes')
    .set((set) => ({
      attempts: set('attempts', '+', 1),
      last_attempt_at: now.getTime(),
      lease_owner: owner,
      lease_until: until.getTime(),
    }))
    .where('id', 'in', due)
    .where('state', '=', WriteState.PENDING)
    .where((where) => isFree(where, now))
    .returningAll()
    .execute();
}

const isFree = (where: Due, now: Date): Expression<SqlBool> =>
  where.or([where('lease_until', 'is', null), where('lease_until', '<', now.getTime())]);

const insertRecords = async (
  transaction: Transaction<StoreSchema>,
  id: string,
  sequence: number,
  records: readonly string[],
): Promise<void> => {
  const values = [...new Set(records.map(hashOf))].map((record) => ({ record, sequence, write_id: id }));
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

/** Milliseconds since the epoch with three places behind them; it rises also where the clock was put back. */
function sequences(database: StoreDatabase): () => Promise<number> {
  let last: number | undefined;
  return async () => {
    if (last === undefined) {
      const { latest } = await database
        .selectFrom('writes')
        .select(({ fn }) => fn.max('sequence').as('latest'))
        .executeTakeFirstOrThrow();
      last = Math.max(last ?? 0, Number(latest ?? 0));
    }
    last = Math.max(last + 1, Date.now() * 1_000);
    return last;
  };
}

function toRow(intent: WriteIntent, sequence: number, rows: WriteRows): WriteRow {
  const { id, items, createdAt } = intent;
  return {
    id,
    sequence,
    kind: intent.kind,
    vendor: intent.vendor,
    state: WriteState.PENDING,
    key_hash: intent.idempotencyKey === undefined ? null : hashOf(intent.idempotencyKey),
    key_expires_at: intent.keyExpiresAt.getTime(),
    fingerprint: rows.encrypted(id, 'fingerprint', intent.fingerprint),
    items: rows.encrypted(id, 'items', items),
    outcomes: rows.encrypted(
      id,
      'outcomes',
      items.map(() => null),
    ),
    attempts: 0,
    created_at: createdAt.getTime(),
    expires_at: intent.expiresAt.getTime(),
    last_attempt_at: null,
    next_attempt_at: createdAt.getTime(),
    ended_at: null,
    last_error: null,
    lease_owner: null,
    lease_until: null,
  };
}
