import { type GraphQLFieldConfig, GraphQLString } from 'graphql';
import { IdentifierKind } from '../../domain/identity.js';
import type { Person } from '../../services/people/person.js';
import type { GraphContext } from '../context.js';

const ownIdentifier = (kind: IdentifierKind, description: string): GraphQLFieldConfig<Person, GraphContext> => ({
  type: GraphQLString,
  description,
  resolve: (person, _, { services, request }) => services.personReferences.ownIdentifier(person, kind, request),
});

/** By what other subgraphs know people, and what clients do not see: `emails` and `phoneNumbers` say more. */
export const joinFields: Readonly<Record<string, Record<string, GraphQLFieldConfig<Person, GraphContext>>>> = {
  Person: {
    email: ownIdentifier(
      IdentifierKind.EMAIL,
      "For other subgraphs: the best e-mail address that is this person's alone, in lower case. Null where there is none.",
    ),
    phoneNumber: ownIdentifier(
      IdentifierKind.PHONE_NUMBER,
      "For other subgraphs: the best phone number that is this person's alone, in E.164 form. Null where there is none.",
    ),
  },
};
