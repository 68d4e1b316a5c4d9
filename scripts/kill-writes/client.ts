import { setTimeout as pause } from 'node:timers/promises';
import { type KilledWrite, killedWrite, writeNames } from './operations.js';

/** A write that was acknowledged: delivered, or stored here. */
export interface AcknowledgedWrite extends KilledWrite {
  readonly writeId: string;
  /** What the caller was told, such as `DELIVERED` or `PENDING`. */
  readonly state: string;
  /** For a creation: whether it was owned up to. */
  readonly outcome: string | null;
  /** It was sent before, and what was sent then had not been committed. */
  readonly wasCommittedAnew: boolean;
}

interface Answer {
  readonly data?: Record<
    string,
    { outcome?: string | null; write: { id: string; state: string; createdAt: string } } | null
  > | null;
  readonly errors?: readonly { readonly message: string }[];
}

/** How long a caller waits for an answer, in milliseconds. */
const patience = 3_000;

/**
 * Writes one after the other until it is told to stop, every other one without waiting for the vendor. Whatever fails
 * is sent again with the same key, as a caller would.
 */
export async function runClient(
  client: number,
  serverUrl: () => string,
  isStopped: () => boolean,
  onAcknowledged: () => void,
): Promise<AcknowledgedWrite[]> {
  const acknowledged: AcknowledgedWrite[] = [];
  // Each kind once at least.
  for (let number = 0; !isStopped() || number < writeNames.length; number += 1) {
    const write = killedWrite(client, number);
    // In rounds, so that each kind is written both ways.
    const delivery = Math.floor(number / writeNames.length) % 2 === 0 ? 'SYNC' : 'ASYNC';
    const input = { ...write.input, idempotencyKey: write.mark, delivery };
    acknowledged.push(await untilAcknowledged(write, { query: write.query, variables: { input } }, serverUrl));
    onAcknowledged();
  }
  return acknowledged;
}

async function untilAcknowledged(
  write: KilledWrite,
  body: object,
  serverUrl: () => string,
): Promise<AcknowledgedWrite> {
  let failedAt: number | undefined;
  for (;;) {
    const answer = await send(serverUrl(), body);
    const written = answer?.data?.[write.kind];
    if (written) {
      const { id, state, createdAt } = written.write;
      return {
        ...write,
        writeId: id,
        state,
        outcome: written.outcome ?? null,
        wasCommittedAnew: failedAt !== undefined && Date.parse(createdAt) > failedAt,
      };
    }
    failedAt ??= Date.now();
    // A coded error is no reason to give up either: the key makes a repeat harmless.
    await pause(20);
  }
}

async function send(url: string, body: object): Promise<Answer | undefined> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patience),
    });
    return (await response.json()) as Answer;
  } catch {
    // It was killed, or stopped.
    return undefined;
  }
}
