import { type ClassType, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Vendor } from '../../domain/vendor.js';
import type { Answer } from '../../domain/sources.js';
import type { Person } from '../../services/people/person.js';
import type { GraphContext } from '../context.js';
import { sized } from '../list-size.js';
import { each, type FieldUse, inBatches, VendorCalls } from '../vendor-calls.js';
import { mostNamed } from './link.input.js';
import { LinkRecordsPayload, MergePeoplePayload, SplitPersonPayload, UnlinkRecordsPayload } from './link.payload.js';
import { PersonType } from './person.type.js';

/** Each person may cost what it costs to ask for them. */
const people = ({ places }: FieldUse): number => places * mostNamed;

/** Answers the person of a payload where it is asked for: that asks the vendors. */
function personResolver(payload: ClassType<LinkRecordsPayload>) {
  @Resolver(() => payload)
  class PersonPayloadResolver {
    @VendorCalls(
      { vendor: Vendor.NUMI, calls: each },
      { vendor: Vendor.CHATWOOT, calls: each },
      { vendor: Vendor.PERFEX, calls: each },
    )
    @FieldResolver(() => PersonType, { nullable: true, description: 'The person, as `person` answers them.' })
    person(@Root() { personId }: LinkRecordsPayload, @Ctx() { request }: GraphContext): Promise<Person | null> {
      return request.loaders.people.load({ personId });
    }
  }
  return PersonPayloadResolver;
}

/** The same for those who have become people of their own. */
function othersResolver(payload: ClassType<SplitPersonPayload>) {
  @Resolver(() => payload)
  class OthersPayloadResolver {
    @VendorCalls(
      { vendor: Vendor.NUMI, calls: people, records: () => mostNamed },
      { vendor: Vendor.CHATWOOT, calls: people },
      { vendor: Vendor.PERFEX, calls: (use) => 2 * inBatches(people(use)) },
    )
    @FieldResolver(() => [PersonType], {
      nullable: 'itemsAndList',
      description: 'Those who have become people of their own, in the order of `otherIds`.',
      complexity: sized(
        { assumedSize: mostNamed },
        ({ childComplexity }: { childComplexity: number }) => mostNamed * (1 + childComplexity),
      ),
    })
    others(
      @Root() { otherIds }: SplitPersonPayload,
      @Ctx() { services, request }: GraphContext,
    ): Promise<Answer<Person>[]> {
      return services.people.findMany(
        otherIds.map((id) => ({ id })),
        request,
      );
    }
  }
  return OthersPayloadResolver;
}

export const linkPayloadResolvers = [
  ...[LinkRecordsPayload, MergePeoplePayload, SplitPersonPayload, UnlinkRecordsPayload].map(personResolver),
  ...[SplitPersonPayload, UnlinkRecordsPayload].map(othersResolver),
] as const;
