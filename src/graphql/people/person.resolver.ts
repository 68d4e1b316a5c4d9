import { GraphQLJSONObject } from 'graphql-scalars';
import { ArrayMaxSize, ValidateNested } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../domain/connection.js';
import type { GroupMembership } from '../../domain/group-membership.js';
import type { Answer } from '../../domain/sources.js';
import { Vendor } from '../../domain/vendor.js';
import { largestListOfPeople } from '../../services/people/people.js';
import type { Person } from '../../services/people/person.js';
import type { PersonKey } from '../../services/people/person-key.js';
import { PageArguments, pageComplexity } from '../connection.js';
import type { GraphContext } from '../context.js';
import { keysComplexity } from '../list-size.js';
import { GroupMembershipConnection } from '../memberships/membership.connection.js';
import { sent } from '../validation.js';
import { each, type FieldUse, inBatches, noCall, page, VendorCalls } from '../vendor-calls.js';
import { largestExport } from '../../services/people/person-export.js';
import type { Happening } from '../../services/people/timeline.js';
import { TimelineConnection } from './timeline.type.js';
import { PersonKeyInput } from './person.input.js';
import { PersonType } from './person.type.js';

@ArgsType()
class PeopleArguments {
  @Field(() => [PersonKeyInput], { description: 'Up to 50 people.' })
  @ArrayMaxSize(largestListOfPeople)
  @ValidateNested()
  by!: PersonKeyInput[];
}

const keysIn = ({ by }: { readonly by?: unknown }): number => (Array.isArray(by) ? by.length : 1);
const forEachKey = ({ args }: FieldUse): number => keysIn(args);

/** That of its lists, as if they were asked for. */
const exportComplexity = (): number => 3 * largestExport;

@Resolver(() => PersonType)
export class PersonResolver {
  @VendorCalls(
    { vendor: Vendor.NUMI, calls: each },
    { vendor: Vendor.CHATWOOT, calls: each },
    { vendor: Vendor.PERFEX, calls: each },
  )
  @Query(() => PersonType, {
    nullable: true,
    description:
      'The person behind a phone number, an e-mail address or a record, with what all vendors hold of them. Null where nobody is known and no vendor has a record.',
  })
  person(
    @Arg('by', () => PersonKeyInput, { description: 'By what the person is looked for.' }) by: PersonKeyInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<Person | null> {
    return services.people.find(toKey(by), request);
  }

  @VendorCalls(
    { vendor: Vendor.NUMI, calls: forEachKey, records: keysIn },
    { vendor: Vendor.CHATWOOT, calls: forEachKey },
    // Once by ids, and once by e-mail addresses.
    { vendor: Vendor.PERFEX, calls: (use) => Math.min(forEachKey(use), 2 * inBatches(forEachKey(use))) },
  )
  @Query(() => [PersonType], {
    nullable: 'itemsAndList',
    description:
      'Several people, in the order asked for, null where nobody is known. One that fails is null, with its error; the whole list is null where all fail in the same way.',
    complexity: keysComplexity(largestListOfPeople, 'by'),
  })
  people(
    @Args(() => PeopleArguments) { by }: PeopleArguments,
    @Ctx() { services, request }: GraphContext,
  ): Promise<Answer<Person>[]> {
    return services.people.findMany(by.map(toKey), request);
  }

  @VendorCalls(
    { vendor: Vendor.NUMI, calls: each },
    { vendor: Vendor.CHATWOOT, calls: each },
    { vendor: Vendor.PERFEX, calls: each },
  )
  @Query(() => GraphQLJSONObject, {
    nullable: true,
    description:
      'All that the vendors hold about a person now, and all that this service does, as one JSON document: records, memberships, links, timeline, jobs. Secrets are left out. `unavailable` names the vendors that could not be asked, `truncated` the lists that are longer than 1,000. Null where nobody is known.',
    complexity: exportComplexity,
  })
  exportPerson(
    @Arg('by', () => PersonKeyInput, { description: 'By what the person is looked for.' }) by: PersonKeyInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<Record<string, unknown> | null> {
    return services.exports.document(toKey(by), request);
  }

  @VendorCalls({ vendor: Vendor.PERSIO, calls: noCall, records: page })
  @FieldResolver(() => GroupMembershipConnection, {
    nullable: true,
    description:
      'The groups that the person belongs to, under all user ids by which Persio knows them, in the order in which they joined.',
    complexity: pageComplexity,
  })
  memberships(
    @Root() person: Person,
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() { services, request }: GraphContext,
  ): Promise<Connection<GroupMembership>> {
    return services.people.memberships(person, first, after ?? undefined, request);
  }

  @VendorCalls({ vendor: Vendor.PERSIO, calls: noCall, records: page })
  @FieldResolver(() => TimelineConnection, {
    nullable: true,
    description:
      'What has happened to the person in this service, the newest first: writes, groups joined, links made and taken away, people merged. Writes are in it as long as they are kept (`WRITE_RETENTION_DAYS`).',
    complexity: pageComplexity,
  })
  timeline(
    @Root() { id }: Person,
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() { services }: GraphContext,
  ): Promise<Connection<Happening>> {
    return services.timelines.page(id, first, after ?? undefined);
  }
}

/** The schema sees to it that there is exactly one. */
export const toKey = (by: PersonKeyInput): PersonKey => sent(by) as PersonKey;
