import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { linkers, type LinkRefusal, mostRecordsOfPerson } from '../domain/identity.js';
import type { ImportProgress, LinkImports } from '../domain/link-import.js';
import { linesFrom } from './lines.js';
import { columns, isHeader, type ReadLine } from './pairs.js';
import { readInThread } from './reader.js';
import { bytesOf, type LinkReading, type ReadChunk } from './reading.js';

export interface ImportTarget {
  readonly imports: LinkImports;
  readonly reading: LinkReading;
}

export interface ImportOptions {
  /** Whether nothing is linked where a line cannot be used. */
  readonly isStrict: boolean;
  /** Whether to begin anew what has been imported, in part or as a whole. */
  readonly isAgain: boolean;
}

/** Who is told how it goes. */
export interface ImportWatcher {
  begun(progress: ImportProgress, size: number): void;
  advanced(progress: ImportProgress, size: number): void;
  /** A line that cannot be used; the reason shows no value. */
  rejected(line: number, reason: string): Promise<void>;
}

export type ImportOutcome = ImportProgress & { readonly wasDoneBefore: boolean };

/** What is wrong with the file. The message is for the operator. */
export class ImportFileError extends Error {
  override readonly name = 'ImportFileError';
}

/**
 * Links the records that a file names as those of one person, and goes on where an earlier run was cut off.
 * @throws ImportFileError, what the file system throws, and what the store rejects with: what was noted until then stays.
 */
export async function importLinks(
  path: string,
  { imports, reading }: ImportTarget,
  { isStrict, isAgain }: ImportOptions,
  watcher: ImportWatcher,
): Promise<ImportOutcome> {
  const file = await open(path);
  try {
    const { size, fingerprint } = await describe(file);
    if (isAgain) await imports.forget(fingerprint);
    const found = await imports.find(fingerprint);
    if (found?.endedAt) return { ...found, wasDoneBefore: true };
    const start = found ?? (await behindHeader(file, size));
    const order = { file: file.fd, start: { lines: start.lines, position: start.position }, size, reading };
    if (isStrict && !found) {
      const rejected = await check(readInThread(order), watcher);
      if (rejected > 0) return { ...start, rejected, wasDoneBefore: false };
    }
    watcher.begun(start, size);
    let progress = start;
    for await (const chunk of readInThread(order)) {
      progress = await apply(imports, fingerprint, size, chunk, progress, watcher);
      watcher.advanced(progress, size);
    }
    return { ...progress, wasDoneBefore: false };
  } finally {
    await file.close();
  }
}

async function apply(
  imports: LinkImports,
  fingerprint: string,
  size: number,
  { read, end: { lines, position } }: ReadChunk,
  before: ImportProgress,
  watcher: ImportWatcher,
): Promise<ImportProgress> {
  const usable = read.filter((line) => 'pair' in line);
  // Told before they are noted: where this run is cut off in between, the next one tells them again.
  const unusable = await tellUnusable(read, watcher);
  const now = new Date();
  const progress: ImportProgress = {
    position,
    lines,
    linked: before.linked + usable.length,
    rejected: before.rejected + unusable,
    endedAt: position === size ? now : null,
  };
  const chunk = { pairs: usable.map(({ pair }) => pair), progress };
  const refusals = await imports.apply(fingerprint, chunk, { actor: linkers.import, at: now });
  let refused = 0;
  for (const [index, refusal] of refusals.entries()) {
    if (refusal === null) continue;
    refused += 1;
    await watcher.rejected(usable[index]?.number ?? 0, refusalReasons[refusal]);
  }
  return { ...progress, linked: progress.linked - refused, rejected: progress.rejected + refused };
}

const refusalReasons: Readonly<Record<LinkRefusal, string>> = {
  ERASED: 'one of its records is of a person who has been erased, or is being erased',
  TOO_MANY_RECORDS: `the person would have more than ${mostRecordsOfPerson} records`,
};

/** Reads a file to its end. @returns how many lines cannot be used. */
async function check(chunks: AsyncIterable<ReadChunk>, watcher: ImportWatcher): Promise<number> {
  let rejected = 0;
  for await (const { read } of chunks) rejected += await tellUnusable(read, watcher);
  return rejected;
}

async function tellUnusable(lines: readonly ReadLine[], watcher: ImportWatcher): Promise<number> {
  let unusable = 0;
  for (const line of lines) {
    if (!('reason' in line)) continue;
    unusable += 1;
    await watcher.rejected(line.number, line.reason);
  }
  return unusable;
}

async function describe(file: FileHandle): Promise<{ size: number; fingerprint: string }> {
  if (!(await file.stat()).isFile())
    throw new ImportFileError('Name a file: what cannot be read a second time cannot be gone on with.');
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of bytesOf(file.fd, 0)) {
    hash.update(piece);
    size += piece.length;
  }
  return { size, fingerprint: hash.digest('hex') };
}

async function behindHeader(file: FileHandle, size: number): Promise<ImportProgress> {
  const start = { lines: 0, position: 0 };
  for await (const { text, number, end } of linesFrom(bytesOf(file.fd, 0, size), start)) {
    if (!isHeader(text)) break;
    return { position: end, lines: number, linked: 0, rejected: 0, endedAt: null };
  }
  throw new ImportFileError(`The first line has to be the header ${columns.join(',')}.`);
}
