import { ErrorCode, PeoplegraphError } from '../../errors.js';
import { type Write, WriteState } from '../../domain/write.js';
import type { WriteOptions } from '../writes/durable-write.js';
import type { WriteService } from '../writes/write-service.js';

/** What became of the one write of a step. */
export type StepWrite<Written> =
  | { readonly delivered: Written }
  | { readonly pending: Write; /** When to look at it again. */ readonly until: Date }
  | { readonly failed: PeoplegraphError; readonly writeId: string };

/** How long a write that is under way is left alone, in milliseconds. */
const lookInterval = 500;

/**
 * Makes the write of a step; made again, it is the same one.
 * @param known the id of the write, where it is known already that it is there.
 * @throws what is no end of the write.
 */
export async function stepWrite<Written extends { readonly write: Write }>(
  known: string | null,
  writes: WriteService,
  options: WriteOptions,
  make: (options: WriteOptions) => Promise<Written>,
): Promise<StepWrite<Written>> {
  // Looking costs less than making it once more.
  const before = known === null ? null : await writes.find(known);
  if (before?.state === WriteState.PENDING && options.delivery === 'ASYNC') return pending(before);
  try {
    const written = await make(options);
    return written.write.state === WriteState.PENDING ? pending(written.write) : { delivered: written };
  } catch (error) {
    if (error instanceof PeoplegraphError && error.writeId !== undefined)
      return { failed: error, writeId: error.writeId };
    throw error;
  }
}

/** Whether a write that a step made before it failed goes on: then the step must not make another one. */
export async function isRevived(writeId: string, writes: WriteService): Promise<boolean> {
  const write = await writes.find(writeId);
  if (write?.state !== WriteState.DEAD) return write !== null && write.state !== WriteState.REJECTED;
  try {
    await writes.retry(writeId);
    return true;
  } catch (error) {
    // It was cancelled, or cannot be read: what it held is gone.
    const codes: readonly string[] = [ErrorCode.CONFLICT, ErrorCode.WRITE_UNREADABLE];
    if (error instanceof PeoplegraphError && codes.includes(error.code)) return false;
    throw error;
  }
}

const pending = (write: Write) => ({
  pending: write,
  until: new Date(Math.max(Date.now() + lookInterval, write.nextAttemptAt?.getTime() ?? 0)),
});
