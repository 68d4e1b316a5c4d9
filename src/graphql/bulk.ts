import { InputError, type PeoplegraphError } from '../errors.js';
import type { GraphContext } from './context.js';
import { type OperationError, toOperationError } from './operation-error.js';
import { validateInput } from './validation.js';

/** The outcome of one item of a bulk mutation: the payload of the single form, or the error of that item. */
export interface BulkResult<Payload> {
  readonly index: number;
  readonly payload: Payload | null;
  readonly error: OperationError | null;
}

/**
 * Checks each item by itself, runs those that pass, and answers one result for each in the order sent:
 * a bad item never stops the others.
 */
export async function runBulk<Item extends object, Value, Payload>(
  items: readonly Item[],
  context: GraphContext,
  run: (items: readonly Item[]) => Promise<readonly (Value | Error)[]>,
  toPayload: (value: Value) => Payload,
): Promise<BulkResult<Payload>[]> {
  const refusals = await Promise.all(items.map(refusal));
  const accepted = items.filter((_, index) => refusals[index] === null);
  const outcomes = accepted.length > 0 ? await run(accepted) : [];
  let taken = 0;
  return items.map((_, index) => {
    const outcome = refusals[index] ?? (outcomes[taken++] as Value | Error);
    return outcome instanceof Error
      ? { index, payload: null, error: toOperationError(outcome, context.request.requestId, context.logger) }
      : { index, payload: toPayload(outcome), error: null };
  });
}

async function refusal(item: object): Promise<PeoplegraphError | null> {
  try {
    await validateInput(item);
    return null;
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}
