import { createHash, type Hash } from 'node:crypto';
import { z } from 'zod';
import { ErrorCode, PeoplegraphError } from '../../errors.js';

/**
 * A store as lines of JSON: a header, the rows, and a footer without which the file has been cut off.
 * The header names the last migration of the tables: a row fits into tables of the same migration only.
 */
export const formatName = 'peoplegraph-store';

export const header = z.strictObject({ format: z.literal(formatName), migration: z.string() });

export const rowLine = z.strictObject({ table: z.string(), row: z.record(z.string(), z.unknown()) });

export const footer = z.strictObject({
  /** How many rows of each table there are. */
  rows: z.record(z.string(), z.number()),
  /** Of all lines before it, with their ends. */
  sha256: z.string(),
});

/** The sum over the lines that have been added. */
export class LineSum {
  readonly #hash: Hash = createHash('sha256');

  add(line: string): void {
    this.#hash.update(`${line}\n`);
  }

  /** In hexadecimal digits; no line can be added after that. */
  total(): string {
    return this.#hash.digest('hex');
  }
}

/** The store, or the file, cannot be transferred. The message is for the operator and shows no value. */
export const untransferable = (message: string, cause?: unknown): PeoplegraphError =>
  new PeoplegraphError(ErrorCode.STORE_UNAVAILABLE, message, { cause, retryable: false });
