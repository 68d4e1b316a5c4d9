import { once } from 'node:events';
import { type Config, loadConfig } from '../config.js';
import { readEnvironment } from '../environment.js';
import { PeoplegraphError } from '../errors.js';
import { ImportFileError, importLinks, type ImportOutcome } from '../link-import/run.js';
import { createLogger, gatheringDestination } from '../observability/log.js';
import { openSharedStore, openStore, type Store } from '../store/index.js';
import { schemaOf, storeFile } from '../store/names.js';
import { type ExitCode, exitCodes, usageFailure } from './exit-codes.js';
import { ProgressLine } from './progress-line.js';
import { printJson, say } from './terminal.js';
import { count } from './text.js';

export interface LinksImportOptions {
  readonly strict?: boolean;
  readonly again?: boolean;
  readonly json?: boolean;
}

/** It waits for whoever else changes links, and its statements are large, in milliseconds. */
const statementTimeout = 60_000;

/** Links the records that a CSV file names as those of one person, and names the lines that it cannot use. */
export async function importLinksFile(
  path: string,
  { strict: isStrict = false, again: isAgain = false, json = false }: LinksImportOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const config = loadConfig(readEnvironment());
  const store = await openConfigured(config);
  const line = new ProgressLine(process.stderr);
  try {
    const outcome = await importLinks(
      path,
      {
        imports: store.linkImports,
        reading: {
          persioUserId: config.persioUserId ?? 'OWN',
          blocked: config.identities.blocked,
        },
      },
      { isStrict, isAgain },
      {
        begun: ({ lines }) => {
          if (lines > 1) say(`Going on behind line ${lines}.`);
          line.begin(lines);
        },
        advanced: ({ lines, position }, size) => {
          // Until here everything is noted: the next run goes on from there.
          signal.throwIfAborted();
          line.show({ items: lines, what: 'line', share: position / size });
        },
        rejected: async (number, reason) => {
          line.clear();
          const text = json ? JSON.stringify({ line: number, reason }) : `Line ${number}: ${reason}.`;
          // Those who read them may be slower than this is.
          if (!process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain');
        },
      },
    );
    line.clear();
    const { lines, linked, rejected, wasDoneBefore } = outcome;
    if (json) printJson({ lines, linked, rejected, wasDoneBefore });
    say(summary(outcome, isStrict));
    return rejected > 0 ? exitCodes.problems : exitCodes.done;
  } catch (error) {
    line.clear();
    const isKnown = error instanceof PeoplegraphError || error instanceof ImportFileError;
    const { code } = error as { code?: unknown };
    if (isKnown || signal.aborted || typeof code !== 'string') throw error;
    throw usageFailure(`The file cannot be read (${code}).`);
  } finally {
    await store.close();
  }
}

function openConfigured(config: Config): Promise<Store> {
  const { database, dataDirectory, encryptionKeys, identities } = config;
  const options = { recordsPerIdentifier: identities.recordsPerIdentifier, blockedIdentifiers: identities.blocked };
  if (database.url === undefined)
    return openStore(dataDirectory, storeFile, encryptionKeys, { ...options, isForBulk: true });
  const logger = createLogger(config.logLevel, gatheringDestination(2));
  const settings = { url: database.url, schema: schemaOf(storeFile), connections: 1, statementTimeout };
  return openSharedStore({ ...settings, ...options, encryptionKeys, logger });
}

function summary({ lines, linked, rejected, wasDoneBefore, endedAt }: ImportOutcome, isStrict: boolean): string {
  const figures = `${count(linked, 'link')} of ${count(lines, 'line')}, ${count(rejected, 'line')} rejected`;
  if (wasDoneBefore)
    return `This file was imported on ${endedAt?.toISOString()}: ${figures}. Add --again to import it once more.`;
  if (isStrict && !endedAt) return `Nothing was imported: ${count(rejected, 'line')} cannot be used.`;
  return `Imported ${figures}.`;
}
