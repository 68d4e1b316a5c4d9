import type { ErasureOrder } from '../domain/erasure.js';
import { type WriteProblem, WriteState } from '../domain/write.js';
import { ErrorCode } from '../error-codes.js';
import { locksRows, type StoreDatabase } from './database.js';
import type { Encryption } from './encryption.js';
import { namesOf } from './erased-names.js';
import { inBatches, rowsAtOnce } from './erasing-batches.js';
import type { WriteRow } from './schema.js';
import { encodeValue } from './stored-value.js';
import type { InTransaction } from './transactions.js';
import { WriteRows } from './write-rows.js';

/** In place of what a write held about somebody who has been erased. */
const erased = (at: Date): WriteProblem => ({
  code: ErrorCode.WRITE_CANCELLED,
  message: 'The person whom this was about has been erased.',
  at,
  retryable: false,
});

/**
 * Erases what writes hold about a person: their items end, those about others stay as they are. Once erased, a write is
 * no longer one of the person's, so that nothing is done twice.
 * @returns whether all of them could be: not those that are being delivered, and not more than a process does at once.
 */
export function eraseWrites(
  inTransaction: InTransaction,
  encryption: Encryption,
  { personId, at }: ErasureOrder,
): Promise<boolean> {
  const rows = new WriteRows(encryption);
  return inBatches(inTransaction, async (transaction, last) => {
    const about = transaction
      .selectFrom('write_subjects')
      .where('subject', 'in', namesOf(transaction, personId).select('name'));
    const subjects = await about
      .select('write_id')
      .where('write_id', '>', last)
      .groupBy('write_id')
      .orderBy('write_id')
      .limit(rowsAtOnce)
      .execute();
    const ids = subjects.map(({ write_id }) => write_id);
    const found = await transaction
      .selectFrom('writes')
      .selectAll()
      .where('id', 'in', ids)
      .orderBy('id')
      .$if(locksRows(transaction), (query) => query.forUpdate())
      .execute();
    const places = await about.select(['write_id', 'place']).where('write_id', 'in', ids).execute();
    const left = new Set<string>();
    for (const row of found) {
      const own = new Set(places.flatMap(({ write_id, place }) => (write_id === row.id ? [place] : [])));
      if (isBeingDelivered(row, at)) left.add(row.id);
      else await eraseItems(transaction, rows, row, own, at);
    }
    await transaction
      .deleteFrom('write_subjects')
      .where(
        'write_id',
        'in',
        ids.filter((id) => !left.has(id)),
      )
      .where('subject', 'in', namesOf(transaction, personId).select('name'))
      .execute();
    return { ids, isDone: left.size === 0 };
  });
}

/**
 * Erases all that some writes hold. @param keyHashes those of their keys.
 * @returns whether all of them could be: not those that are being delivered, and then none is.
 */
export async function eraseWritesOf(
  transaction: StoreDatabase,
  encryption: Encryption,
  keyHashes: readonly string[],
  at: Date,
): Promise<boolean> {
  const found = await transaction
    .selectFrom('writes')
    .selectAll()
    .where('key_hash', 'in', keyHashes)
    .orderBy('id')
    .$if(locksRows(transaction), (query) => query.forUpdate())
    .execute();
  if (found.some((row) => isBeingDelivered(row, at))) return false;
  const rows = new WriteRows(encryption);
  for (const row of found) await eraseItems(transaction, rows, row, 'all', at);
  return true;
}

const isBeingDelivered = ({ state, lease_until }: WriteRow, at: Date): boolean =>
  state === WriteState.PENDING && lease_until !== null && lease_until >= at.getTime();

/** Erases some items of a write, or all that it holds. */
async function eraseItems(
  transaction: StoreDatabase,
  rows: WriteRows,
  row: WriteRow,
  places: ReadonlySet<number> | 'all',
  at: Date,
): Promise<void> {
  const { id } = row;
  const { content } = rows.record(row);
  // Whoever had it was stopped for longer than the lease, and must not store what the vendor has answered.
  const update = transaction.updateTable('writes').set({ lease_owner: null, lease_until: null }).where('id', '=', id);
  await transaction
    .deleteFrom('pending_memberships')
    .where('write_id', '=', id)
    .$if(places !== 'all', (query) => query.where('place', 'in', [...(places as ReadonlySet<number>)]))
    .execute();
  const problem = erased(at);
  const isAbout = (place: number): boolean => places === 'all' || places.has(place);
  const outcomes = content?.outcomes.map((outcome, place) => (isAbout(place) ? { problem } : outcome));
  const isOfOthers = outcomes?.some((_, place) => !isAbout(place)) ?? false;
  if (content && outcomes && isOfOthers) {
    const items = content.items?.map((item, place) => (isAbout(place) ? null : item));
    await update
      .set({
        items: items ? rows.encrypted(id, 'items', items) : null,
        outcomes: rows.encrypted(id, 'outcomes', outcomes),
      })
      .execute();
    // Those of others are still to be delivered.
    if (row.state !== WriteState.PENDING || outcomes.includes(null)) return;
  } else {
    await update
      .set({
        items: null,
        // What cannot be decrypted now could be once its key is back.
        outcomes: rows.encrypted(id, 'outcomes', outcomes ?? [{ problem }]),
        // It fits no input: whoever sends the key once more is refused, and brings nobody back.
        fingerprint: rows.encrypted(id, 'fingerprint', ''),
        last_error: row.last_error && encodeValue(problem),
      })
      .execute();
  }
  if (row.state !== WriteState.PENDING) return;
  const ended = { state: WriteState.DEAD, next_attempt_at: null, ended_at: at.getTime() };
  await update.set({ ...ended, items: null, last_error: encodeValue(problem) }).execute();
  await transaction.deleteFrom('write_records').where('write_id', '=', id).execute();
}
