import { Arg, Args, ArgsType, Ctx, Field, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Connection } from '../../domain/connection.js';
import { Vendor } from '../../domain/vendor.js';
import type { Write } from '../../domain/write.js';
import { PageArguments, pageComplexity } from '../connection.js';
import type { GraphContext } from '../context.js';
import { sent } from '../validation.js';
import { noCall, page, VendorCalls } from '../vendor-calls.js';
import { CancelWriteInput, RetryWriteInput, WriteFilterInput } from './write.input.js';
import { CancelWritePayload, RetryWritePayload, WriteConnection, WriteType } from './write.type.js';

@ArgsType()
class WritesArguments extends PageArguments {
  @Field(() => WriteFilterInput, { nullable: true, description: 'Which writes. All of them where it is left out.' })
  filter?: WriteFilterInput | null;
}

@Resolver(() => WriteType)
export class WriteResolver {
  @Query(() => WriteType, {
    nullable: true,
    description: 'A write by its id. Null where there is none, or where it has been deleted since.',
  })
  write(
    @Arg('id', () => ID, { description: 'The id of the write.' }) id: string,
    @Ctx() { services }: GraphContext,
  ): Promise<Write | null> {
    return services.writes.find(id);
  }

  @VendorCalls({ vendor: Vendor.PERSIO, calls: noCall, records: page })
  @Query(() => WriteConnection, {
    nullable: true,
    description: 'The writes that this service has stored, the newest first.',
    complexity: pageComplexity,
  })
  writes(
    @Args(() => WritesArguments) { filter, first, after }: WritesArguments,
    @Ctx() { services }: GraphContext,
  ): Promise<Connection<Write>> {
    return services.writes.list(sent(filter ?? {}), first, after ?? undefined);
  }

  @Mutation(() => RetryWritePayload, {
    nullable: true,
    description:
      'Tries a pending write again at once, or makes a dead one pending again: behind the writes that were committed since. Whose input held a password cannot be revived.',
  })
  async retryWrite(
    @Arg('input', () => RetryWriteInput, { description: 'The write to try again.' }) { id }: RetryWriteInput,
    @Ctx() { services }: GraphContext,
  ): Promise<{ write: Write }> {
    return { write: await services.writes.retry(id) };
  }

  @Mutation(() => CancelWritePayload, {
    nullable: true,
    description:
      'Ends a pending write that is not being delivered at this moment. An earlier attempt may have taken effect.',
  })
  async cancelWrite(
    @Arg('input', () => CancelWriteInput, { description: 'The write to cancel.' }) { id }: CancelWriteInput,
    @Ctx() { services }: GraphContext,
  ): Promise<{ write: Write }> {
    return { write: await services.writes.cancel(id) };
  }
}
