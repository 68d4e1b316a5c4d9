import { CompiledQuery, type Expression, type RawBuilder, sql, type SqlBool } from 'kysely';
import { locksRows, type StoreDatabase } from './database.js';
import type { StoreSchema } from './schema.js';

/**
 * Lists as one value of a statement. With a value for each item a statement would end at some 32,000 of them, be another
 * one for each length, and take longer to be put together than to run.
 */

/** Texts as a value of a statement. */
export const listOf = (database: StoreDatabase, texts: readonly string[]): unknown =>
  locksRows(database) ? texts : JSON.stringify(texts);

/** Whether a column holds one of the texts of a list. */
export const isIn = (database: StoreDatabase, column: string, list: unknown): Expression<SqlBool> =>
  locksRows(database)
    ? sql`${sql.ref(column)} = any(${list}::text[])`
    : sql`${sql.ref(column)} in (select value from json_each(${list}))`;

/** Whether a column holds one of the texts. */
export const isAmong = (database: StoreDatabase, column: string, texts: readonly string[]): Expression<SqlBool> =>
  isIn(database, column, listOf(database, texts));

/** Rows of a table, or the first columns of them, to be selected from. None of their values is undefined. */
export function rowsOf<Table extends keyof StoreSchema>(
  database: StoreDatabase,
  table: Table,
  columns: readonly (keyof StoreSchema[Table] & string)[],
  rows: readonly Partial<StoreSchema[Table]>[],
): RawBuilder<unknown> {
  if (locksRows(database))
    return sql`json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`;
  const values = JSON.stringify(rows.map((row) => columns.map((column) => row[column])));
  const fields = columns.map((column, index) => sql`value ->> ${sql.lit(index)} as ${sql.ref(column)}`);
  return sql`(select ${sql.join(fields)} from json_each(${values}))`;
}

/**
 * Inserts rows of the same columns, in their order.
 * @param conflict such as `on conflict do nothing`: a text of ours, without values.
 */
export async function insertRows<Table extends keyof StoreSchema>(
  database: StoreDatabase,
  table: Table,
  rows: readonly StoreSchema[Table][],
  conflict = '',
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first) as (keyof StoreSchema[Table] & string)[];
  const inBlocks = locksRows(database) ? 0 : rows.length - (rows.length % rowsOfBlock);
  const insertion = blockInsertion(table, columns, conflict);
  for (let start = 0; start < inBlocks; start += rowsOfBlock)
    await database.executeQuery(
      CompiledQuery.raw(
        insertion,
        rows.slice(start, start + rowsOfBlock).flatMap((row): unknown[] => Object.values(row)),
      ),
    );
  if (inBlocks === rows.length) return;
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const given = rowsOf(database, table, columns, rows.slice(inBlocks));
  // Without the condition SQLite takes the conflict for that of a join.
  await sql`
    insert into ${sql.table(table)} (${names})
    select ${names} from ${given} as given where true ${sql.raw(conflict)}`.execute(database);
}

/** SQLite takes a value for each column a fifth faster than it takes JSON apart; the statement is prepared once. */
const rowsOfBlock = 100;

function blockInsertion(table: string, columns: readonly string[], conflict: string): string {
  const row = `(${columns.map(() => '?').join(', ')})`;
  return `insert into ${table} (${columns.join(', ')}) values ${Array(rowsOfBlock).fill(row).join(', ')} ${conflict}`;
}
