import { isDeepStrictEqual } from 'node:util';
import { sql, type TableMetadata } from 'kysely';
import type { ZodType } from 'zod';
import type { StoreDatabase } from '../database.js';
import { latestMigration } from '../migrator.js';
import { footer, header, LineSum, rowLine, untransferable } from './format.js';
import { keptTables, misfit, type RowCounts, type TransferredRow } from './tables.js';

/** Values of one statement; a database takes some 32,000. */
const valuesAtOnce = 8_000;

/**
 * Puts the lines of an export into an empty store, all of them or none.
 * @param schema The schema of the tables; undefined where the database has no schemas.
 * @returns how many rows of each table there are.
 * @throws PeoplegraphError STORE_UNAVAILABLE that names the line; what the database throws stays as it is.
 */
export function importLines(
  database: StoreDatabase,
  lines: AsyncIterable<string>,
  schema?: string,
): Promise<RowCounts> {
  return database.transaction().execute(async (transaction) => {
    const tables = new Map((await keptTables(transaction, schema)).map((table) => [table.name, table]));
    await refuseRows(transaction, [...tables.keys()]);
    const batches = new Batches(transaction);
    const sum = new LineSum();
    let number = 0;
    let isComplete = false;
    for await (const line of lines) {
      number += 1;
      const value = parsed(line, number);
      if (isComplete) throw untransferable(`Line ${number} comes after the end of the export.`);
      const end = footer.safeParse(value).data;
      if (number === 1) refuseOtherVersion(value);
      else if (end) refuseDamage(end, batches.counts(tables.keys()), sum.total());
      else await batches.add(...rowOf(value, number, tables));
      if (end) isComplete = true;
      else sum.add(line);
    }
    await batches.flush();
    if (!isComplete) throw untransferable('The export is cut off: its last line is missing. Export the store again.');
    return batches.counts(tables.keys());
  });
}

/** Gathers the rows of one table after the other. */
class Batches {
  readonly #counts = new Map<string, number>();
  #table: TableMetadata | undefined;
  #rows: TransferredRow[] = [];

  constructor(private readonly transaction: StoreDatabase) {}

  async add(table: TableMetadata, row: TransferredRow): Promise<void> {
    if (table !== this.#table || (this.#rows.length + 1) * table.columns.length > valuesAtOnce) await this.flush();
    this.#table = table;
    this.#rows.push(row);
    this.#counts.set(table.name, (this.#counts.get(table.name) ?? 0) + 1);
  }

  async flush(): Promise<void> {
    if (!this.#table || this.#rows.length === 0) return;
    const names = this.#table.columns.map(({ name }) => name);
    const values = this.#rows.map((row) => sql`(${sql.join(names.map((name) => row[name]))})`);
    this.#rows = [];
    await sql`
      insert into ${sql.table(this.#table.name)} (${sql.join(names.map((name) => sql.ref(name)))})
      values ${sql.join(values)}`.execute(this.transaction);
  }

  counts(tables: Iterable<string>): RowCounts {
    return Object.fromEntries([...tables].map((name) => [name, this.#counts.get(name) ?? 0]));
  }
}

async function refuseRows(database: StoreDatabase, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(database);
    if (rows.length > 0)
      throw untransferable(`The store is not empty: ${table} has rows. Only an empty store takes an import.`);
  }
}

function parsed(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw untransferable(`Line ${number} is not JSON${number === 1 ? ': is this an export of a store?' : '.'}`);
  }
}

function shaped<Value>(shape: ZodType<Value>, value: unknown, number: number): Value {
  const { data, success } = shape.safeParse(value);
  if (!success) throw untransferable(`Line ${number} is not a line of an export.`);
  return data;
}

function refuseOtherVersion(value: unknown): void {
  const { migration } = shaped(header, value, 1);
  if (migration !== latestMigration)
    throw untransferable(
      'The export was made by another release, whose tables are different. Export and import with the same release.',
    );
}

function rowOf(
  value: unknown,
  number: number,
  tables: ReadonlyMap<string, TableMetadata>,
): [TableMetadata, TransferredRow] {
  const { table: name, row } = shaped(rowLine, value, number);
  const table = tables.get(name);
  if (!table) throw untransferable(`Line ${number} is of a table that there is not: ${JSON.stringify(name)}.`);
  const reason = misfit(row, table);
  if (reason !== undefined) throw untransferable(`Line ${number} does not fit into ${name}: ${reason}.`);
  return [table, row as TransferredRow];
}

function refuseDamage(announced: { rows: RowCounts; sha256: string }, counts: RowCounts, sha256: string): void {
  if (announced.sha256 !== sha256 || !isDeepStrictEqual(announced.rows, counts))
    throw untransferable('The export was changed after it was made. Export the store again.');
}
