import { Field, ObjectType } from 'type-graphql';
import type { WrittenGroup } from '../../services/memberships.js';
import type { BulkResult } from '../bulk.js';
import { bulkResultOf } from '../bulk-result.js';
import { EventReceiptType } from '../events/event.payload.js';
import { DurableBulkPayload } from '../writes/durable-payload.js';

@ObjectType({ implements: EventReceiptType, description: 'What became of somebody who was to join a group.' })
export class AddToGroupPayload extends EventReceiptType {
  /** What `membership` is resolved from. */
  written!: WrittenGroup;
}

export const AddToGroupResult = bulkResultOf(AddToGroupPayload, 'AddToGroupResult');

@ObjectType({ description: 'What became of several people who were to join groups.' })
export class AddToGroupsPayload extends DurableBulkPayload {
  @Field(() => [AddToGroupResult], { description: 'One result for each membership, in the order sent.' })
  results!: BulkResult<AddToGroupPayload>[];
}
