import type { CompiledQuery } from 'kysely';
import { WriteState } from '../domain/write.js';
import { locksRows, type StoreDatabase } from './database.js';
import { prepared } from './prepared.js';
import type { WriteRow } from './schema.js';
import {
  type DrawnRow,
  insertion,
  recordInsertion,
  type RowOfOne,
  type SettledRow,
  settlement,
  wholeInsertion,
  wholeSettlement,
} from './write-queries.js';
import type { PublicWriteRow } from './write-rows.js';
import { type NamedSubject, subjectInsertion } from './write-subjects.js';

/** Statements for one batch; the first one answers the row that they are about. */
export type Statements<Row> = readonly [CompiledQuery<Row>, ...CompiledQuery[]];

/** The statements that each write needs. None needs the answer to another, and those of one record are put together once. */
export function writeStatements(database: StoreDatabase) {
  const insertOne = prepared((row: RowOfOne) => insertion(database, row, [row.record]).compile());
  const insertRecord = prepared(({ id, record }: { id: string; record: string }) =>
    recordInsertion(database, id, [record]),
  );
  const makeWhole = prepared((row: RowOfOne & NamedSubject) => wholeInsertion(database, row));
  const settle = prepared((settled: SettledRow) => settlement(database, settled).compile());
  const settleWhole = prepared((settled: SettledRow) => wholeSettlement(database, settled));
  const insertSubjects = subjectInsertion(database);
  const present = (statements: readonly (CompiledQuery | undefined)[]): CompiledQuery[] =>
    statements.filter((statement) => statement !== undefined);

  const insertRecords = (id: string, records: readonly string[]): CompiledQuery =>
    isOne(records) ? insertRecord({ id, record: records[0] }) : recordInsertion(database, id, records);

  /** Takes a write that has ended out of the way of others. */
  const deleteRecords = prepared(({ id }: { id: string }) =>
    database
      .deleteFrom('write_records')
      .where('write_id', 'in', (where) =>
        where.selectFrom('writes').select('id').where('id', '=', id).where('ended_at', 'is not', null),
      )
      .compile(),
  );

  return {
    /**
     * Makes a write, unless its key is taken.
     * @param row With the least sequence that it may get, and claimed, if it is to be: where an earlier write to one of its
     *   records is pending, it is made unclaimed.
     */
    make(row: WriteRow, records: readonly string[], subjects: readonly NamedSubject[]): Statements<DrawnRow> {
      const [subject, ...others] = subjects;
      // Each statement costs at both ends as much as what it does. SQLite cannot write within a statement, and needs no way.
      if (locksRows(database) && isOne(records) && subject && others.length === 0)
        return [makeWhole({ ...row, record: records[0], ...subject })];
      const insert = isOne(records)
        ? insertOne({ ...row, record: records[0] })
        : insertion(database, row, records).compile();
      return [insert, ...present([insertRecords(row.id, records), insertSubjects(row.id, subjects)])];
    },

    /** Says what a pending write writes to, where that is not said yet. */
    insertRecords,

    /** Frees a key whose time is over; as long as its write is pending, it is not. */
    forgetExpiredKey: prepared(({ keyHash, now }: { keyHash: string; now: number }) =>
      database
        .updateTable('writes')
        .set({ key_hash: null })
        .where('key_hash', '=', keyHash)
        .where('key_expires_at', '<=', now)
        .where('state', '!=', WriteState.PENDING)
        .compile(),
    ),

    /** Ends an attempt, unless somebody else took it over in the meantime: they have begun an attempt of their own. */
    settle(settled: SettledRow, subjects: readonly NamedSubject[]): Statements<PublicWriteRow> {
      const about = insertSubjects(settled.id, subjects);
      if (settled.endedAt === null) return [settle(settled), ...present([about])];
      if (locksRows(database)) return [settleWhole(settled), ...present([about])];
      return [settle(settled), ...present([deleteRecords({ id: settled.id }), about])];
    },

    deleteRecords,
  };
}

const isOne = (records: readonly string[]): records is readonly [string] => records.length === 1;
