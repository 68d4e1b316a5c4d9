import { GraphQLDateTime, GraphQLURL } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { type LoginLink, User } from '../../domain/user.js';
import type { BulkResult } from '../bulk.js';
import { bulkResultOf } from '../bulk-result.js';

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
export class CreateUserPayload {
  @Field(() => CreateUserOutcome, { description: 'Whether the user was created.' })
  outcome!: CreateUserOutcome;

  @Field(() => User, {
    description: 'The user: the new one, or the one that already had the e-mail address, unchanged.',
  })
  user!: User;
}

@ObjectType({ description: 'What became of a user that was changed.' })
export class UpdateUserPayload {
  @Field(() => User, { description: 'The user as it is now.' })
  user!: User;
}

export const UpdateUserResult = bulkResultOf(UpdateUserPayload, 'UpdateUserResult');

@ObjectType({ description: 'What became of several users that were changed.' })
export class UpdateUsersPayload {
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
export class DeleteUserPayload {
  @Field(() => ID, { description: 'The id of the user.' })
  userId!: string;

  @Field(() => DeleteUserOutcome, { description: 'How far the deletion has got.' })
  outcome!: DeleteUserOutcome;
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
