import {
  type DocumentNode,
  getVariableValues,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import type { PersioUserId } from '../../src/domain/persio-user-id.js';
import { ErrorCode } from '../../src/errors.js';
import { buildGraphSchema } from '../../src/graphql/schema.js';
import { FieldArguments } from '../../src/graphql/executor/arguments.js';
import { vendorCallBound } from '../../src/graphql/executor/bounds.js';
import { planOf } from '../../src/graphql/executor/planner.js';
import { mutations } from './mutations.js';
import { type BoundedOperation, queries } from './operations.js';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildGraphSchema();
});

function boundOf({ query, variables = {}, persioUserId = 'CHATWOOT_USER' }: Omit<BoundedOperation, 'name' | 'bound'>) {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return bound(document, operation as OperationDefinitionNode, persioUserId, variables);
}

function bound(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  persioUserId: PersioUserId,
  variables: Readonly<Record<string, unknown>>,
) {
  const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const plan = planOf(schema, document, operation, coerced);
  return Object.fromEntries(vendorCallBound(plan, new FieldArguments(coerced), persioUserId));
}

describe('the most calls that it can cost are counted from its arguments:', () => {
  it.each(queries)('$name', ({ bound: expected, ...operation }) => {
    expect(boundOf(operation)).toEqual(expected);
  });

  it.each(mutations)('$name', ({ bound: expected, ...operation }) => {
    expect(boundOf(operation)).toEqual(expected);
  });
});

it('of several operations the one that runs is counted', () => {
  const document = parse('query A { user(id: "1") { name } } query B { contact(id: "1") { email } }');
  const [, second] = document.definitions as [OperationDefinitionNode, OperationDefinitionNode];
  expect(bound(document, second, 'OWN', {})).toEqual({ PERFEX: 1 });
});

describe('fragments that double from level to level', () => {
  const levels = 30;
  const nest = (body: (next: string) => string): string =>
    Array.from({ length: levels }, (_, level) => `fragment F${level} on User { ${body(`...F${level + 1}`)} }`).join(
      ' ',
    ) + ` fragment F${levels} on User { name }`;

  it('as spreads alone are one selection', () => {
    const query = `{ user(id: "1") { ...F0 } } ${nest((next) => `${next} ${next}`)}`;
    expect(boundOf({ query })).toEqual({ CHATWOOT: 1 });
  });

  it('under one name are one path', () => {
    const inner = (next: string) => `memberships(first: 1) { nodes { user { ${next} } user { ${next} } } }`;
    expect(boundOf({ query: `{ user(id: "1") { ...F0 } } ${nest(inner)}` })).toEqual({ CHATWOOT: levels + 1 });
  });

  it('under names of their own are refused, before they are all looked at', () => {
    const inner = (next: string) => `memberships(first: 1) { nodes { a: user { ${next} } b: user { ${next} } } }`;
    const query = `{ user(id: "1") { ...F0 } } ${nest(inner)}`;
    expect(() => boundOf({ query })).toThrow(expect.objectContaining({ code: ErrorCode.QUERY_TOO_COMPLEX }));
  });
});
