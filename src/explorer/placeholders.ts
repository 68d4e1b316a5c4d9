import {
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  parse,
  typeFromAST,
} from 'graphql';
import type { WorkedExample } from './examples/example.js';

type Variables = Readonly<Record<string, unknown>>;

/** Scalars whose values say nothing of somebody in particular. */
const harmless = new Set(['Boolean', 'DateTime', 'Float', 'Int']);

/**
 * The variables to begin with. What only an earlier answer can fill has a placeholder; without the sandbox every text
 * that is of one of its people has one, too: an example must not write to whoever has that id at a real vendor.
 */
export function firstVariables(schema: GraphQLSchema, example: WorkedExample, seeded: boolean): Variables | undefined {
  const [operation] = parse(example.document).definitions as [OperationDefinitionNode];
  const entries = (operation.variableDefinitions ?? []).flatMap(({ variable, type: node }) => {
    const name = variable.name.value;
    if (example.taken.includes(name)) return [[name, placeholder(name)]];
    const value = example.variables?.[name];
    if (value === undefined) return [];
    return [[name, seeded ? value : masked(value, typeFromAST(schema, node) as GraphQLInputType | undefined, name)]];
  });
  return entries.length > 0 ? (Object.fromEntries(entries) as Variables) : undefined;
}

const placeholder = (name: string): string => `<${name}>`;

function masked(value: unknown, type: GraphQLInputType | undefined, name: string): unknown {
  if (value === null || type === undefined) return value;
  if (isNonNullType(type)) return masked(value, type.ofType, name);
  if (isListType(type)) return (value as unknown[]).map((item) => masked(item, type.ofType, name));
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    return Object.fromEntries(
      Object.entries(value as Variables).map(([field, held]) => [field, masked(held, fields[field]?.type, field)]),
    );
  }
  if (isEnumType(type) || harmless.has(type.name)) return value;
  return typeof value === 'string' ? placeholder(name) : value;
}
