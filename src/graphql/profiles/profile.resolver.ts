import { ArrayMaxSize } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../domain/connection.js';
import type { GroupMembership } from '../../domain/group-membership.js';
import { Profile } from '../../domain/profile.js';
import type { Answer } from '../../domain/sources.js';
import type { ProfileWriteOutcome } from '../../services/profiles.js';
import { largestList } from '../../services/records.js';
import { runBulk } from '../bulk.js';
import { bulkComplexity } from '../bulk-result.js';
import { PageArguments, pageComplexity } from '../connection.js';
import type { GraphContext } from '../context.js';
import { keysComplexity } from '../list-size.js';
import { GroupMembershipConnection } from '../memberships/membership.connection.js';
import { lowerCased } from '../normalization.js';
import { WriteState } from '../../domain/write.js';
import { optionsOf, sentFields } from '../writes/write.input.js';
import { SetProfileInput, SetProfilesInput } from './profile.input.js';
import { SetProfilePayload, SetProfilesPayload } from './profile.payload.js';
import { Vendor } from '../../domain/vendor.js';
import { distinct, each, items, noCall, page, VendorCalls } from '../vendor-calls.js';

@ArgsType()
class ProfilesArguments {
  @Field(() => [String], {
    description: 'Up to 100 phone numbers, with their country code or national ones of `DEFAULT_REGION`.',
  })
  @ArrayMaxSize(largestList)
  phoneNumbers!: string[];
}

@Resolver(() => Profile)
export class ProfileResolver {
  @VendorCalls({ vendor: Vendor.NUMI, calls: each })
  @Query(() => Profile, {
    nullable: true,
    description: 'The profile of a phone number, from Numi. Null where Numi has none.',
  })
  profile(
    @Arg('phoneNumber', () => String, {
      description: 'With its country code, such as `+4930901820`, or a national one of `DEFAULT_REGION`.',
    })
    phoneNumber: string,
    @Ctx() { services, request }: GraphContext,
  ): Promise<Profile | null> {
    return services.profiles.find(phoneNumber, request);
  }

  @VendorCalls({
    vendor: Vendor.NUMI,
    calls: ({ args }) => distinct(args['phoneNumbers']),
    records: ({ phoneNumbers }) => distinct(phoneNumbers),
  })
  @Query(() => [Profile], {
    nullable: 'itemsAndList',
    description:
      'The profiles of several phone numbers, in the order asked for, null where Numi has none. The whole list is null where Numi failed as a whole.',
    complexity: keysComplexity(largestList, 'phoneNumbers'),
  })
  profiles(
    @Args(() => ProfilesArguments) { phoneNumbers }: ProfilesArguments,
    @Ctx() { services, request }: GraphContext,
  ): Promise<Answer<Profile>[]> {
    return services.profiles.findMany(phoneNumbers, request);
  }

  @VendorCalls({ vendor: Vendor.PERSIO, calls: noCall, records: page })
  @FieldResolver(() => GroupMembershipConnection, {
    nullable: true,
    description:
      'The groups that the person belongs to. Null unless the setting `PERSIO_USER_ID` is `NUMI_PHONE`: only then are user ids in Persio phone numbers.',
    complexity: pageComplexity,
  })
  memberships(
    @Root() profile: Profile,
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() { services, request }: GraphContext,
  ): Promise<Connection<GroupMembership> | null> {
    return services.memberships.ofRecord('NUMI_PHONE', profile.phoneNumber, first, after ?? undefined, request);
  }

  @VendorCalls({ vendor: Vendor.NUMI, calls: each })
  @Mutation(() => SetProfilePayload, {
    nullable: true,
    description: 'Creates or updates the profile of a phone number at Numi.',
  })
  setProfile(
    @Arg('input', () => SetProfileInput, { description: 'What to store.' }) input: SetProfileInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<ProfileWriteOutcome> {
    return services.profiles.set(lowerCased(sentFields(input)), optionsOf(input), request);
  }

  @VendorCalls({ vendor: Vendor.NUMI, calls: ({ args }) => items('profiles')(args), records: items('profiles') })
  @Mutation(() => SetProfilesPayload, {
    nullable: true,
    description:
      'Creates or updates up to 100 profiles at Numi. Each has its own outcome; one that fails does not stop the others.',
    complexity: bulkComplexity('profiles'),
  })
  async setProfiles(
    @Arg('input', () => SetProfilesInput, { description: 'What to store.' }) input: SetProfilesInput,
    @Ctx() context: GraphContext,
  ): Promise<SetProfilesPayload> {
    const { services, request } = context;
    return runBulk(
      input.profiles,
      context,
      (items) =>
        services.profiles.setMany(
          items.map((item) => lowerCased(sentFields(item))),
          optionsOf(input),
          request,
        ),
      (outcome): SetProfilePayload => outcome as SetProfilePayload,
    );
  }
}

@Resolver(() => SetProfilePayload)
export class SetProfilePayloadResolver {
  @VendorCalls({ vendor: Vendor.NUMI, calls: each })
  @FieldResolver(() => Profile, {
    nullable: true,
    description:
      'The profile as it is now, read back from Numi. Null while the write is pending. Null, with an error, where it could not be read; it is stored all the same.',
  })
  profile(
    @Root() { phoneNumber, write }: SetProfilePayload,
    @Ctx() { request }: GraphContext,
  ): Promise<Profile | null> | null {
    return write.state === WriteState.PENDING ? null : request.loaders.profiles.load(phoneNumber);
  }
}
