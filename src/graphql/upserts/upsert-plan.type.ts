import { GraphQLJSON } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import type { PlannedRequest } from '../../domain/rehearsal.js';
import { Vendor } from '../../domain/vendor.js';
import type { Difference } from '../../services/upserts/upsert.js';
import { OperationError } from '../operation-error.js';

@ObjectType('PlannedRequest', { description: 'A request that would go to a vendor. Its key is in none of it.' })
export class PlannedRequestType implements PlannedRequest {
  @Field(() => Vendor, { description: 'Where it would go.' })
  vendor!: Vendor;

  @Field(() => String, { description: 'The HTTP method.' })
  method!: string;

  @Field(() => String, { description: 'The path of the address.' })
  path!: string;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description:
      'The fields, as the vendor names them; every value is replaced by `[redacted]`. Null where there is no body.',
  })
  body!: unknown;
}

@ObjectType('UpsertDifference', { description: 'Something that an upsert would change at a vendor.' })
export class UpsertDifferenceType implements Difference {
  @Field(() => String, {
    description:
      'As the input names it, such as `givenName` or `metadata.plan`; `name` where the vendor keeps the whole name as one.',
  })
  attribute!: string;

  @Field(() => GraphQLJSON, { nullable: true, description: 'What the vendor holds now. Null where it holds nothing.' })
  from!: unknown;

  @Field(() => GraphQLJSON, { nullable: true, description: 'What it would hold then.' })
  to!: unknown;
}

@ObjectType({ description: 'What an upsert would write to one record, or to one group.' })
export class UpsertPlan {
  @Field(() => Vendor, { description: 'Which vendor.' })
  vendor!: Vendor;

  @Field(() => ID, { nullable: true, description: 'The id of the record there. Null where it would be a new one.' })
  recordId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The group to join. Null for what is no group.' })
  groupId!: string | null;

  @Field(() => PlannedRequestType, {
    nullable: true,
    description: 'What would be sent. Null where nothing would be, and where it would fail.',
  })
  request!: PlannedRequestType | null;

  @Field(() => [UpsertDifferenceType], {
    description:
      'What would be changed. Persio cannot be asked what it holds: there it is empty, and what is sent is sent.',
  })
  differences!: readonly UpsertDifferenceType[];

  @Field(() => [String], { description: 'Fields of the input for which the vendor has no place in this record.' })
  notHeld!: readonly string[];

  @Field(() => OperationError, {
    nullable: true,
    description: 'Why it would fail. Null where nothing is known to be in the way.',
  })
  error!: OperationError | null;
}
