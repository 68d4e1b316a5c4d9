import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { largestList } from '../services/records.js';
import type { BulkResult } from './bulk.js';
import { sized } from './list-size.js';
import { OperationError } from './operation-error.js';

/** The result type of one item of a bulk mutation. */
export function bulkResultOf<Payload extends object>(
  payload: ClassType<Payload>,
  name: string,
): ClassType<BulkResult<Payload>> {
  @ObjectType(name, { description: 'What became of one item: its payload, or its error.' })
  class ItemResult implements BulkResult<Payload> {
    @Field(() => Int, { description: 'The place of the item in the input, from 0.' })
    index!: number;

    @Field(() => payload, {
      nullable: true,
      description: 'The payload, as the mutation of one item answers it. Null where the item failed.',
    })
    payload!: Payload | null;

    @Field(() => OperationError, { nullable: true, description: 'Why the item failed. Null where it succeeded.' })
    error!: OperationError | null;
  }
  return ItemResult;
}

/** The cost of a bulk mutation: that of one result, as often as there are items. */
export const bulkComplexity = (field: string) =>
  sized(
    { assumedSize: largestList, sizedFields: ['results'] },
    ({ args, childComplexity }: { args: { input?: Record<string, unknown> }; childComplexity: number }): number => {
      const items = args.input?.[field];
      return 1 + childComplexity * (Array.isArray(items) ? items.length : 1);
    },
  );
