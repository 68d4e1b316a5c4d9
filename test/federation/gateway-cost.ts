import {
  type ASTNode,
  type ConstDirectiveNode,
  type DirectiveNode,
  getArgumentValues,
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { type Selecting, selectedFields } from '../../src/graphql/executor/selection.js';

type Given = Readonly<Record<string, unknown>>;

/**
 * What a gateway takes an operation to cost, from the directives of a schema alone: each object is one and each leaf
 * nothing unless `@cost` says otherwise, and a list counts as often as `@listSize` says. It throws at a list of which
 * nothing is known.
 */
export function gatewayCost(
  schema: GraphQLSchema,
  sets: readonly SelectionSetNode[],
  parent: GraphQLObjectType,
  selecting: Omit<Selecting, 'schema'>,
  sizes: Readonly<Record<string, number>> = {},
): number {
  let sum = 0;
  for (const nodes of selectedFields(sets, parent, { ...selecting, schema }).values()) {
    const [node] = nodes as [(typeof nodes)[number]];
    // The name of a type is free.
    if (node.name.value === '__typename') continue;
    const field = parent.getFields()[node.name.value] as GraphQLField<unknown, unknown>;
    const args = getArgumentValues(field, node, selecting.variables);
    const listSize = directive(field.astNode, 'listSize');
    const size = listSize && sizeOf(listSize, args);
    const named = getNamedType(field.type);
    const sized = (listSize?.['sizedFields'] as string[] | undefined) ?? [];
    const below = isObjectType(named)
      ? gatewayCost(
          schema,
          nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
          named,
          selecting,
          Object.fromEntries(sized.map((name) => [name, size ?? 0])),
        )
      : 0;
    const weight =
      (directive(field.astNode, 'cost')?.['weight'] as number | undefined) ?? (isObjectType(named) ? 1 : 0);
    const times = isList(field) ? (sizes[field.name] ?? size) : 1;
    if (times === undefined) throw new Error(`Nothing says how long ${parent.name}.${field.name} is.`);
    sum += times * (weight + below);
  }
  return sum;
}

const isList = ({ type }: GraphQLField<unknown, unknown>): boolean =>
  isListType(isNonNullType(type) ? type.ofType : type);

function sizeOf(listSize: Given, args: Given): number {
  const [slice] = ((listSize['slicingArguments'] as string[] | undefined) ?? []).flatMap((name) => args[name] ?? []);
  return Number(slice ?? listSize['assumedSize']);
}

function directive(node: ASTNode | undefined | null, name: string): Given | undefined {
  const directives = (node as { directives?: readonly (DirectiveNode | ConstDirectiveNode)[] } | undefined)?.directives;
  const found = directives?.find((each) => each.name.value === name);
  return (
    found &&
    Object.fromEntries(
      found.arguments?.map(({ name: { value }, value: given }) => [value, valueFromASTUntyped(given)]) ?? [],
    )
  );
}
