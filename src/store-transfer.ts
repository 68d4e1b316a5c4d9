import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Config, ConfigError, loadConfig, readEnvironment } from './config.js';
import { PeoplegraphError } from './errors.js';
import { createLogger, gatheringDestination } from './observability/log.js';
import { type StoreDatabase, unavailable } from './store/database.js';
import { openEmbeddedDatabase } from './store/embedded.js';
import { schemaOf, storeFile } from './store/names.js';
import { openSharedDatabase } from './store/postgres.js';
import { exportLines } from './store/transfer/export.js';
import { importLines } from './store/transfer/import.js';
import { linesOf } from './store/transfer/lines.js';
import type { RowCounts } from './store/transfer/tables.js';

/** A command line: `export [file]` writes the embedded store down, `import [file]` puts that into the configured one. */
async function main([command, file]: readonly string[]): Promise<void> {
  const config = loadConfig(readEnvironment());
  // What was exported may be on the output stream: people are told on the other one.
  if (command === 'export') report('Exported', await exportStore(config, file));
  else if (command === 'import') report('Imported', await importStore(config, file));
  else throw new ConfigError('Say "export" or "import", and a file where it is not the output or the input stream.');
}

async function exportStore({ dataDirectory }: Config, file: string | undefined): Promise<RowCounts> {
  // Opening it would make an empty one.
  if (!existsSync(join(dataDirectory, storeFile)))
    throw new ConfigError(`DATA_DIR: there is no store in ${dataDirectory}.`);
  const database = await openEmbeddedDatabase(dataDirectory, storeFile);
  try {
    let counts: RowCounts = {};
    const lines = async function* (): AsyncGenerator<string> {
      const exported = exportLines(database);
      let next = await exported.next();
      for (; !next.done; next = await exported.next()) yield `${next.value}\n`;
      counts = next.value;
    };
    // It holds personal data, and it never takes the place of another file.
    const output = file === undefined ? undefined : (await open(file, 'wx', 0o600)).createWriteStream();
    await pipeline(Readable.from(lines()), output ?? process.stdout, { end: output !== undefined });
    return counts;
  } finally {
    await database.destroy();
  }
}

async function importStore(config: Config, file: string | undefined): Promise<RowCounts> {
  const input = file === undefined ? process.stdin : (await open(file)).createReadStream();
  const { database, schema } = await openConfigured(config);
  try {
    return await importLines(database, linesOf(input), schema);
  } catch (error) {
    throw error instanceof PeoplegraphError
      ? error
      : unavailable('The store refused the rows: nothing was imported. Is it in use, or its disk full?', error);
  } finally {
    await database.destroy();
  }
}

async function openConfigured({
  database: { url },
  dataDirectory,
  logLevel,
}: Config): Promise<{ database: StoreDatabase; schema?: string }> {
  if (url === undefined) return { database: await openEmbeddedDatabase(dataDirectory, storeFile) };
  const schema = schemaOf(storeFile);
  const logger = createLogger(logLevel, gatheringDestination(2));
  return { database: await openSharedDatabase({ url, schema, connections: 1, logger }), schema };
}

const report = (done: string, counts: RowCounts): void => {
  for (const [table, rows] of Object.entries(counts)) process.stderr.write(`${done} ${rows} rows of ${table}.\n`);
};

main(process.argv.slice(2)).catch((error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException;
  const expected = error instanceof ConfigError || error instanceof PeoplegraphError;
  process.stderr.write(
    `${expected ? message : `The file or the store cannot be used (${code ?? 'unknown reason'}).`}\n`,
  );
  process.exitCode = 1;
});
