import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

/** How far a membership is known to have got. */
export enum GroupMembershipStatus {
  PENDING = 'PENDING',
  ACCEPTED = 'ACCEPTED',
}

registerEnumType(GroupMembershipStatus, {
  name: 'GroupMembershipStatus',
  description: 'How far a membership is known to have got.',
  valuesConfig: {
    PENDING: {
      description:
        'A write that will make the membership is stored here, and Persio has not received it yet. Where the write fails for good, the membership is gone from the lists; `writes` says why.',
    },
    ACCEPTED: {
      description:
        'Persio has received the membership. That is not yet to say that it has processed it: Persio does not tell.',
    },
  },
});

/** Where what is said of a membership comes from. */
export enum GroupMembershipSource {
  LEDGER = 'LEDGER',
}

registerEnumType(GroupMembershipSource, {
  name: 'GroupMembershipSource',
  description: 'Where what is said of a membership comes from.',
  valuesConfig: {
    LEDGER: {
      description:
        "This service's own record of what it was asked to write to Persio; `status` says how far that got. Writes by others to Persio are not in it.",
    },
  },
});

@ObjectType({
  description:
    'Somebody belongs to a group in Persio. Persio cannot be read: this is what this service was asked to write, and `status` says whether Persio has it. Memberships that others wrote are not known, and one that was accepted never ends, because Persio has no way to remove one.',
})
export class GroupMembership {
  @Field(() => ID, {
    description:
      'The identifier of the membership, made from the user (or anonymous) id and the group id. It never changes.',
  })
  id!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'The user id that was sent to Persio. Null for an anonymous member. The setting `PERSIO_USER_ID` says whose id it is.',
  })
  userId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The anonymous id that was sent to Persio. Null where only a user id was.',
  })
  anonymousId!: string | null;

  @Field(() => ID, { description: 'The id of the group.' })
  groupId!: string;

  @Field(() => GraphQLJSONObject, {
    description:
      'Traits that were sent with the membership: those of a later join are laid over the earlier ones. Once Persio has accepted it, only accepted joins count; while it is pending, all that are stored.',
  })
  traits!: Record<string, unknown>;

  @Field(() => GroupMembershipStatus, { description: 'How far the membership is known to have got.' })
  status!: GroupMembershipStatus;

  @Field(() => GraphQLDateTime, {
    description: 'When the member first joined through this service, as sent (UTC).',
  })
  joinedAt!: Date;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When Persio last accepted the membership from this service (UTC). Null while it is pending.',
  })
  observedAt!: Date | null;

  @Field(() => GroupMembershipSource, { description: 'Where this information comes from.' })
  source!: GroupMembershipSource;
}

/** Who is a member: by user id, or by anonymous id where there is no user id. */
export type GroupMember = { readonly userId: string } | { readonly anonymousId: string };

export type GroupMembershipKey = GroupMember & { readonly groupId: string };

/** What a group call says of a membership. */
export interface MembershipCall {
  readonly userId: string | null;
  readonly anonymousId: string | null;
  readonly groupId: string;
  readonly traits: Readonly<Record<string, unknown>>;
  /** When it happened, as sent. */
  readonly timestamp: Date;
}

/** A group call that Persio has accepted, as the ledger records it. */
export interface AcceptedGroupCall extends MembershipCall {
  /** When Persio accepted it. */
  readonly observedAt: Date;
}
