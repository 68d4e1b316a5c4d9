import pg from 'pg';

let opened = 0;

/** An empty PostgreSQL database of the run's own, where one can be made. */
export async function openPostgres(): Promise<{ url: string; drop(): Promise<void> } | undefined> {
  const address = process.env['BENCH_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
  const name = `peoplegraph_bench_${process.pid}_${(opened += 1)}`;
  const run = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 2_000 });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  try {
    await run(`create database ${name}`);
  } catch {
    return undefined;
  }
  const url = new URL(address);
  url.pathname = name;
  return { url: url.href, drop: () => run(`drop database ${name} with (force)`) };
}
