import fc from 'fast-check';
import {
  buildSchema,
  type GraphQLObjectType,
  getVariableValues,
  type GraphQLSchema,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { FieldArguments } from '../../src/graphql/executor/arguments.js';
import { complexityOf } from '../../src/graphql/executor/bounds.js';
import { planOf } from '../../src/graphql/executor/planner.js';
import { fragmentsOf } from '../../src/graphql/executor/selection.js';
import { buildSubgraph } from '../../src/graphql/federation/subgraph-schema.js';
import { buildGraphSchema } from '../../src/graphql/schema.js';
import { operations } from '../graphql/executor/generated-operations.js';
import { range } from '../graphql/queries/support.js';
import { gatewayCost } from './gateway-cost.js';

let [api, subgraph]: GraphQLSchema[] = [];
beforeAll(async () => {
  api = await buildGraphSchema();
  subgraph = buildSchema((await buildSubgraph({ authenticated: false })).text, { assumeValidSDL: true });
});

/** What the limit counts, and what a gateway counts that knows the subgraph. */
function both(query: string, given: Record<string, unknown> = {}): readonly [number, number] {
  const document = parse(query);
  const operation = document.definitions.find(({ kind }) => kind === 'OperationDefinition') as OperationDefinitionNode;
  const declared = operation.variableDefinitions ?? [];
  const { coerced: variables, errors } = getVariableValues(api as GraphQLSchema, declared, given);
  if (!variables) throw errors[0] as Error;
  const limit = complexityOf(
    planOf(api as GraphQLSchema, document, operation, variables).selection,
    new FieldArguments(variables),
  );
  const root = subgraph?.getRootType(operation.operation) as GraphQLObjectType;
  const selecting = { fragments: fragmentsOf(document), variables };
  return [limit, gatewayCost(subgraph as GraphQLSchema, [operation.selectionSet], root, selecting)];
}

it.each([
  ['leaves and objects', '{ contact(id: 1) { id email notifications { invoice task } profile { firstName } } }', 8],
  [
    'a page',
    '{ accountUsers(accountId: 1, first: 10) { totalCount pageInfo { hasNextPage } nodes { userId user { name } } edges { cursor } } }',
    64,
  ],
  ['a page of the usual size', '{ customerContacts(customerId: 1) { nodes { id } } }', 41],
  [
    'pages in pages',
    '{ user(id: 1) { memberships(first: 3) { nodes { user { memberships(first: 5) { nodes { groupId } } } } } } }',
    41,
  ],
  ['a full list by keys', `{ users(ids: ${JSON.stringify(range(100))}) { id name } }`, 300],
  [
    'a full list of people',
    `{ people(by: [${range(50)
      .map((id) => `{ userId: ${id} }`)
      .join(' ')}]) { id emails { value } } }`,
    200,
  ],
  ['an export', '{ exportPerson(by: { userId: 1 }) }', 3000],
  [
    'a full bulk mutation',
    `mutation { updateUsers(input: { users: [${range(100)
      .map((id) => `{ id: ${id} }`)
      .join(' ')}] }) { write { id } results { index payload { user { id } } } } }`,
    503,
  ],
])('a gateway counts %s as the limit does', (_, query, expected) => {
  expect(both(query)).toEqual([expected, expected]);
});

it('a gateway counts generated queries as the limit does, and a list by keys as if it were full', () => {
  const schema = api as GraphQLSchema;
  let compared = 0;
  fc.assert(
    fc.property(operations(schema), ({ query, variables }) => {
      if (validate(schema, parse(query)).length > 0) return;
      let counts: readonly [number, number];
      try {
        counts = both(query, variables);
      } catch (error) {
        // A value that its argument cannot take is refused before anything is counted.
        if (/Argument|Variable|Int cannot|cannot represent/.test(String(error))) return;
        throw error;
      }
      compared += 1;
      if (/\b(users|contacts|profiles|people)\(/.test(query)) expect(counts[0]).toBeLessThanOrEqual(counts[1]);
      else expect(counts[0]).toBe(counts[1]);
    }),
    { numRuns: 400, seed: 1 },
  );
  expect(compared).toBeGreaterThan(50);
});
