import 'reflect-metadata';
import {
  type GraphQLObjectType,
  GraphQLInputObjectType,
  type GraphQLSchema,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { buildSchema, getMetadataStorage } from 'type-graphql';
import {
  ContactMutationResolver,
  CreateContactPayloadResolver,
  UpdateContactPayloadResolver,
} from './contacts/contact-mutation.resolver.js';
import { PersonChangeResolver, SourceChangeResolver, WriteChangeResolver } from './changes/change.resolver.js';
import { ContactResolver } from './contacts/contact.resolver.js';
import { ErasureResolver } from './erasures/erasure.resolver.js';
import { EventResolver } from './events/event.resolver.js';
import { AddToGroupPayloadResolver, GroupMembershipResolver } from './memberships/membership.resolver.js';
import { PersonKeyInput } from './people/person.input.js';
import { linkPayloadResolvers } from './people/link-payload.resolver.js';
import { LinkResolver } from './people/link.resolver.js';
import { PersonResolver } from './people/person.resolver.js';
import { ProfileResolver, SetProfilePayloadResolver } from './profiles/profile.resolver.js';
import { AccountUserResolver, UserResolver } from './users/user.resolver.js';
import { SourceResolver } from './sources/source.resolver.js';
import { UpsertOutcomeResolver, UpsertResolver } from './upserts/upsert.resolver.js';
import { WriteResolver } from './writes/write.resolver.js';
import { validateInput } from './validation.js';

export async function buildGraphSchema(): Promise<GraphQLSchema> {
  // A field without a resolver is a property of its record: without the builder's wrapper it is read as one.
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers ??= true;
  const schema = await buildSchema({
    resolvers: [
      ProfileResolver,
      SetProfilePayloadResolver,
      UserResolver,
      AccountUserResolver,
      ContactResolver,
      ContactMutationResolver,
      CreateContactPayloadResolver,
      UpdateContactPayloadResolver,
      GroupMembershipResolver,
      AddToGroupPayloadResolver,
      PersonResolver,
      ErasureResolver,
      LinkResolver,
      ...linkPayloadResolvers,
      EventResolver,
      SourceResolver,
      WriteResolver,
      UpsertResolver,
      UpsertOutcomeResolver,
      PersonChangeResolver,
      WriteChangeResolver,
      SourceChangeResolver,
    ],
    // It is asked for where there are subscriptions, and used by none of ours: each has a feed of its own.
    pubSub: { publish: () => undefined, subscribe: () => noEvents },
    orphanedTypes: [],
    validateFn: validateInput,
  });
  // The builder makes these two by itself and has no place for what they are.
  describe(
    schema.getQueryType(),
    'What can be read: people, and their profiles, users, contacts and memberships of groups.',
  );
  describe(
    schema.getMutationType(),
    'What can be written. Each write goes to one vendor; whose a record is, is kept here. One that fails is null, with its error, and takes nothing from the others.',
  );
  describe(
    schema.getSubscriptionType(),
    'What can be listened to, over WebSocket or as server-sent events. Each subscription begins with an event that says how things stand: whatever changes after that is told.',
  );
  // Nor a way to say that exactly one of an input's fields has to be sent.
  const personKey = schema.getType(PersonKeyInput.name);
  if (personKey instanceof GraphQLInputObjectType) personKey.isOneOf = true;
  return schema;
}

const noEvents: AsyncIterable<never> = {
  [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
};

function describe(type: GraphQLObjectType | null | undefined, description: string): void {
  if (type) type.description = description;
}

/** The schema as `schema.graphql` holds it. */
export const schemaText = (schema: GraphQLSchema): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
