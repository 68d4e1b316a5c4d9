import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Vendor } from '../../domain/vendor.js';
import { type Write, WriteKind, WriteState } from '../../domain/write.js';
import { ErrorCode } from '../../errors.js';
import { connectionOf } from '../connection.js';

@ObjectType({ description: 'Why a write failed, or its last attempt.' })
export class WriteError {
  @Field(() => ErrorCode, { description: 'The kind of the error.' })
  code!: string;

  @Field(() => String, { description: 'What was wrong and what to do.' })
  message!: string;

  @Field(() => GraphQLDateTime, { description: 'When it happened (UTC).' })
  at!: Date;
}

@ObjectType('Write', {
  description:
    'A write to a vendor. It is stored here before the vendor is called, so that it is delivered in spite of crashes and outages.',
})
export class WriteType implements Omit<Write, 'lastError'> {
  @Field(() => ID, { description: 'The id of the write.' })
  id!: string;

  @Field(() => WriteKind, { description: 'Which mutation it is of.' })
  kind!: WriteKind;

  @Field(() => Vendor, { description: 'Where it goes.' })
  vendor!: Vendor;

  @Field(() => WriteState, { description: 'How far it has got.' })
  state!: WriteState;

  @Field(() => Int, { description: 'How often its delivery was begun.' })
  attempts!: number;

  @Field(() => GraphQLDateTime, { description: 'When it was stored here (UTC).' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When its delivery was last begun (UTC). Null where it never was.',
  })
  lastAttemptAt!: Date | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description:
      'From when on its delivery is begun next (UTC); earlier writes to the same record go first. Null where it has ended.',
  })
  nextAttemptAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it ended (UTC). Null while it is pending.' })
  endedAt!: Date | null;

  @Field(() => WriteError, {
    nullable: true,
    description: 'Why it failed, or its last attempt; of several items, the first that failed. Null where nothing did.',
  })
  lastError!: WriteError | null;
}

export const WriteConnection = connectionOf(WriteType, { name: 'Write', records: 'writes, the newest first' });

@ObjectType({ description: 'What became of a write that was to be tried again.' })
export class RetryWritePayload {
  @Field(() => WriteType, { description: 'The write. It is pending, and due.' })
  write!: Write;
}

@ObjectType({ description: 'What became of a write that was to be cancelled.' })
export class CancelWritePayload {
  @Field(() => WriteType, { description: 'The write. It is dead, with `WRITE_CANCELLED`.' })
  write!: Write;
}
