import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { MaxLength } from 'class-validator';
import type { Connection } from '../../domain/connection.js';
import { Contact } from '../../domain/contact.js';
import { GroupMembership, type GroupMember } from '../../domain/group-membership.js';
import { Profile } from '../../domain/profile.js';
import { User } from '../../domain/user.js';
import { InputError } from '../../errors.js';
import type { WrittenGroup } from '../../services/memberships.js';
import { runBulk } from '../bulk.js';
import { bulkComplexity } from '../bulk-result.js';
import { PageArguments, pageComplexity } from '../connection.js';
import type { GraphContext } from '../context.js';
import { toEventCall } from '../events/event-call.js';
import { toReceipt } from '../events/event.payload.js';
import { optionsOf } from '../writes/write.input.js';
import { GroupMembershipConnection } from './membership.connection.js';
import { AddToGroupInput, AddToGroupsInput } from './membership.input.js';
import { AddToGroupPayload, AddToGroupsPayload } from './membership.payload.js';
import { Vendor } from '../../domain/vendor.js';
import { each, eachInBatches, ifUserIdIs, items, noCall, page, VendorCalls } from '../vendor-calls.js';

@ArgsType()
class GroupMembershipArguments {
  @Field(() => ID, { nullable: true, description: 'The user id of the member. Send this or `anonymousId`.' })
  @MaxLength(255)
  userId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The anonymous id of the member. Send this or `userId`.' })
  @MaxLength(255)
  anonymousId?: string | null;

  @Field(() => ID, { description: 'The id of the group.' })
  @MaxLength(255)
  groupId!: string;
}

@ArgsType()
class GroupMembershipsArguments extends PageArguments {
  @Field(() => ID, { nullable: true, description: 'Whose memberships, by user id.' })
  @MaxLength(255)
  userId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Whose memberships, by anonymous id.' })
  @MaxLength(255)
  anonymousId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The members of which group.' })
  @MaxLength(255)
  groupId?: string | null;
}

@Resolver(() => GroupMembership)
export class GroupMembershipResolver {
  @Query(() => GroupMembership, {
    nullable: true,
    description:
      'The membership of somebody in a group. Null where this service has not written it: it may exist in Persio all the same.',
  })
  groupMembership(
    @Args(() => GroupMembershipArguments) { userId, anonymousId, groupId }: GroupMembershipArguments,
    @Ctx() { services, request }: GraphContext,
  ): Promise<GroupMembership | null> {
    const chosen = exactlyOne({ userId, anonymousId });
    return services.memberships.find({ ...toMember(chosen), groupId }, request);
  }

  @VendorCalls({ vendor: Vendor.PERSIO, calls: noCall, records: page })
  @Query(() => GroupMembershipConnection, {
    nullable: true,
    description:
      'The memberships of a person or of a group, in the order in which they began, with those among them whose write is pending. Send one of `userId`, `anonymousId` and `groupId`.',
    complexity: pageComplexity,
  })
  groupMemberships(
    @Args(() => GroupMembershipsArguments) { userId, anonymousId, groupId, first, after }: GroupMembershipsArguments,
    @Ctx() { services, request }: GraphContext,
  ): Promise<Connection<GroupMembership>> {
    const { name, value } = exactlyOne({ userId, anonymousId, groupId });
    return name === 'groupId'
      ? services.memberships.ofGroup(value, first, after ?? undefined)
      : services.memberships.ofMember(toMember({ name, value }), first, after ?? undefined, request);
  }

  @VendorCalls({ vendor: Vendor.CHATWOOT, calls: ifUserIdIs('CHATWOOT_USER', each) })
  @FieldResolver(() => User, {
    nullable: true,
    description:
      'The Chatwoot user who is the member. Null unless the setting `PERSIO_USER_ID` is `CHATWOOT_USER`, or where Chatwoot has no such user.',
  })
  user(@Root() membership: GroupMembership, @Ctx() { services, request }: GraphContext): Promise<User | null> {
    return services.memberships.user(membership, request);
  }

  @VendorCalls({ vendor: Vendor.PERFEX, calls: ifUserIdIs('PERFEX_CONTACT', eachInBatches) })
  @FieldResolver(() => Contact, {
    nullable: true,
    description:
      'The Perfex contact who is the member. Null unless the setting `PERSIO_USER_ID` is `PERFEX_CONTACT`, or where Perfex has no such contact.',
  })
  contact(@Root() membership: GroupMembership, @Ctx() { services, request }: GraphContext): Promise<Contact | null> {
    return services.memberships.contact(membership, request);
  }

  @VendorCalls({ vendor: Vendor.NUMI, calls: ifUserIdIs('NUMI_PHONE', each) })
  @FieldResolver(() => Profile, {
    nullable: true,
    description:
      'The Numi profile of the member. Null unless the setting `PERSIO_USER_ID` is `NUMI_PHONE`, or where Numi has no such profile.',
  })
  profile(@Root() membership: GroupMembership, @Ctx() { services, request }: GraphContext): Promise<Profile | null> {
    return services.memberships.profile(membership, request);
  }

  @VendorCalls({ vendor: Vendor.PERSIO, calls: each })
  @Mutation(() => AddToGroupPayload, {
    nullable: true,
    description:
      'Adds somebody to a group in Persio. Joining again updates the same membership. There is no way to remove somebody: Persio has none.',
  })
  async addToGroup(
    @Arg('input', () => AddToGroupInput, { description: 'Who joins which group.' }) input: AddToGroupInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<AddToGroupPayload> {
    return toPayload(await services.memberships.add(toEventCall(input), optionsOf(input), request));
  }

  @VendorCalls({
    vendor: Vendor.PERSIO,
    calls: ({ args }) => items('memberships')(args),
    records: items('memberships'),
  })
  @Mutation(() => AddToGroupsPayload, {
    nullable: true,
    description:
      'Adds up to 100 people to groups in Persio. Each has its own outcome; one that fails does not stop the others.',
    complexity: bulkComplexity('memberships'),
  })
  async addToGroups(
    @Arg('input', () => AddToGroupsInput, { description: 'Who joins which group.' }) input: AddToGroupsInput,
    @Ctx() context: GraphContext,
  ): Promise<AddToGroupsPayload> {
    const { services, request } = context;
    const run = (items: readonly AddToGroupInput[]) =>
      services.memberships.addMany(items.map(toEventCall), optionsOf(input), request);
    return runBulk(input.memberships, context, run, toPayload);
  }
}

@Resolver(() => AddToGroupPayload)
export class AddToGroupPayloadResolver {
  @FieldResolver(() => GroupMembership, {
    nullable: true,
    description:
      'The membership as the write left it. While the write is pending, the membership as it is known now: `PENDING`, unless Persio has accepted an earlier join. Null where the write was given up meanwhile and, with an error, where the membership could not be read.',
  })
  membership(
    @Root() { written }: AddToGroupPayload,
    @Ctx() { services, request }: GraphContext,
  ): Promise<GroupMembership | null> {
    return services.memberships.ofWrite(written, request);
  }
}

const toPayload = (written: WrittenGroup): AddToGroupPayload => ({
  ...toReceipt({ ...written, outcome: written.outcome?.receipt }),
  written,
});

const toMember = ({ name, value }: { name: 'userId' | 'anonymousId'; value: string }): GroupMember =>
  name === 'userId' ? { userId: value } : { anonymousId: value };

/** @throws InputError unless exactly one of the arguments has a value. */
function exactlyOne<Name extends string>(
  values: Record<Name, string | null | undefined>,
): { name: Name; value: string } {
  const names = Object.keys(values) as Name[];
  const chosen = names.flatMap((name) => (values[name] ? [{ name, value: values[name] }] : []));
  const [only] = chosen;
  if (!only || chosen.length > 1) throw new InputError(`Send exactly one of ${names.join(', ')}.`, names);
  return only;
}
