import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { type SourceBudget, type SourceProblem, SourceState } from '../../domain/source-health.js';
import { Vendor } from '../../domain/vendor.js';
import { ErrorCode } from '../../errors.js';

@ObjectType('SourceBudget', { description: 'The quota of requests to a vendor.' })
export class SourceBudgetType implements Omit<SourceBudget, 'burst'> {
  @Field(() => Int, { description: 'Requests that may go out in a minute.' })
  limit!: number;

  @Field(() => Int, { description: 'Requests that may go out at once, now.' })
  remaining!: number;

  @Field(() => GraphQLDateTime, { description: 'When the budget is whole again (UTC).' })
  resetAt!: Date;
}

@ObjectType('SourceProblem', { description: 'A failure of a vendor.' })
export class SourceProblemType implements SourceProblem {
  @Field(() => ErrorCode, { description: 'What kind of failure it was.' })
  code!: string;

  @Field(() => GraphQLDateTime, { description: 'When it happened (UTC).' })
  at!: Date;
}

@ObjectType({
  description: 'How one vendor is doing, from the calls that were made anyway: nobody asks it only to find out.',
})
export class Source {
  @Field(() => Vendor, { description: 'Which vendor.' })
  vendor!: Vendor;

  @Field(() => Boolean, { description: 'Whether this server has a URL and a key for it.' })
  configured!: boolean;

  @Field(() => SourceState, { nullable: true, description: 'How it is doing. Null where it is not configured.' })
  state!: SourceState | null;

  @Field(() => Float, {
    nullable: true,
    description: 'How long its answers take, in milliseconds, as a moving average. Null before the first answer.',
  })
  latency!: number | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it is asked again (UTC). Null where it can be asked now.',
  })
  retryAt!: Date | null;

  @Field(() => SourceBudgetType, {
    nullable: true,
    description: 'The quota of requests. Null where there is no limit.',
  })
  budget!: SourceBudgetType | null;

  @Field(() => SourceProblemType, {
    nullable: true,
    description: 'The last failure since the start. Null where there was none.',
  })
  lastError!: SourceProblemType | null;
}
