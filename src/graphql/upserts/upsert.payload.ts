import { Field, ObjectType } from 'type-graphql';
import type { Upsert } from '../../services/upserts/upsert.js';
import { UpsertPlan } from './upsert-plan.type.js';
import { UpsertType } from './upsert.type.js';

@ObjectType({ description: 'What became of a person that was to be written to several vendors.' })
export class UpsertPersonPayload {
  @Field(() => UpsertType, { nullable: true, description: 'The upsert. Null for a dry run.' })
  upsert!: Upsert | null;

  @Field(() => [UpsertPlan], { nullable: true, description: 'What would be written. Null unless it is a dry run.' })
  plan!: readonly UpsertPlan[] | null;
}

@ObjectType({ description: 'What became of an upsert that was to be gone on with.' })
export class ResumeUpsertPayload {
  @Field(() => UpsertType, { description: 'The upsert.' })
  upsert!: Upsert;
}
