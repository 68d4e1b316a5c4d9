import { ArrayMaxSize, MaxLength, MinLength } from 'class-validator';
import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../domain/connection.js';
import { Contact } from '../../domain/contact.js';
import type { GroupMembership } from '../../domain/group-membership.js';
import { Profile } from '../../domain/profile.js';
import type { Answer } from '../../domain/sources.js';
import { largestList } from '../../services/records.js';
import { PageArguments, pageComplexity } from '../connection.js';
import type { GraphContext } from '../context.js';
import { keysComplexity } from '../list-size.js';
import { ByKey, followEdge, type KeyedEdge } from '../keyed-edge.js';
import { GroupMembershipConnection } from '../memberships/membership.connection.js';
import { ContactConnection } from './contact.connection.js';
import { Vendor } from '../../domain/vendor.js';
import { distinct, each, inBatches, noCall, page, VendorCalls } from '../vendor-calls.js';

/** A window of a vendor's list may lie across two of its pages. */
const mostPages = 2;

@ArgsType()
class ContactsArguments {
  @Field(() => [ID], { description: "Up to 100 of Perfex's ids." })
  @ArrayMaxSize(largestList)
  ids!: string[];
}

@ArgsType()
class CustomerContactsArguments extends PageArguments {
  @Field(() => ID, { description: "Perfex's id of the customer (the company)." })
  customerId!: string;
}

@ArgsType()
class SearchContactsArguments extends PageArguments {
  @Field(() => String, {
    description:
      'What to look for, 1 to 200 characters: a part of the company, of "first last", of the e-mail address or of a custom field.',
  })
  @MinLength(1)
  @MaxLength(200)
  term!: string;
}

@ArgsType()
class RecentContactsArguments extends PageArguments {
  @Field(() => GraphQLDateTime, { nullable: true, description: 'Only contacts created after this time.' })
  createdAfter?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Only contacts created before this time.' })
  createdBefore?: Date | null;
}

const profileOfContact: KeyedEdge<Contact, Profile> = {
  key: ({ phoneNumber }) => phoneNumber,
  loader: ({ loaders }) => loaders.profiles,
};

@Resolver(() => Contact)
export class ContactResolver {
  @VendorCalls({ vendor: Vendor.PERFEX, calls: each })
  @Query(() => Contact, {
    nullable: true,
    description: 'A contact from Perfex. Null where Perfex has none with this id.',
  })
  contact(
    @Arg('id', () => ID, { description: "Perfex's id of the contact." }) id: string,
    @Ctx() { services, request }: GraphContext,
  ): Promise<Contact | null> {
    return services.contacts.find(id, request);
  }

  @VendorCalls({
    vendor: Vendor.PERFEX,
    calls: ({ args }) => inBatches(distinct(args['ids'])),
    records: ({ ids }) => distinct(ids),
  })
  @Query(() => [Contact], {
    nullable: 'itemsAndList',
    description:
      'Several contacts, in the order asked for, null where Perfex has none. The whole list is null where Perfex failed as a whole.',
    complexity: keysComplexity(largestList, 'ids'),
  })
  contacts(
    @Args(() => ContactsArguments) { ids }: ContactsArguments,
    @Ctx() { services, request }: GraphContext,
  ): Promise<Answer<Contact>[]> {
    return services.contacts.findMany(ids, request);
  }

  @VendorCalls({ vendor: Vendor.PERFEX, calls: () => mostPages, records: page })
  @Query(() => ContactConnection, {
    nullable: true,
    description:
      'The active contacts of a customer, the primary one first. Empty where the customer has none or does not exist: Perfex does not tell these apart.',
    complexity: pageComplexity,
  })
  customerContacts(
    @Args(() => CustomerContactsArguments) { customerId, first, after }: CustomerContactsArguments,
    @Ctx() { services, request }: GraphContext,
  ): Promise<Connection<Contact>> {
    return services.contacts.ofCustomer(customerId, first, after ?? undefined, request);
  }

  @VendorCalls({ vendor: Vendor.PERFEX, calls: () => mostPages, records: page })
  @Query(() => ContactConnection, {
    nullable: true,
    description: 'Contacts of active customers that match a text.',
    complexity: pageComplexity,
  })
  searchContacts(
    @Args(() => SearchContactsArguments) { term, first, after }: SearchContactsArguments,
    @Ctx() { services, request }: GraphContext,
  ): Promise<Connection<Contact>> {
    return services.contacts.search(term, first, after ?? undefined, request);
  }

  @VendorCalls({ vendor: Vendor.PERFEX, calls: each, records: page })
  @Query(() => ContactConnection, {
    nullable: true,
    description: "All contacts, inactive ones too, the newest first. Needs version 3 of Perfex's REST API module.",
    complexity: pageComplexity,
  })
  recentContacts(
    @Args(() => RecentContactsArguments) { createdAfter, createdBefore, first, after }: RecentContactsArguments,
    @Ctx() { services, request }: GraphContext,
  ): Promise<Connection<Contact>> {
    const filter = { createdAfter: createdAfter ?? undefined, createdBefore: createdBefore ?? undefined };
    return services.contacts.recent(filter, first, after ?? undefined, request);
  }

  @ByKey(profileOfContact)
  @VendorCalls({ vendor: Vendor.NUMI, calls: each })
  @FieldResolver(() => Profile, {
    nullable: true,
    description:
      "The profile at Numi of the contact's phone number. Null where the contact has no phone number that parses, or Numi has no profile for it.",
  })
  profile(@Root() contact: Contact, @Ctx() context: GraphContext): Promise<Profile | null> | null {
    return followEdge(profileOfContact, contact, context);
  }

  @VendorCalls({ vendor: Vendor.PERSIO, calls: noCall, records: page })
  @FieldResolver(() => GroupMembershipConnection, {
    nullable: true,
    description:
      'The groups that the contact belongs to. Null unless the setting `PERSIO_USER_ID` is `PERFEX_CONTACT`: only then are user ids in Persio those of contacts.',
    complexity: pageComplexity,
  })
  memberships(
    @Root() contact: Contact,
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() { services, request }: GraphContext,
  ): Promise<Connection<GroupMembership> | null> {
    return services.memberships.ofRecord('PERFEX_CONTACT', contact.id, first, after ?? undefined, request);
  }
}
