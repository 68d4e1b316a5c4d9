import { read } from 'node:fs';
import { promisify } from 'node:util';
import { identifierGuard } from '../domain/blocked-identifiers.js';
import type { PersioUserId } from '../domain/persio-user-id.js';
import { type Line, linesFrom } from './lines.js';
import { type ReadLine, readLines } from './pairs.js';

/**
 * Lines that are linked in one transaction. The graph is locked meanwhile, also for the servers beside it: about half a
 * second.
 */
const linesAtOnce = 5_000;

/** Bytes of the file that are read at once. */
const bytesAtOnce = 256 * 1024;

const readBytes = promisify(read);

/** How records are named in the file. */
export interface LinkReading {
  /** Whose ids the user ids in Persio are. */
  readonly persioUserId: PersioUserId;
  /** Identifiers that are nobody's, beyond those that never are anybody's. */
  readonly blocked: readonly string[];
}

/** Lines and bytes of a file. */
export interface FilePosition {
  readonly lines: number;
  readonly position: number;
}

/** What a piece of the file says. */
export interface ReadChunk {
  readonly read: readonly ReadLine[];
  /** Behind it. */
  readonly end: FilePosition;
}

/** What the file says from a position on. As long as there is nothing more there is one chunk: each file has an end. */
export async function* readChunks(
  file: number,
  start: FilePosition,
  size: number,
  { persioUserId, blocked }: LinkReading,
): AsyncGenerator<ReadChunk> {
  const reading = { persioUserId, isBlocked: identifierGuard(blocked) };
  const chunkOf = (lines: readonly Line[]): ReadChunk => {
    const { number = start.lines, end = start.position } = lines.at(-1) ?? {};
    return { read: readLines(lines, reading), end: { lines: number, position: end } };
  };
  let lines: Line[] = [];
  for await (const line of linesFrom(bytesOf(file, start.position, size), start)) {
    lines.push(line);
    if (lines.length < linesAtOnce) continue;
    yield chunkOf(lines);
    lines = [];
  }
  if (lines.length > 0 || start.position === size) yield chunkOf(lines);
}

/** @param end what is appended later is no part of it. */
export async function* bytesOf(file: number, start: number, end = Number.MAX_SAFE_INTEGER): AsyncGenerator<Buffer> {
  for (let position = start; position < end;) {
    const buffer = Buffer.allocUnsafe(Math.min(bytesAtOnce, end - position));
    const { bytesRead } = await readBytes(file, buffer, 0, buffer.length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
