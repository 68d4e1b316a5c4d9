import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
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
import { validateInput } from './validation.js';

export const buildGraphSchema = (): Promise<GraphQLSchema> =>
  buildSchema({
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
    ],
    orphanedTypes: [],
    validateFn: validateInput,
  });

/** The schema as `schema.graphql` holds it. */
export const schemaText = (schema: GraphQLSchema): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
