import { ArrayMaxSize } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../domain/connection.js';
import type { GroupMembership } from '../../domain/group-membership.js';
import type { Answer } from '../../domain/sources.js';
import { AccountUser, type LoginLink, User } from '../../domain/user.js';
import { largestList } from '../../services/records.js';
import type { UserUpdate } from '../../services/users.js';
import { runBulk } from '../bulk.js';
import { bulkComplexity } from '../bulk-result.js';
import { PageArguments, pageComplexity } from '../connection.js';
import type { GraphContext } from '../context.js';
import { keysComplexity } from '../list-size.js';
import { GroupMembershipConnection } from '../memberships/membership.connection.js';
import { lowerCased } from '../normalization.js';
import { optionsOf, sentFields } from '../writes/write.input.js';
import { AccountUserConnection } from './user.connection.js';
import {
  CreateUserInput,
  CreateUserLoginLinkInput,
  DeleteUserInput,
  UpdateUserInput,
  UpdateUsersInput,
} from './user.input.js';
import {
  CreateUserLoginLinkPayload,
  CreateUserOutcome,
  CreateUserPayload,
  DeleteUserOutcome,
  DeleteUserPayload,
  UpdateUserPayload,
  UpdateUsersPayload,
} from './user.payload.js';
import { Vendor } from '../../domain/vendor.js';
import { distinct, each, items, noCall, page, VendorCalls } from '../vendor-calls.js';

@ArgsType()
class UsersArguments {
  @Field(() => [ID], { description: "Up to 100 of Chatwoot's ids." })
  @ArrayMaxSize(largestList)
  ids!: string[];
}

@ArgsType()
class AccountUsersArguments extends PageArguments {
  @Field(() => ID, { description: "Chatwoot's id of the account." })
  accountId!: string;
}

@Resolver(() => User)
export class UserResolver {
  @VendorCalls({ vendor: Vendor.CHATWOOT, calls: each })
  @Query(() => User, {
    nullable: true,
    description: 'A user of the Chatwoot platform. Null where Chatwoot has none with this id.',
  })
  user(
    @Arg('id', () => ID, { description: "Chatwoot's id of the user." }) id: string,
    @Ctx() { services, request }: GraphContext,
  ): Promise<User | null> {
    return services.users.find(id, request);
  }

  @VendorCalls({
    vendor: Vendor.CHATWOOT,
    calls: ({ args }) => distinct(args['ids']),
    records: ({ ids }) => distinct(ids),
  })
  @Query(() => [User], {
    nullable: 'itemsAndList',
    description:
      'Several users, in the order asked for, null where Chatwoot has none. The whole list is null where Chatwoot failed as a whole.',
    complexity: keysComplexity(largestList, 'ids'),
  })
  users(
    @Args(() => UsersArguments) { ids }: UsersArguments,
    @Ctx() { services, request }: GraphContext,
  ): Promise<Answer<User>[]> {
    return services.users.findMany(ids, request);
  }

  @VendorCalls({ vendor: Vendor.CHATWOOT, calls: each, records: page })
  @Query(() => AccountUserConnection, {
    nullable: true,
    description: 'The users of a Chatwoot account with their roles. Null where there is no such account.',
    complexity: pageComplexity,
  })
  accountUsers(
    @Args(() => AccountUsersArguments) { accountId, first, after }: AccountUsersArguments,
    @Ctx() { services, request }: GraphContext,
  ): Promise<Connection<AccountUser> | null> {
    return services.users.accountUsers(accountId, first, after ?? undefined, request);
  }

  @VendorCalls({ vendor: Vendor.PERSIO, calls: noCall, records: page })
  @FieldResolver(() => GroupMembershipConnection, {
    nullable: true,
    description:
      'The groups that the user belongs to. Null unless the setting `PERSIO_USER_ID` is `CHATWOOT_USER`: only then are user ids in Persio those of Chatwoot.',
    complexity: pageComplexity,
  })
  memberships(
    @Root() user: User,
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() { services, request }: GraphContext,
  ): Promise<Connection<GroupMembership> | null> {
    return services.memberships.ofRecord('CHATWOOT_USER', user.id, first, after ?? undefined, request);
  }

  @VendorCalls({ vendor: Vendor.CHATWOOT, calls: each })
  @Mutation(() => CreateUserPayload, {
    nullable: true,
    description:
      'Creates a user in Chatwoot, unless one with the same e-mail address exists: then that one is answered, unchanged.',
  })
  async createUser(
    @Arg('input', () => CreateUserInput, { description: 'The user to create.' }) input: CreateUserInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<CreateUserPayload> {
    const { write, outcome } = await services.users.create(lowerCased(sentFields(input)), optionsOf(input), request);
    if (!outcome) return { write, user: null, outcome: null };
    const { user, created } = outcome;
    return { write, user, outcome: created ? CreateUserOutcome.CREATED : CreateUserOutcome.ALREADY_EXISTS };
  }

  @VendorCalls({ vendor: Vendor.CHATWOOT, calls: each })
  @Mutation(() => UpdateUserPayload, {
    nullable: true,
    description: 'Changes a user in Chatwoot: what was sent, and nothing else.',
  })
  async updateUser(
    @Arg('input', () => UpdateUserInput, { description: 'What to change.' }) input: UpdateUserInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<UpdateUserPayload> {
    const { write, outcome } = await services.users.update(toUpdate(input), optionsOf(input), request);
    return { write, user: outcome ?? null };
  }

  @VendorCalls({ vendor: Vendor.CHATWOOT, calls: ({ args }) => items('users')(args), records: items('users') })
  @Mutation(() => UpdateUsersPayload, {
    nullable: true,
    description:
      'Changes up to 100 users in Chatwoot. Each has its own outcome; one that fails does not stop the others.',
    complexity: bulkComplexity('users'),
  })
  async updateUsers(
    @Arg('input', () => UpdateUsersInput, { description: 'What to change.' }) input: UpdateUsersInput,
    @Ctx() context: GraphContext,
  ): Promise<UpdateUsersPayload> {
    const { services, request } = context;
    return runBulk(
      input.users,
      context,
      (items) => services.users.updateMany(items.map(toUpdate), optionsOf(input), request),
      ({ write, outcome }): UpdateUserPayload => ({ write, user: outcome ?? null }),
    );
  }

  @VendorCalls({ vendor: Vendor.CHATWOOT, calls: each })
  @Mutation(() => DeleteUserPayload, {
    nullable: true,
    description: 'Deletes a user of the Chatwoot platform. Chatwoot carries it out later, in a job of its own.',
  })
  async deleteUser(
    @Arg('input', () => DeleteUserInput, { description: 'The user to delete.' }) input: DeleteUserInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<DeleteUserPayload> {
    const { write, outcome } = await services.users.delete(input.id, optionsOf(input), request);
    return { write, userId: input.id, outcome: outcome ? DeleteUserOutcome.SCHEDULED : null };
  }

  @VendorCalls({ vendor: Vendor.CHATWOOT, calls: each })
  @Mutation(() => CreateUserLoginLinkPayload, {
    nullable: true,
    description: 'Makes a link that signs a user in to Chatwoot without a password. It is good for five minutes.',
  })
  createUserLoginLink(
    @Arg('input', () => CreateUserLoginLinkInput, { description: 'Whom to sign in.' })
    { userId }: CreateUserLoginLinkInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<LoginLink> {
    return services.users.createLoginLink(userId, request);
  }
}

@Resolver(() => AccountUser)
export class AccountUserResolver {
  @VendorCalls({ vendor: Vendor.CHATWOOT, calls: each })
  @FieldResolver(() => User, { nullable: true, description: 'The user. Null where Chatwoot has it no more.' })
  user(@Root() { userId }: AccountUser, @Ctx() { services, request }: GraphContext): Promise<User | null> {
    return services.users.find(userId, request);
  }
}

function toUpdate(input: UpdateUserInput): UserUpdate {
  const { id, ...change } = lowerCased(sentFields(input));
  return { id, change };
}
