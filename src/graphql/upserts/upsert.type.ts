import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Vendor } from '../../domain/vendor.js';
import { type Upsert, type UpsertOutcome, UpsertOutcomeState, UpsertState } from '../../services/upserts/upsert.js';

registerEnumType(UpsertState, {
  name: 'UpsertState',
  description: 'How far an upsert has got.',
  valuesConfig: {
    DELIVERED: { description: 'Every record is as asked.' },
    PENDING: { description: 'It is stored here, and is being written or will be.' },
    PARTIAL: { description: 'Some records are as asked, and others failed: `resumeUpsert` tries those again.' },
    FAILED: { description: 'Every record failed: `resumeUpsert` tries them again.' },
  },
});

registerEnumType(UpsertOutcomeState, {
  name: 'UpsertOutcomeState',
  description: 'What became of an upsert at one record.',
  valuesConfig: {
    DELIVERED: { description: 'The vendor has it.' },
    PENDING: { description: 'It is stored here, and is being written or will be.' },
    REJECTED: { description: 'The vendor said no, or something is missing: `error` says what.' },
    DEAD: { description: 'It was given up: `error` says why. An attempt may have taken effect all the same.' },
    UNCHANGED: { description: 'The vendor held everything already: nothing was written.' },
    SKIPPED: { description: 'The vendor has no place for anything that was sent: nothing was written.' },
  },
});

@ObjectType('UpsertOutcome', { description: 'What became of an upsert at one record, or at one group.' })
export class UpsertOutcomeType implements Pick<UpsertOutcome, 'vendor' | 'recordId' | 'groupId' | 'state' | 'notHeld'> {
  @Field(() => Vendor, { description: 'Which vendor.' })
  vendor!: Vendor;

  @Field(() => ID, {
    nullable: true,
    description:
      'The id of the record there: at Numi the phone number, at Persio a user id. Null while there is none yet.',
  })
  recordId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The group that was joined. Null for what is no group.' })
  groupId!: string | null;

  @Field(() => UpsertOutcomeState, { description: 'How it stands.' })
  state!: UpsertOutcomeState;

  @Field(() => [String], {
    description: 'Fields of the input for which the vendor has no place in this record: they were not written to it.',
  })
  notHeld!: readonly string[];
}

@ObjectType('Upsert', { description: 'One change of a person at several vendors.' })
export class UpsertType implements Pick<Upsert, 'id' | 'state' | 'createdAt' | 'endedAt'> {
  @Field(() => ID, { description: 'The id of the upsert.' })
  id!: string;

  @Field(() => UpsertState, { description: 'How far it has got.' })
  state!: UpsertState;

  @Field(() => GraphQLDateTime, { description: 'When it was stored here (UTC).' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it ended (UTC). Null while it is pending.' })
  endedAt!: Date | null;

  @Field(() => [UpsertOutcomeType], { description: 'What became of it at each record.' })
  outcomes!: readonly UpsertOutcomeType[];
}
