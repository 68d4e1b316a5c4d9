import { existsSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Config, loadConfig } from '../config.js';
import { ConfigError, readEnvironment } from '../environment.js';
import { PeoplegraphError } from '../errors.js';
import { createLogger, gatheringDestination } from '../observability/log.js';
import { type StoreDatabase, unavailable } from '../store/database.js';
import { openEmbeddedDatabase } from '../store/embedded.js';
import { schemaOf, storeFile } from '../store/names.js';
import { openSharedDatabase } from '../store/postgres.js';
import { exportLines } from '../store/transfer/export.js';
import { importLines } from '../store/transfer/import.js';
import { linesOf } from '../store/transfer/lines.js';
import type { RowCounts } from '../store/transfer/tables.js';
import { CommandFailure, type ExitCode, exitCodes, usageFailure } from './exit-codes.js';
import { ProgressLine } from './progress-line.js';
import { printJson, say } from './terminal.js';

/** Writes the embedded store into a file, or to the output stream. */
export const exportStore = (file: string | undefined, json: boolean, signal: AbortSignal): Promise<ExitCode> =>
  transfer(async (config, progress) => {
    if (json && file === undefined)
      throw usageFailure('With --json, name a file: the output stream is for the export or the figures.');
    const counts = await write(config, file, progress, signal);
    report('Exported', counts, json);
  }, signal);

/** Puts what was exported into the configured store, which has to be empty. */
export const importStore = (file: string | undefined, json: boolean, signal: AbortSignal): Promise<ExitCode> =>
  transfer(async (config, progress) => {
    const counts = await read(config, file, progress, signal);
    report('Imported', counts, json);
  }, signal);

async function transfer(
  work: (config: Config, progress: ProgressLine) => Promise<void>,
  signal: AbortSignal,
): Promise<ExitCode> {
  const progress = new ProgressLine(process.stderr);
  try {
    await work(loadConfig(readEnvironment()), progress);
    return exitCodes.done;
  } catch (error) {
    progress.clear();
    signal.throwIfAborted();
    if (error instanceof PeoplegraphError || error instanceof ConfigError || error instanceof CommandFailure)
      throw error;
    const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
    throw usageFailure(`The file or the store cannot be used (${code}).`);
  }
}

async function write(
  { dataDirectory }: Config,
  file: string | undefined,
  progress: ProgressLine,
  signal: AbortSignal,
): Promise<RowCounts> {
  // Opening it would make an empty one.
  if (!existsSync(join(dataDirectory, storeFile)))
    throw new ConfigError(`DATA_DIR: there is no store in ${dataDirectory}.`);
  const database = await openEmbeddedDatabase(dataDirectory, storeFile);
  try {
    let counts: RowCounts = {};
    const lines = async function* (): AsyncGenerator<string> {
      const exported = exportLines(database);
      let next = await exported.next();
      for (let rows = 1; !next.done; rows += 1, next = await exported.next()) {
        yield `${next.value}\n`;
        progress.show({ items: rows, what: 'row' });
      }
      counts = next.value;
      progress.clear();
    };
    // It holds personal data, and it never takes the place of another file.
    const output = file === undefined ? undefined : (await open(file, 'wx', 0o600)).createWriteStream();
    try {
      await pipeline(Readable.from(lines()), output ?? process.stdout, { end: output !== undefined, signal });
    } catch (error) {
      // A part of an export is of no use to anybody.
      if (file !== undefined) await rm(file, { force: true });
      throw error;
    }
    return counts;
  } finally {
    await database.destroy();
  }
}

async function read(
  config: Config,
  file: string | undefined,
  progress: ProgressLine,
  signal: AbortSignal,
): Promise<RowCounts> {
  const handle = file === undefined ? undefined : await open(file);
  const size = await handle?.stat().then((stat) => stat.size);
  const input = handle?.createReadStream() ?? process.stdin;
  const { database, schema } = await openConfigured(config);
  const watched = async function* (): AsyncGenerator<string> {
    let bytes = 0;
    let rows = 0;
    for await (const line of linesOf(input)) {
      signal.throwIfAborted();
      yield line;
      bytes += Buffer.byteLength(line) + 1;
      rows += 1;
      progress.show({ items: rows, what: 'row', share: size && Math.min(1, bytes / size) });
    }
    progress.clear();
  };
  try {
    return await importLines(database, watched(), schema);
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

/** What was exported may be on the output stream: people are told on the other one. */
function report(done: string, counts: RowCounts, json: boolean): void {
  if (json) printJson({ rows: counts });
  else for (const [table, rows] of Object.entries(counts)) say(`${done} ${rows} rows of ${table}.`);
}
