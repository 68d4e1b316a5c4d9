import {
  buildSchema,
  execute,
  type ExecutionResult,
  getVariableValues,
  type GraphQLError,
  type GraphQLObjectType,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import type { GraphContext } from '../../../src/graphql/context.js';
import { FieldArguments } from '../../../src/graphql/executor/arguments.js';
import { planOf } from '../../../src/graphql/executor/planner.js';
import { resolveFields } from '../../../src/graphql/executor/resolve.js';
import { writeAnswer } from '../../../src/graphql/executor/write.js';

const schema = buildSchema(/* GraphQL */ `
  enum Color {
    RED
    BLUE
  }
  type Leaf {
    name: String
    required: String!
    number: Int!
    color: Color
    self: Leaf
    late(after: Int = 1): String
    needed: String!
    children: [Leaf]
    strict: [Leaf!]
    rows: [[Int]]
  }
  type Query {
    good: Leaf
    same: [Leaf]
    nest: [Leaf]
    mixed: [Leaf]
    strict: [Leaf!]
    missing: Leaf!
    broken: Leaf
    throws: String
    throwsText: String
    rejects: String!
    noList: [String]
    grid: [[Int]]
    wrongNumber: Int
    wrongColor: Color
    echo(text: String! = "default", list: [Int!]): String
  }
`);

interface LeafRecord {
  readonly name?: unknown;
  readonly required?: unknown;
  readonly number?: unknown;
  readonly color?: unknown;
  readonly children?: unknown;
  readonly strict?: unknown;
  readonly rows?: unknown;
}

const leaf = (more: LeafRecord = {}): LeafRecord => ({
  name: 'a "quoted" \u2028 name \ud83d\ude00',
  required: 'yes',
  number: 1,
  color: 'RED',
  children: [],
  strict: [],
  rows: [[1, null], null],
  ...more,
});

const shared = leaf({ name: 'shared' });
const twin = leaf({ name: 'twin', strict: null });
const bad = leaf({ name: 'bad', required: null });

function resolve(type: string, resolvers: Readonly<Record<string, (...args: never[]) => unknown>>): void {
  const fields = (schema.getType(type) as GraphQLObjectType).getFields();
  for (const [name, resolver] of Object.entries(resolvers)) {
    const field = fields[name];
    if (!field) throw new Error(`There is no field ${name}.`);
    field.resolve = resolver as typeof field.resolve;
  }
}

resolve('Query', {
  good: () => leaf({ children: [leaf(), null, bad], strict: [leaf(), leaf()] }),
  same: async () => [shared, shared, leaf(), shared],
  nest: () => [leaf({ strict: [twin, bad] }), leaf({ strict: [twin, twin] }), leaf({ children: [bad, twin] })],
  mixed: () => [shared, null, new Error('this one failed'), bad, leaf({ number: 'no number' }), shared],
  strict: async () => [shared, bad, shared],
  missing: () => null,
  broken: async () => bad,
  throws: () => {
    throw new Error('thrown');
  },
  throwsText: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- what is thrown is not always an error
    throw 'a text';
  },
  rejects: () => Promise.reject(new Error('rejected')),
  noList: () => 'not a list',
  grid: () => [[1, 'x', null], null, []],
  wrongNumber: () => 2 ** 40,
  wrongColor: () => 'GREEN',
  echo: (_: never, args: object) => JSON.stringify(args),
});
resolve('Leaf', {
  self: (parent: LeafRecord) => Promise.resolve(parent),
  late: async ({ name }: LeafRecord, { after }: { after: number }) => {
    if (name === 'bad') throw new Error('late failure');
    return `${String(name)} after ${after}`;
  },
  needed: ({ name }: LeafRecord) => (name === 'shared' ? Promise.reject(new Error('needed failure')) : 'there'),
});

type Variables = Readonly<Record<string, unknown>>;

const orderless = (errors: ExecutionResult['errors']) => errors?.map((error) => JSON.stringify(error)).sort() ?? [];

async function interpreted(query: string, variableValues: Variables) {
  const { data, errors } = await execute({ schema, document: parse(query), variableValues, contextValue: {} });
  return { data: JSON.stringify(data), errors: orderless(errors) };
}

async function planned(query: string, variables: Variables) {
  const document = parse(query);
  const [operation] = document.definitions as [OperationDefinitionNode];
  const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const plan = planOf(schema, document, operation, coerced);
  expect(plan.isExecutable).toBe(true);
  const args = new FieldArguments(coerced);
  const answers = [];
  // The second time, records know what was written of them.
  for (let time = 0; time < 2; time += 1) {
    let thrown: readonly GraphQLError[] = [];
    const json = writeAnswer(plan, await resolveFields(plan.selection, args, {} as GraphContext), (errors) => {
      thrown = errors;
      return { errors: [], extensions: undefined };
    });
    answers.push({ data: json.toString().slice('{"data":'.length, -'}\n'.length), errors: orderless(thrown) });
  }
  expect(answers[1]).toEqual(answers[0]);
  return answers[0];
}

const cases: readonly (readonly [name: string, query: string, variables: Variables])[] = [
  ['leaves of every kind', '{ good { name required number color rows __typename } }', {}],
  [
    'aliases, and one field twice under one name',
    '{ a: good { name } b: good { number } good { name } good { number } }',
    {},
  ],
  [
    'the order of fields that fragments bring',
    'query { good { ...F number } } fragment F on Leaf { color ... { name } }',
    {},
  ],
  ['lists with records that stand in several places', '{ same { name children { name } } }', {}],
  ['the same record with different fields', '{ same { name } good { name number } again: same { number name } }', {}],
  ['items that are null or failed, each with its own place', '{ mixed { name number } }', {}],
  ['a required value that is missing inside a list', '{ mixed { name required } good { children { required } } }', {}],
  ['a list of required items with one that fails', '{ strict { required } }', {}],
  [
    'a record in what failed, and again behind it',
    '{ nest { strict { name required } children { name required } } }',
    {},
  ],
  ['a required field at the top that is null', '{ good { name } missing { name } }', {}],
  ['a record that fails', '{ broken { required } good { name } }', {}],
  ['what a resolver throws', '{ throws }', {}],
  ['a text that a resolver throws', '{ throwsText good { name } }', {}],
  ['a required field at the top that is rejected', '{ rejects }', {}],
  ['a list inside a list', '{ grid good { rows } }', {}],
  ['values that do not fit their type', '{ wrongNumber wrongColor good { name } }', {}],
  ['resolvers below a list', '{ same { name late self { name self { late(after: 3) } } } }', {}],
  [
    'resolvers below a list that fail for some',
    '{ mixed { late } good { children { late name } strict { late } } }',
    {},
  ],
  ['required resolvers below a list that fail', '{ same { needed name } strict { needed } }', {}],
  [
    'arguments by default, by literal and by variable',
    'query ($t: String!) { a: echo b: echo(text: "x", list: [1, 2]) c: echo(text: $t, list: 3) }',
    { t: 'y' },
  ],
  ['a variable that is not sent', 'query ($t: String = "kept", $l: [Int!]) { echo(text: $t, list: $l) }', {}],
  [
    'conditions by literal',
    '{ good { name @skip(if: true) number @include(if: false) color @include(if: true) } }',
    {},
  ],
  [
    'conditions by variable',
    'query ($on: Boolean!) { good { name @skip(if: $on) ... @include(if: $on) { number } } }',
    { on: true },
  ],
];

describe('an answer from a plan is, to the letter, that of the interpreter:', () => {
  it.each(cases)('%s', async (_, query, variables) => {
    expect(validate(schema, parse(query))).toEqual([]);
    expect(await planned(query, variables)).toEqual(await interpreted(query, variables));
  });
});

it('a value that is no list is null, with an error at its place', async () => {
  const { data, errors } = (await planned('{ noList }', {})) ?? {};
  expect(data).toBe('{"noList":null}');
  expect(errors?.map((error) => (JSON.parse(error) as { path: unknown }).path)).toEqual([['noList']]);
});
