import type { CallScope } from '../../domain/scope.js';
import type { DeliveredItem, WriteDefinition } from './definition.js';
import type { Results } from './outcomes.js';
import { mayPass } from './problems.js';

interface Placed {
  readonly item: DeliveredItem<unknown>;
  readonly place: number;
  readonly record: string;
}

/**
 * Delivers the items of one write in an order that lasts: what an item sends to a record, no earlier item may overwrite when
 * it is repeated. A second item of a record goes in a round behind the first one, and not at all where that is left open.
 * @returns what became of each item, in their order; an item that was not sent has the error of the one that it waits for.
 */
export async function deliverInRounds(
  items: readonly DeliveredItem<unknown>[],
  { record, deliver }: WriteDefinition<unknown, unknown>,
  scope: CallScope,
): Promise<Results> {
  const results = new Array<unknown>(items.length);
  const open = new Map<string, unknown>();
  for (const round of roundsOf(items.map((item, place) => ({ item, place, record: record(item.input) })))) {
    for (const { place, record } of round) results[place] = open.get(record);
    const sent = round.filter(({ record }) => !open.has(record));
    if (sent.length === 0) continue;
    const delivered = await outcomesOf(sent, deliver, scope);
    for (const [index, { place, record }] of sent.entries()) {
      const result = delivered[index];
      results[place] = result;
      if (result instanceof Error && mayPass(result)) open.set(record, result);
    }
  }
  return results;
}

/** Each with one item of a record at most. */
function roundsOf(items: readonly Placed[]): readonly (readonly Placed[])[] {
  const rounds: Placed[][] = [];
  const taken = new Map<string, number>();
  for (const placed of items) {
    const turn = taken.get(placed.record) ?? 0;
    taken.set(placed.record, turn + 1);
    (rounds[turn] ??= []).push(placed);
  }
  return rounds;
}

async function outcomesOf(
  sent: readonly Placed[],
  deliver: WriteDefinition<unknown, unknown>['deliver'],
  scope: CallScope,
): Promise<Results> {
  try {
    return await deliver(
      sent.map(({ item }) => item),
      scope,
    );
  } catch (error) {
    return sent.map(() => error as Error);
  }
}
