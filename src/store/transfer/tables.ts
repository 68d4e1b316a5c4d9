import { type ColumnMetadata, DEFAULT_MIGRATION_TABLE, type TableMetadata } from 'kysely';
import type { StoreDatabase } from '../database.js';

/** A row as it is written down: texts, whole numbers and nothing. */
export type TransferredRow = Readonly<Record<string, string | number | null>>;

/** How many rows of each table. */
export type RowCounts = Readonly<Record<string, number>>;

/**
 * The tables that hold what this service keeps, as the database describes them: what a later migration adds is
 * transferred without being named here.
 * @param schema The schema of the tables; undefined where the database has no schemas.
 */
export async function keptTables(database: StoreDatabase, schema?: string): Promise<TableMetadata[]> {
  const tables = await database.introspection.getTables();
  return tables.filter((table) => table.schema === schema && !table.isView && table.name !== DEFAULT_MIGRATION_TABLE);
}

/** @returns what is wrong with the row, without its values; undefined where it fits into the table. */
export function misfit(row: Readonly<Record<string, unknown>>, { columns }: TableMetadata): string | undefined {
  const unknown = Object.keys(row).find((name) => !columns.some((column) => column.name === name));
  if (unknown !== undefined) return `there is no column ${JSON.stringify(unknown)}`;
  const unfit = columns.find((column) => !fits(row[column.name], column));
  return unfit && `${unfit.name} is not what the column holds`;
}

function fits(value: unknown, { dataType, isNullable }: ColumnMetadata): boolean {
  if (value === null) return isNullable;
  if (/^(text|varchar)/i.test(dataType)) return typeof value === 'string' && !value.includes('\0');
  return /^(big)?int/i.test(dataType) && Number.isSafeInteger(value);
}
