import { GraphQLDateTime, GraphQLURL } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { type LoginLink, User } from '../../domain/user.js';
import type { BulkResult } from '../bulk.js';
import { bulkResultOf } from '../bulk-result.js';
import { DurableBulkPayload, DurablePayload } from '../writes/durable-payload.js';

export enum CreateUserOutcome {
  CREATED = 'CREATED',
  ALREADY_EXISTS = 'ALREADY_EXISTS',
}

registerEnumType(CreateUserOutcome, {
  name: 'CreateUserOutcome',
  description: 'Whether a user was created.',
  valuesConfig: {
    CREATED: { description: 'The user is new.' },
    ALREADY_EXISTS: {
      description: 'A user with this e-mail address existed already and was not changed; nothing was created.',
    },
  },
});

@ObjectType({ description: 'What became of a user that was to be created.' })
export class CreateUserPayload extends DurablePayload {
  @Field(() => CreateUserOutcome, {
    nullable: true,
    description: 'Whether the user was created. Null while the write is pending.',
  })
  outcome!: CreateUserOutcome | null;

  @Field(() => User, {
    nullable: true,
    description:
      'The user: the new one, or the one that already had the e-mail address, unchanged. Null while the write is pending.',
  })
  user!: User | null;
}

@ObjectType({ description: 'What became of a user that was changed.' })
export class UpdateUserPayload extends DurablePayload {
  @Field(() => User, {
    nullable: true,
    description: 'The user as the write left it. Null while the write is pending.',
  })
  user!: User | null;
}

export const UpdateUserResult = bulkResultOf(UpdateUserPayload, 'UpdateUserResult');

@ObjectType({ description: 'What became of several users that were changed.' })
export class UpdateUsersPayload extends DurableBulkPayload {
  @Field(() => [UpdateUserResult], { description: 'One result for each user, in the order sent.' })
  results!: BulkResult<UpdateUserPayload>[];
}

export enum DeleteUserOutcome {
  SCHEDULED = 'SCHEDULED',
}

registerEnumType(DeleteUserOutcome, {
  name: 'DeleteUserOutcome',
  description: 'How far a deletion has got.',
  valuesConfig: {
    SCHEDULED: {
      description:
        'Chatwoot has taken the deletion and carries it out in a job of its own: the user may still be answered for a while.',
    },
  },
});

@ObjectType({ description: 'What became of a user that was to be deleted.' })
export class DeleteUserPayload extends DurablePayload {
  @Field(() => ID, { description: 'The id of the user.' })
  userId!: string;

  @Field(() => DeleteUserOutcome, {
    nullable: true,
    description: 'How far the deletion has got. Null while the write is pending.',
  })
  outcome!: DeleteUserOutcome | null;
}

@ObjectType({ description: 'A single sign-on link to Chatwoot.' })
export class CreateUserLoginLinkPayload implements LoginLink {
  @Field(() => GraphQLURL, {
    description: 'Signs in whoever opens it, once: hand it to the user only, and keep it out of logs.',
  })
  url!: string;

  @Field(() => GraphQLDateTime, { description: 'Until when the link is good: five minutes from now (UTC).' })
  expiresAt!: Date;
}
