import { composeServices as composeByApollo } from '@apollo/composition';
import { composeSchemaContract, composeServices as composeFreely } from '@theguild/federation-composition';
import { buildSchema, type DocumentNode, type GraphQLObjectType, parse } from 'graphql';
import { readFile } from 'node:fs/promises';
import { ordersText } from '../../scripts/supergraph/orders.js';
import { tagOfField } from '../../src/graphql/federation/declarations.js';
import { entities } from '../../src/graphql/federation/entities.js';
import { buildSubgraph } from '../../src/graphql/federation/subgraph-schema.js';
import { startServer } from '../support/server.js';

const services = (text: string): { name: string; url: string; typeDefs: DocumentNode }[] => [
  { name: 'peoplegraph', url: 'http://peoplegraph.example/graphql', typeDefs: parse(text) },
  { name: 'orders', url: 'http://orders.example/graphql', typeDefs: parse(ordersText) },
];

const fieldsOf = (supergraph: string, type: string): string[] => {
  const schema = buildSchema(supergraph, { assumeValidSDL: true });
  return Object.values((schema.getType(type) as GraphQLObjectType | undefined)?.getFields() ?? {})
    .filter(({ astNode }) => !astNode?.directives?.some(({ name }) => name.value === 'inaccessible'))
    .map(({ name }) => name);
};

describe('subgraph.graphql', () => {
  it('is what the code generates; "npm run generate" brings it up to date', async () => {
    expect(await readFile('subgraph.graphql', 'utf8')).toBe((await buildSubgraph({ authenticated: false })).text);
  });

  it('is what a gateway is told over HTTP, and has nothing of the protocol in it', async () => {
    const server = await startServer();
    const { data } = await server.ask<{ _service: { sdl: string } }>('{ _service { sdl } }');
    await server.close();
    expect(data._service.sdl).toBe(await readFile('subgraph.graphql', 'utf8'));
    expect(data._service.sdl).not.toMatch(/_entities|_service|_Any|_Entity/);
  });

  it('has every entity with its keys, and every tag on its field', async () => {
    const text = await readFile('subgraph.graphql', 'utf8');
    const schema = buildSchema(text, { assumeValidSDL: true });
    const keys = entities.map(({ type }) => [
      type,
      schema
        .getType(type)
        ?.astNode?.directives?.flatMap(({ name, arguments: [given] = [] }) =>
          name.value === 'key' && given?.value.kind === 'StringValue' ? [given.value.value] : [],
        ),
    ]);
    expect(Object.fromEntries(keys)).toEqual({
      Profile: ['phoneNumber'],
      User: ['id'],
      Contact: ['id'],
      GroupMembership: ['userId groupId'],
      Person: ['id', 'phoneNumber', 'email'],
    });
    for (const [coordinate, tag] of tagOfField) {
      const [type = '', field = ''] = coordinate.split('.');
      const { astNode } = (schema.getType(type) as GraphQLObjectType | undefined)?.getFields()[field] ?? {};
      const given = astNode?.directives?.flatMap(({ arguments: [argument] = [] }) => argument?.value ?? []);
      expect([coordinate, given]).toEqual([
        coordinate,
        expect.arrayContaining([expect.objectContaining({ value: tag })]),
      ]);
    }
  });
});

describe.each([
  ['the free composition', composeFreely],
  ["Apollo's composition", composeByApollo],
])('with a second subgraph, by %s,', (_, compose) => {
  it.each([false, true])('it composes, with @authenticated: %p', async (authenticated) => {
    const { text } = await buildSubgraph({ authenticated });
    const { supergraphSdl = '', errors } = compose(services(text));

    expect(errors?.map(({ message }) => message)).toBeUndefined();
    expect(fieldsOf(supergraphSdl, 'Contact')).toEqual(expect.arrayContaining(['id', 'firstName', 'orders']));
    expect(fieldsOf(supergraphSdl, 'Person')).toEqual(expect.arrayContaining(['id', 'emails', 'orders']));
    // By these they are joined; no client sees them.
    expect(fieldsOf(supergraphSdl, 'Person')).not.toEqual(expect.arrayContaining(['email']));
    expect(fieldsOf(supergraphSdl, 'Person')).not.toEqual(expect.arrayContaining(['phoneNumber']));
    expect(fieldsOf(supergraphSdl, 'Query')).toEqual(expect.arrayContaining(['person', 'orders']));
    expect(supergraphSdl).toContain('@tag(name: "personal-data")');
    expect(supergraphSdl).toMatch(/slicingArguments: \["first"\]/);
    expect(supergraphSdl.includes('specs.apollo.dev/authenticated')).toBe(authenticated);
  });
});

it('with FEDERATION_AUTHENTICATED=on every root field and all of the entities but their keys need it', async () => {
  const server = await startServer({ FEDERATION_AUTHENTICATED: 'on' });
  const { data } = await server.ask<{ _service: { sdl: string } }>('{ _service { sdl } }');
  await server.close();
  const schema = buildSchema(data._service.sdl, { assumeValidSDL: true });
  const open = (type: GraphQLObjectType) =>
    Object.values(type.getFields()).flatMap(({ name, astNode }) =>
      astNode?.directives?.some((directive) => directive.name.value === 'authenticated') ? [] : [name],
    );
  expect(open(schema.getQueryType() as GraphQLObjectType)).toEqual([]);
  expect(open(schema.getMutationType() as GraphQLObjectType)).toEqual([]);
  for (const { type, keys } of entities)
    expect(open(schema.getType(type) as GraphQLObjectType).sort()).toEqual([...new Set(keys.flat())].sort());
});

describe('a contract', () => {
  const contractWithout = async (tag: string): Promise<string> => {
    const text = await readFile('subgraph.graphql', 'utf8');
    const result = composeSchemaContract(services(text), { include: new Set(), exclude: new Set([tag]) }, true);
    expect(result.errors?.map(({ message }) => message)).toBeUndefined();
    return result.publicSdl ?? '';
  };

  it('without "personal-data" is a schema in which nobody has a name, an address or a number', async () => {
    const schema = buildSchema(await contractWithout('personal-data'));
    const left = (type: string) => Object.keys((schema.getType(type) as GraphQLObjectType).getFields());
    expect(left('User')).toEqual(expect.arrayContaining(['id', 'role', 'memberships']));
    expect(left('Contact')).toEqual(expect.arrayContaining(['id', 'isActive', 'orders']));
    for (const type of ['User', 'Contact', 'Person'])
      expect(left(type).filter((name) => /name|mail|phone|birth/i.test(name))).toEqual([]);
    expect(schema.getQueryType()?.getFields()['exportPerson']).toBeUndefined();
  });

  it('without "operations" or "secret" has no fields for those who run the service, and none that hand out a link', async () => {
    const operations = buildSchema(await contractWithout('operations'));
    expect(Object.keys(operations.getQueryType()?.getFields() ?? {})).not.toEqual(expect.arrayContaining(['writes']));
    const secret = buildSchema(await contractWithout('secret'));
    expect(secret.getMutationType()?.getFields()['createUserLoginLink']).toBeUndefined();
    expect(secret.getMutationType()?.getFields()['createUser']).toBeDefined();
  });
});
