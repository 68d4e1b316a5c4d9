import Database from 'libsql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** What it costs to insert the same rows, and nothing else: with the same indexes, into tables beside the store's. */
export interface FloorFigures {
  readonly seconds: number;
  /** Seconds of the processor, of this process and of the connection to PostgreSQL. */
  readonly processor: number;
}

type Row = Readonly<Record<string, unknown>>;

/** As many as the import takes at once, in statements of a hundred. */
const rowsOfTransaction = 10_000;
const rowsOfStatement = 100;

const tables = [
  { name: 'people', key: 'id', columns: ['id', 'created_at', 'merged_into'], indexed: 'merged_into' },
  {
    name: 'person_records',
    key: 'record',
    columns: ['record', 'person_id', 'vendor', 'details', 'rule', 'linked_at', 'linked_by'],
    indexed: 'person_id',
  },
] as const;

/** The rows are read from one store and written into another one: what the reading costs is not counted. */
export async function embeddedFloor(directory: string, file: string): Promise<FloorFigures> {
  const source = new Database(join(directory, file));
  const target = new Database(join(directory, 'floor.db'));
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'cache_size = -131072']) target.pragma(pragma);
  const watch = new Stopwatch(() => 0);
  for (const { name, key, columns, indexed } of tables) {
    const types = columns.map((column) => `${column} ${isNumber(column) ? 'bigint' : 'text'}`);
    target.exec(`create table ${name} (${types.join(', ')}, primary key (${key}))`);
    target.exec(`create index ${name}_floor on ${name} (${indexed})`);
    const statements = new Map<number, Database.Statement>();
    const statementOf = (count: number): Database.Statement => {
      const known = statements.get(count) ?? target.prepare(insertion(name, columns, count, () => '?'));
      statements.set(count, known);
      return known;
    };
    const read = source.prepare(`select rowid as place, * from ${name} where rowid > ? limit ${rowsOfTransaction}`);
    for (let place = 0; ;) {
      const rows = read.all(place) as Row[];
      if (rows.length === 0) break;
      place = Number(rows.at(-1)?.['place']);
      await watch.measure(async () => {
        target.exec('begin');
        for (const some of pieces(rows)) statementOf(some.length).run(...valuesOf(some, columns));
        target.exec('commit');
      });
    }
  }
  source.close();
  target.close();
  return watch.figures;
}

export async function postgresFloor(url: string, schema: string): Promise<FloorFigures> {
  const [reader, writer] = [new pg.Client(url), new pg.Client(url)];
  await Promise.all([reader.connect(), writer.connect()]);
  const backend = (await writer.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid ?? 0;
  const watch = new Stopwatch(() => processorSeconds(backend));
  await writer.query('create schema floor');
  for (const { name, key, columns, indexed } of tables) {
    const target = `floor.${name}`;
    await writer.query(`create table ${target} (like ${schema}.${name}, primary key (${key}))`);
    await writer.query(`create index on ${target} (${indexed})`);
    await reader.query(`begin; declare given no scroll cursor for select * from ${schema}.${name}`);
    for (;;) {
      const { rows } = await reader.query<Row>(`fetch ${rowsOfTransaction} from given`);
      if (rows.length === 0) break;
      await watch.measure(async () => {
        await writer.query('begin');
        for (const some of pieces(rows))
          await writer.query({
            name: `${name} ${some.length}`,
            text: insertion(target, columns, some.length, (place) => `$${place}`),
            values: valuesOf(some, columns),
          });
        await writer.query('commit');
      });
    }
    await reader.query('commit');
  }
  await Promise.all([reader.end(), writer.end()]);
  return watch.figures;
}

const isNumber = (column: string): boolean => column.endsWith('_at');

const insertion = (table: string, columns: readonly string[], count: number, value: (place: number) => string) =>
  `insert into ${table} (${columns.join(', ')}) values ${Array.from(
    { length: count },
    (_, row) => `(${columns.map((__, column) => value(row * columns.length + column + 1)).join(', ')})`,
  ).join(', ')}`;

const valuesOf = (rows: readonly Row[], columns: readonly string[]): unknown[] =>
  rows.flatMap((row) => columns.map((column) => row[column]));

function pieces(rows: readonly Row[]): Row[][] {
  const found: Row[][] = [];
  for (let start = 0; start < rows.length; start += rowsOfStatement)
    found.push(rows.slice(start, start + rowsOfStatement));
  return found;
}

/** User and system time of a process of this machine. */
function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Adds up what pieces of work take. */
class Stopwatch {
  #seconds = 0;
  #processor = 0;

  constructor(private readonly others: () => number) {}

  get figures(): FloorFigures {
    return { seconds: this.#seconds, processor: this.#processor };
  }

  async measure(work: () => Promise<void>): Promise<void> {
    const [begun, own, others] = [performance.now(), process.cpuUsage(), this.others()];
    await work();
    const { user, system } = process.cpuUsage(own);
    this.#seconds += (performance.now() - begun) / 1_000;
    this.#processor += (user + system) / 1e6 + this.others() - others;
  }
}
