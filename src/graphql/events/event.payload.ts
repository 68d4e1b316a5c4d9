import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InterfaceType, ObjectType } from 'type-graphql';
import type { EventReceipt } from '../../domain/group-event.js';

/** Under which ids Persio took a call. */
@InterfaceType('EventReceipt', {
  description: 'What Persio took, and under which ids. Taken is not yet processed: Persio does not tell.',
  autoRegisterImplementations: false,
})
export abstract class EventReceiptType implements EventReceipt {
  @Field(() => ID, { description: 'The id of the call. Persio drops a call whose id it has seen before.' })
  messageId!: string;

  @Field(() => ID, { nullable: true, description: 'The user id that was sent. Null where none was.' })
  userId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The anonymous id that was sent: your own, or one that was made because there was no user id. Null where none was.',
  })
  anonymousId!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it happened, as sent (UTC).' })
  timestamp!: Date;

  @Field(() => GraphQLDateTime, { description: 'When Persio took the call (UTC).' })
  acceptedAt!: Date;
}

@ObjectType({ implements: EventReceiptType, description: 'What became of an `identify` call.' })
export class IdentifyPayload extends EventReceiptType {}

@ObjectType({ implements: EventReceiptType, description: 'What became of a `track` call.' })
export class TrackPayload extends EventReceiptType {}

@ObjectType({ implements: EventReceiptType, description: 'What became of a `page` call.' })
export class PagePayload extends EventReceiptType {}
