import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Divided } from '../../services/people/identities.js';
import type { GraphContext } from '../context.js';
import { LinkRecordsInput, MergePeopleInput, SplitPersonInput, UnlinkRecordsInput } from './link.input.js';
import { LinkRecordsPayload, MergePeoplePayload, SplitPersonPayload, UnlinkRecordsPayload } from './link.payload.js';

/** What callers say of whose records are: kept here, and told no vendor. */
@Resolver()
export class LinkResolver {
  @Mutation(() => LinkRecordsPayload, {
    nullable: true,
    description:
      'Says that records are of one person, whatever rules and callers said before. The people to whom they belong become one: the id of the first record that is known stays.',
  })
  async linkRecords(
    @Arg('input', () => LinkRecordsInput, { description: 'The records.' }) { records }: LinkRecordsInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<LinkRecordsPayload> {
    return { personId: (await services.identities.link(records, request)).id };
  }

  @Mutation(() => UnlinkRecordsPayload, {
    nullable: true,
    description:
      'Says that records are not of the person to whom they belong. Each becomes a person of its own, and no rule ever links it to the others again: only `linkRecords`, `mergePeople` and an import do. Where the records belong together, use `splitPerson`.',
  })
  async unlinkRecords(
    @Arg('input', () => UnlinkRecordsInput, { description: 'The records.' }) { personId, records }: UnlinkRecordsInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<UnlinkRecordsPayload> {
    return toPayload(await services.identities.unlink(personId, records, request));
  }

  @Mutation(() => MergePeoplePayload, {
    nullable: true,
    description: 'Makes one person of several, whatever was said before. The merged ids lead to the one that stays.',
  })
  async mergePeople(
    @Arg('input', () => MergePeopleInput, { description: 'Who they are.' }) { personId, mergedIds }: MergePeopleInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<MergePeoplePayload> {
    return { personId: (await services.identities.merge(personId, mergedIds, request)).id };
  }

  @Mutation(() => SplitPersonPayload, {
    nullable: true,
    description:
      'Makes two people of one: the records named here stay together as a new person, and no rule links them to the others again. With `unlinkRecords` each record would become a person of its own.',
  })
  async splitPerson(
    @Arg('input', () => SplitPersonInput, { description: 'Who, and which records.' })
    { personId, records }: SplitPersonInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<SplitPersonPayload> {
    return toPayload(await services.identities.split(personId, records, request));
  }
}

const toPayload = ({ person, people }: Divided): SplitPersonPayload => ({
  personId: person.id,
  otherIds: people.map(({ id }) => id),
});
