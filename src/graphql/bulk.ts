import { InputError, type PeoplegraphError } from '../errors.js';
import type { GraphContext } from './context.js';
import { type OperationError, toOperationError } from './operation-error.js';
import type { Write } from '../domain/write.js';
import { validateInput } from './validation.js';
import { type DurableInput, refuseItemOptions } from './writes/write.input.js';

/** The outcome of one item of a bulk mutation: the payload of the single form, or the error of that item. */
export interface BulkResult<Payload> {
  readonly index: number;
  readonly payload: Payload | null;
  readonly error: OperationError | null;
}

/** One write of several items, with what became of each. */
export interface BulkWrite<Value> {
  readonly results: readonly (Value | Error)[];
  readonly write: Write | null;
}

/**
 * Checks each item by itself, runs those that pass, and answers one result for each in the order sent:
 * a bad item never stops the others.
 */
export async function runBulk<Item extends DurableInput, Value, Payload>(
  items: readonly Item[],
  context: GraphContext,
  run: (items: readonly Item[]) => Promise<BulkWrite<Value>>,
  toPayload: (value: Value, item: Item) => Payload,
): Promise<{ results: BulkResult<Payload>[]; write: Write | null }> {
  const refusals = await Promise.all(items.map(refusal));
  const accepted = items.filter((_, index) => refusals[index] === null);
  const written = accepted.length > 0 ? await run(accepted) : { results: [], write: null };
  let taken = 0;
  const results = items.map((item, index) => {
    const outcome = refusals[index] ?? (written.results[taken++] as Value | Error);
    return outcome instanceof Error
      ? { index, payload: null, error: toOperationError(outcome, context.request.requestId, context.logger) }
      : { index, payload: toPayload(outcome, item), error: null };
  });
  return { results, write: written.write };
}

async function refusal(item: DurableInput): Promise<PeoplegraphError | null> {
  try {
    await validateInput(item);
    refuseItemOptions(item);
    return null;
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}
