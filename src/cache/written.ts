import type { RecordReads } from './record-reads.js';

/** Forgets records once a write to them has ended, well or not. @returns what the write did. */
export async function written<Result>(
  reads: Pick<RecordReads<unknown>, 'invalidate' | 'distrust'>,
  keys: readonly string[],
  write: Promise<Result>,
): Promise<Result> {
  try {
    const result = await write;
    await Promise.all(keys.map((key) => reads.invalidate(key)));
    return result;
  } catch (error) {
    await Promise.all(keys.map((key) => reads.distrust(key)));
    throw error;
  }
}
