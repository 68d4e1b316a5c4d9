import type { Logger } from 'pino';
import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import { Vendor } from '../domain/vendor.js';
import { ErrorCode, errorTable } from '../error-codes.js';
import { PeoplegraphError } from '../errors.js';

registerEnumType(ErrorCode, {
  name: 'ErrorCode',
  description:
    'Every code that an error of this API can carry, here and in `extensions.code` of the errors of an answer.',
  valuesConfig: Object.fromEntries(
    Object.entries(errorTable).map(([code, { meaning, remedy }]) => [code, { description: `${meaning} ${remedy}` }]),
  ),
});

@ObjectType({
  description:
    'Why one part of a mutation failed: an item of a bulk mutation, or a record of an upsert. The other parts are not affected.',
})
export class OperationError {
  @Field(() => ErrorCode, { description: 'The kind of the error.' })
  code!: ErrorCode;

  @Field(() => String, { description: 'What was wrong and what to do.' })
  message!: string;

  @Field(() => Vendor, {
    nullable: true,
    description: 'The vendor that failed or refused. Null where none is at fault.',
  })
  vendor!: Vendor | null;

  @Field(() => Boolean, { description: 'Whether the same item may succeed when it is sent again later.' })
  retryable!: boolean;

  @Field(() => Float, { nullable: true, description: 'Seconds until a repeat makes sense. Null where nobody knows.' })
  retryAfter!: number | null;

  @Field(() => [String], { description: 'The fields of the item that are at fault. Empty where none is.' })
  fields!: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: 'The request id under which the log explains an unexpected error. Null for all other errors.',
  })
  requestId!: string | null;
}

export const maskedMessage =
  'Something unexpected happened here. Report the requestId: the log holds the reason under it.';

/** The error of one item. What nobody expected is logged and masked. */
export function toOperationError(error: Error, requestId: string, logger: Logger): OperationError {
  if (error instanceof PeoplegraphError) {
    return {
      code: error.code,
      message: error.message,
      vendor: error.vendor ?? null,
      retryable: error.retryable,
      retryAfter: error.retryAfter ?? null,
      fields: error.fields ?? [],
      requestId: null,
    };
  }
  logger.error({ requestId, error }, 'unexpected error');
  return {
    code: ErrorCode.INTERNAL_SERVER_ERROR,
    message: maskedMessage,
    vendor: null,
    retryable: errorTable.INTERNAL_SERVER_ERROR.retryable,
    retryAfter: null,
    fields: [],
    requestId,
  };
}
