import { sql, type TableMetadata } from 'kysely';
import type { StoreDatabase } from '../database.js';
import { latestMigration } from '../migrator.js';
import { formatName, LineSum } from './format.js';
import { keptTables, type RowCounts, type TransferredRow } from './tables.js';

/** Rows that are in memory at once. */
const rowsAtOnce = 500;

/**
 * Writes an embedded store down, line by line, without ends of lines.
 * @returns how many rows of each table there were.
 */
export async function* exportLines(database: StoreDatabase): AsyncGenerator<string, RowCounts> {
  const sum = new LineSum();
  const added = (value: unknown): string => {
    const line = JSON.stringify(value);
    sum.add(line);
    return line;
  };
  yield added({ format: formatName, migration: latestMigration });
  const rows: Record<string, number> = {};
  for (const table of await keptTables(database)) {
    let count = 0;
    for await (const row of rowsOf(database, table)) {
      yield added({ table: table.name, row });
      count += 1;
    }
    rows[table.name] = count;
  }
  yield JSON.stringify({ rows, sha256: sum.total() });
  return rows;
}

/** In the order of the embedded database's own row numbers, which every table has. */
async function* rowsOf(database: StoreDatabase, { name, columns }: TableMetadata): AsyncGenerator<TransferredRow> {
  let after = 0;
  for (;;) {
    const { rows } = await sql<TransferredRow & { rowid: number }>`
      select rowid, ${sql.join(columns.map((column) => sql.ref(column.name)))} from ${sql.table(name)}
      where rowid > ${after} order by rowid limit ${rowsAtOnce}`.execute(database);
    for (const { rowid, ...row } of rows) {
      after = rowid;
      yield row;
    }
    if (rows.length < rowsAtOnce) return;
  }
}
