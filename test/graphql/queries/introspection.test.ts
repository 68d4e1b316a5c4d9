import { buildClientSchema, getIntrospectionQuery, isEnumType, isInputObjectType, isObjectType } from 'graphql';
import { isInterfaceType, type GraphQLSchema } from 'graphql';
import { startServer, type TestServer } from '../../support/server.js';

interface Described {
  readonly place: string;
  readonly description: string | null | undefined;
}

/** Everything in a schema that can have a description, GraphQL's own types left out. */
function everythingIn(schema: GraphQLSchema): Described[] {
  const all: Described[] = [];
  const note = (place: string, { description }: { description?: string | null }) => all.push({ place, description });
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    note(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) note(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) note(`${type.name}.${field.name}`, field);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      note(`${type.name}.${field.name}`, field);
      for (const argument of field.args) note(`${type.name}.${field.name}(${argument.name})`, argument);
    }
  }
  return all;
}

describe('introspection', () => {
  let server: TestServer;
  let schema: GraphQLSchema;
  beforeAll(async () => {
    server = await startServer();
    const { data } = await server.ask(getIntrospectionQuery());
    schema = buildClientSchema(data);
  });
  afterAll(() => server.close());

  it('describes every type, field, argument, input field and enum value', () => {
    const all = everythingIn(schema);

    expect(all.map(({ place }) => place)).toEqual(
      expect.arrayContaining([
        'Contact',
        'Contact.email',
        'Query.contact(id)',
        'AddToGroupInput.traits',
        'UserRole.AGENT',
      ]),
    );
    expect(all.filter(({ description }) => !description?.trim()).map(({ place }) => place)).toEqual([]);
  });

  it('offers the queries of the issue with their arguments', () => {
    const queries = Object.values(schema.getQueryType()?.getFields() ?? {}).map(
      ({ name, args, type }) =>
        `${name}(${args
          .map((argument) => argument.name)
          .sort()
          .join(', ')}): ${String(type)}`,
    );

    expect(queries.sort()).toEqual([
      '_entities(representations): [_Entity]!',
      '_service(): _Service!',
      'accountUsers(accountId, after, first): AccountUserConnection',
      'contact(id): Contact',
      'contacts(ids): [Contact]',
      'customerContacts(after, customerId, first): ContactConnection',
      'erasure(id): Erasure',
      'exportPerson(by): JSONObject',
      'groupMembership(anonymousId, groupId, userId): GroupMembership',
      'groupMemberships(after, anonymousId, first, groupId, userId): GroupMembershipConnection',
      'people(by): [Person]',
      'person(by): Person',
      'profile(phoneNumber): Profile',
      'profiles(phoneNumbers): [Profile]',
      'recentContacts(after, createdAfter, createdBefore, first): ContactConnection',
      'searchContacts(after, first, term): ContactConnection',
      'sources(): [Source!]!',
      'upsert(id): Upsert',
      'user(id): User',
      'users(ids): [User]',
      'write(id): Write',
      'writes(after, filter, first): WriteConnection',
    ]);
  });
});
