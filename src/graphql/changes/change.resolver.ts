import { Arg, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from 'type-graphql';
import { Vendor } from '../../domain/vendor.js';
import type { PersonChange } from '../../services/changes/person-watches.js';
import type { SourceChange } from '../../services/changes/source-watches.js';
import type { WriteChange } from '../../services/changes/write-watches.js';
import type { Person } from '../../services/people/person.js';
import type { GraphContext } from '../context.js';
import { PersonKeyInput } from '../people/person.input.js';
import { toKey } from '../people/person.resolver.js';
import { PersonType } from '../people/person.type.js';
import { sourceOf } from '../sources/source.resolver.js';
import { Source } from '../sources/source.type.js';
import { validateInput } from '../validation.js';
import { each, VendorCalls } from '../vendor-calls.js';
import { PersonChangeType, SourceChangeType, WriteChangeType } from './change.type.js';

/** What a subscription begins with. */
interface Beginning {
  readonly args: Record<string, unknown>;
  readonly context: GraphContext;
}

@Resolver(() => PersonChangeType)
export class PersonChangeResolver {
  @Subscription(() => PersonChangeType, {
    description:
      'Tells whenever something has changed about a person: by a write of this service, by a webhook of a vendor, by links. Begins with how things stand, also where nobody is known yet, and tells at most once a second.',
    subscribe: async ({ args, context }: Beginning) => {
      const by = Object.assign(new PersonKeyInput(), args['by']);
      await validateInput(by);
      return context.services.changes.watchPerson(toKey(by));
    },
  })
  personChanged(
    @Root() change: PersonChange,
    @Arg('by', () => PersonKeyInput, {
      description: 'By what the person is looked for: whoever is meant by it at the time.',
    })
    _by: PersonKeyInput,
  ): PersonChange {
    return change;
  }

  @VendorCalls(
    { vendor: Vendor.NUMI, calls: each },
    { vendor: Vendor.CHATWOOT, calls: each },
    { vendor: Vendor.PERFEX, calls: each },
  )
  @FieldResolver(() => PersonType, {
    nullable: true,
    description:
      'The person as they are now, with what the vendors hold at this moment. Null where nobody is known. Without this field no vendor is asked.',
  })
  person(@Root() { lookup }: PersonChange, @Ctx() { request }: GraphContext): Promise<Person | null> {
    return request.loaders.people.load(lookup);
  }
}

@Resolver(() => WriteChangeType)
export class WriteChangeResolver {
  @Subscription(() => WriteChangeType, {
    description: 'Tells how a write gets on. Begins with how it stands, and ends when it has ended.',
    subscribe: ({ args, context }: Beginning) => context.services.changes.watchWrite(String(args['id'])),
  })
  writeChanged(
    @Root() change: WriteChange,
    @Arg('id', () => ID, { description: 'The id of the write.' }) _id: string,
  ): WriteChange {
    return change;
  }
}

@Resolver(() => SourceChangeType)
export class SourceChangeResolver {
  @Subscription(() => SourceChangeType, {
    description:
      'Tells whenever the state of a vendor has changed, as the server sees it that is asked. Begins with how each of them stands.',
    subscribe: ({ args, context }: Beginning) =>
      context.services.changes.watchSources((args['vendor'] as Vendor | null | undefined) ?? undefined),
  })
  sourceChanged(
    @Root() change: SourceChange,
    @Arg('vendor', () => Vendor, { nullable: true, description: 'Which vendor. All of them where it is left out.' })
    _vendor?: Vendor | null,
  ): SourceChange {
    return change;
  }

  @FieldResolver(() => Source, { description: 'How it is doing now.' })
  source(@Root() { vendor }: SourceChange, @Ctx() { services }: GraphContext): Source {
    return sourceOf(vendor, services.health(vendor));
  }
}
