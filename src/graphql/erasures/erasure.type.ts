import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { Vendor } from '../../domain/vendor.js';
import { type Erasure, ErasureOutcome, type ErasureReceipt, ErasureState } from '../../services/erasures/erasure.js';
import { WriteError } from '../writes/write.type.js';

@ObjectType('ErasureReceipt', { description: 'What became of one record at its vendor.' })
export class ErasureReceiptType implements Omit<ErasureReceipt, 'error'> {
  @Field(() => Vendor, { description: 'Which vendor has, or had, the record.' })
  vendor!: Vendor;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the record there. Null once the vendor has done what it can: a receipt names nobody.',
  })
  recordId!: string | null;

  @Field(() => ErasureOutcome, { description: 'What became of it.' })
  outcome!: ErasureOutcome;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When that was (UTC). Null while it is pending.' })
  at!: Date | null;

  @Field(() => WriteError, {
    nullable: true,
    description: 'Why the vendor has not done it, or not yet. Null where nothing failed.',
  })
  error!: WriteError | null;
}

@ObjectType('Erasure', {
  description: 'A person who is being erased, or has been: at every vendor that can, and in this service.',
})
export class ErasureType implements Omit<Erasure, 'receipts'> {
  @Field(() => ID, { description: 'The id of the erasure. It is kept for `WRITE_RETENTION_DAYS`.' })
  id!: string;

  @Field(() => ErasureState, { description: 'How far it has got.' })
  state!: ErasureState;

  @Field(() => ID, { nullable: true, description: 'The id that the person had. It leads to nobody afterwards.' })
  personId!: string | null;

  @Field(() => String, {
    description: "Who asked for it: the name of a caller's API key, or `anonymous` for a caller without a name.",
  })
  requestedBy!: string;

  @Field(() => GraphQLDateTime, { description: 'When it was asked for (UTC).' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it goes on (UTC). Null where it has ended.',
  })
  nextAttemptAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it ended (UTC). Null while it is under way.' })
  endedAt!: Date | null;

  @Field(() => [ErasureReceiptType], {
    description: 'What became of each record of the person. Empty until the vendors are asked.',
  })
  receipts!: readonly ErasureReceiptType[];
}

@ObjectType({ description: 'The answer to `erasePerson`.' })
export class ErasePersonPayload {
  @Field(() => ErasureType, { description: 'The erasure, as far as it has got.' })
  erasure!: ErasureType;
}

@ObjectType({ description: 'The answer to `resumeErasure`.' })
export class ResumeErasurePayload {
  @Field(() => ErasureType, { description: 'The erasure, as far as it has got.' })
  erasure!: ErasureType;
}
