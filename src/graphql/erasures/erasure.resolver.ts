import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Erasure } from '../../services/erasures/erasure.js';
import type { GraphContext } from '../context.js';
import { toKey } from '../people/person.resolver.js';
import { optionsOf } from '../writes/write.input.js';
import { ErasePersonInput, ResumeErasureInput } from './erasure.input.js';
import { ErasePersonPayload, ErasureType, ResumeErasurePayload } from './erasure.type.js';

@Resolver(() => ErasureType)
export class ErasureResolver {
  @Query(() => ErasureType, {
    nullable: true,
    description: 'An erasure by its id. Null where there is none, or where it has been deleted since.',
  })
  erasure(
    @Arg('id', () => ID, { description: 'The id of the erasure.' }) id: string,
    @Ctx() { services }: GraphContext,
  ): Promise<Erasure | null> {
    return services.erasures.find(id);
  }

  @Mutation(() => ErasePersonPayload, {
    nullable: true,
    description:
      'Erases a person for good: deletes the Chatwoot users and Perfex contacts, overwrites the Numi profiles, and then forgets the person here, so that later sightings are not learnt again. It goes on by itself until every vendor has answered, also after a crash. Persio can erase nothing.',
  })
  async erasePerson(
    @Arg('input', () => ErasePersonInput, { description: 'The person to erase.' }) input: ErasePersonInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<{ erasure: Erasure }> {
    return { erasure: await services.erasures.begin(toKey(input.by), optionsOf(input), request) };
  }

  @Mutation(() => ResumeErasurePayload, {
    nullable: true,
    description: 'Tries again what failed of an erasure, and nothing else.',
  })
  async resumeErasure(
    @Arg('input', () => ResumeErasureInput, { description: 'The erasure to try again.' })
    { id, delivery }: ResumeErasureInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<{ erasure: Erasure }> {
    return { erasure: await services.erasures.resume(id, delivery ?? undefined, request) };
  }
}
