import 'reflect-metadata';
import { type GraphQLObjectType, type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema, getMetadataStorage } from 'type-graphql';
import {
  ContactMutationResolver,
  CreateContactPayloadResolver,
  UpdateContactPayloadResolver,
} from './contacts/contact-mutation.resolver.js';
import { ContactResolver } from './contacts/contact.resolver.js';
import { EventResolver } from './events/event.resolver.js';
import { GroupMembershipResolver } from './memberships/membership.resolver.js';
import { ProfileResolver, SetProfilePayloadResolver } from './profiles/profile.resolver.js';
import { AccountUserResolver, UserResolver } from './users/user.resolver.js';
import { SourceResolver } from './sources/source.resolver.js';
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
      EventResolver,
      SourceResolver,
      WriteResolver,
    ],
    orphanedTypes: [],
    validateFn: validateInput,
  });
  // The builder makes these two by itself and has no place for what they are.
  describe(schema.getQueryType(), 'What can be read: profiles, users, contacts and memberships of groups.');
  describe(
    schema.getMutationType(),
    'What can be written. Each write goes to one vendor. One that fails is null, with its error, and takes nothing from the others.',
  );
  return schema;
}

function describe(type: GraphQLObjectType | null | undefined, description: string): void {
  if (type) type.description = description;
}

/** The schema as `schema.graphql` holds it. */
export const schemaText = (schema: GraphQLSchema): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
