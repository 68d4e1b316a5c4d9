import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InterfaceType, ObjectType } from 'type-graphql';
import type { EventCall, EventReceipt } from '../../domain/group-event.js';
import type { WrittenItem } from '../../services/writes/durable-write.js';
import type { Write } from '../../domain/write.js';
import { WriteType } from '../writes/write.type.js';

/** Under which ids Persio took a call. */
@InterfaceType('EventReceipt', {
  description:
    'What Persio took or will be sent, and under which ids. Taken is not yet processed: Persio does not tell.',
  autoRegisterImplementations: false,
})
export abstract class EventReceiptType implements Omit<EventReceipt, 'acceptedAt'> {
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

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When Persio took the call (UTC). Null while the write is pending.',
  })
  acceptedAt!: Date | null;

  @Field(() => WriteType, { description: 'The write. While it is `PENDING`, what only Persio could say is null.' })
  write!: Write;
}

/** What every payload of a call says of it. */
export type ReceiptView = Omit<EventReceipt, 'acceptedAt'> & {
  readonly acceptedAt: Date | null;
  readonly write: Write;
};

/** The receipt of a call, or what is known of one that Persio has not taken yet. */
export function toReceipt<Call extends EventCall>({
  write,
  input,
  outcome,
}: WrittenItem<Call, EventReceipt>): ReceiptView {
  if (outcome) return { ...outcome, write };
  const { messageId = write.id, userId = null, anonymousId = null, timestamp = write.createdAt } = input ?? {};
  return { messageId, userId, anonymousId, timestamp, acceptedAt: null, write };
}

@ObjectType({ implements: EventReceiptType, description: 'What became of an `identify` call.' })
export class IdentifyPayload extends EventReceiptType {}

@ObjectType({ implements: EventReceiptType, description: 'What became of a `track` call.' })
export class TrackPayload extends EventReceiptType {}

@ObjectType({ implements: EventReceiptType, description: 'What became of a `page` call.' })
export class PagePayload extends EventReceiptType {}
