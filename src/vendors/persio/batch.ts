import type { EventReceipt } from '../../domain/group-event.js';
import type { CallScope } from '../../domain/scope.js';
import { PeoplegraphError } from '../../errors.js';
import type { PersioClient } from './client.js';
import { checkSize, type Prepared, sizeOf, toReceipt } from './normalize.js';
import { largestBatch, mostItems, type WireBatch, type WireBatchItem } from './wire.js';

type Outcome = EventReceipt | Error;

/** A call with its place in the order given. */
interface Item {
  readonly index: number;
  readonly prepared: Prepared;
  readonly body: WireBatchItem;
}

/** What became of one call; only failures of the call itself count as an outcome. */
export async function outcomeOf(attempt: () => Promise<EventReceipt>): Promise<Outcome> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof PeoplegraphError) return error;
    throw error;
  }
}

/**
 * Sends many calls in as few batches as the limits allow. What is too large by itself gets its own
 * error and stays out; a batch that fails is the error of each of its calls.
 */
export async function sendInBatches(
  client: PersioClient,
  calls: readonly Prepared[],
  scope: CallScope,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = new Array<Outcome>(calls.length);
  const items: Item[] = [];
  for (const [index, prepared] of calls.entries()) {
    const body = { type: prepared.type, ...prepared.message };
    try {
      checkSize(body);
      items.push({ index, prepared, body });
    } catch (error) {
      if (!(error instanceof PeoplegraphError)) throw error;
      outcomes[index] = error;
    }
  }
  const sentAt = new Date().toISOString();
  await Promise.all(
    split(items, sentAt).map(async (chunk) => {
      const sent = client.sendBatch(batchOf(chunk, sentAt), scope);
      for (const { index, prepared } of chunk)
        outcomes[index] = await outcomeOf(() => sent.then(() => toReceipt(prepared)));
    }),
  );
  return outcomes;
}

const batchOf = (items: readonly Item[], sentAt: string): WireBatch => ({
  batch: items.map(({ body }) => body),
  sentAt,
});

/** Fills each batch up to the number of items or the bytes that Persio takes, whichever comes first. */
function split(items: readonly Item[], sentAt: string): Item[][] {
  const frame = sizeOf(batchOf([], sentAt));
  const chunks: Item[][] = [];
  let chunk: Item[] = [];
  let size = frame;
  for (const item of items) {
    const more = sizeOf(item.body) + 1; // with the comma between two items
    if (chunk.length === mostItems || size + more > largestBatch) {
      chunks.push(chunk);
      chunk = [];
      size = frame;
    }
    chunk.push(item);
    size += more;
  }
  if (chunk.length > 0) chunks.push(chunk);
  return chunks;
}
