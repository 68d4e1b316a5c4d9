import { type CompiledQuery, type RawBuilder, sql } from 'kysely';
import { WriteState } from '../domain/write.js';
import type { StoreDatabase } from './database.js';
import type { WriteRow } from './schema.js';
import { type PublicWriteRow, publicColumns } from './write-rows.js';
import { pendingAt, sequenceAfter } from './write-sequences.js';
import type { NamedSubject } from './write-subjects.js';

/** What a commit writes as it is given; the other columns depend on what is pending. */
const givenColumns = [
  'id',
  'kind',
  'vendor',
  'state',
  'key_hash',
  'key_expires_at',
  'fingerprint',
  'items',
  'outcomes',
  'created_at',
  'expires_at',
  'next_attempt_at',
  'ended_at',
  'last_error',
  'caller',
] as const satisfies readonly (keyof WriteRow)[];

/** Those others. A row that came back whole would take as long as its insertion. */
const drawnColumns = [
  'sequence',
  'attempts',
  'last_attempt_at',
  'lease_owner',
  'lease_until',
] as const satisfies readonly (keyof WriteRow)[];

/** What a commit has decided about a write. */
export type DrawnRow = Pick<WriteRow, (typeof drawnColumns)[number]>;

/** How a delivery leaves the row of a write. */
export interface SettledRow {
  readonly id: string;
  /** The attempt that ends, and whose it is. */
  readonly attempt: number;
  readonly owner: string;
  readonly state: string;
  /** Null where those that are stored stay. */
  readonly outcomes: string | null;
  readonly lastError: string | null;
  readonly nextAttemptAt: number | null;
  readonly endedAt: number | null;
  /** 1 where the items stay stored. */
  readonly keepsItems: 0 | 1;
}

export type RowOfOne = WriteRow & { readonly record: string };

/** Makes a write, unless its key is taken. */
export function insertion(
  database: Pick<StoreDatabase, 'insertInto' | 'selectFrom'>,
  row: WriteRow,
  records: readonly string[],
) {
  const ifFirst = (value: number | string | null, type: 'bigint' | 'text'): RawBuilder<unknown> =>
    sql`case when latest is null then cast(${value} as ${sql.raw(type)}) end`;
  const values: Record<keyof WriteRow, unknown> = {
    ...(Object.fromEntries(givenColumns.map((column) => [column, row[column]])) as Record<
      (typeof givenColumns)[number],
      unknown
    >),
    sequence: sequenceAfter(row.sequence),
    attempts: sql`case when latest is null then cast(${row.attempts} as integer) else 0 end`,
    last_attempt_at: ifFirst(row.last_attempt_at, 'bigint'),
    lease_owner: ifFirst(row.lease_owner, 'text'),
    lease_until: ifFirst(row.lease_until, 'bigint'),
  };
  return database
    .insertInto('writes')
    .columns(Object.keys(values) as (keyof WriteRow)[])
    .expression((insert) =>
      insert
        .selectFrom(pendingAt(database, records))
        .select(Object.entries(values).map(([column, value]) => sql`${value}`.as(column)))
        // SQLite would take the conflict for the condition of a join.
        .where(sql<boolean>`true`),
    )
    .onConflict((conflict) => conflict.column('key_hash').doNothing())
    .returning(drawnColumns);
}

/** Says what a pending write writes to, where that is not said yet. */
export function recordInsertion(database: StoreDatabase, id: string, records: readonly string[]): CompiledQuery {
  const listed = sql<{ column1: string }>`(values ${sql.join(records.map((record) => sql`(${record})`))})`;
  return database
    .insertInto('write_records')
    .columns(['record', 'sequence', 'write_id'])
    .expression((insert) =>
      insert
        .selectFrom(['writes', listed.as('listed')])
        .select(['listed.column1', 'writes.sequence', 'writes.id'])
        .where('writes.id', '=', id)
        .where('writes.state', '=', WriteState.PENDING)
        .where((where) =>
          where.not(where.exists(where.selectFrom('write_records').select('write_id').where('write_id', '=', id))),
        ),
    )
    .compile();
}

/** A write of one record that is about one subject, with both. */
export const wholeInsertion = (database: StoreDatabase, row: RowOfOne & NamedSubject): CompiledQuery<DrawnRow> =>
  database
    .with('made', (queries) => insertion(queries, row, [row.record]).returning(['id', 'created_at']))
    .with('noted', (queries) =>
      queries
        .insertInto('write_records')
        .columns(['record', 'sequence', 'write_id'])
        .expression((insert) =>
          insert.selectFrom('made').select([sql`cast(${row.record} as text)`.as('record'), 'made.sequence', 'made.id']),
        )
        .returning('write_id'),
    )
    .with('attributed', (queries) =>
      queries
        .insertInto('write_subjects')
        .columns(['subject', 'happened_at', 'write_id', 'place'])
        .expression((insert) =>
          insert
            .selectFrom('made')
            .select([
              sql`cast(${row.subject} as text)`.as('subject'),
              'made.created_at',
              'made.id',
              sql`cast(${row.place} as integer)`.as('place'),
            ]),
        )
        .returning('write_id'),
    )
    .selectFrom('made')
    .select(drawnColumns)
    .compile();

/**
 * Ends an attempt, unless somebody else took it over in the meantime: they have begun an attempt of their own, or ended the
 * write.
 */
export const settlement = (database: Pick<StoreDatabase, 'updateTable'>, settled: SettledRow) =>
  database
    .updateTable('writes')
    .set({
      state: settled.state,
      outcomes: sql<string>`coalesce(${settled.outcomes}, outcomes)`,
      last_error: settled.lastError,
      next_attempt_at: settled.nextAttemptAt,
      ended_at: settled.endedAt,
      lease_owner: null,
      lease_until: null,
      items: sql`case when ${settled.keepsItems} = 1 then items end`,
    })
    .where('id', '=', settled.id)
    .where('state', '=', WriteState.PENDING)
    .where('attempts', '=', settled.attempt)
    .where('lease_owner', '=', settled.owner)
    .returning(publicColumns);

/** The end of a write, which goes out of the way of others. */
export const wholeSettlement = (database: StoreDatabase, settled: SettledRow): CompiledQuery<PublicWriteRow> =>
  database
    .with('settled', (queries) => settlement(queries, settled))
    .with('freed', (queries) =>
      queries
        .deleteFrom('write_records')
        .where('write_id', 'in', (where) => where.selectFrom('settled').select('settled.id'))
        .returning('write_id'),
    )
    .selectFrom('settled')
    .select(publicColumns)
    .compile();
