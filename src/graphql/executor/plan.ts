import {
  type DocumentNode,
  type FieldNode,
  getArgumentValues,
  getNamedType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type OperationDefinitionNode,
  OperationTypeNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  visit,
} from 'graphql';
import { ErrorCode, PeoplegraphError } from '../../errors.js';
import { type KeyedEdge, keyedEdgeOf } from '../keyed-edge.js';
import { leafWriter, type WriteLeaf } from './leaf.js';
import type { ListSize } from '../list-size.js';
import { fragmentsOf, type Selecting, selectedFields, type Variables } from './selection.js';
import { type UnionPlan, unionPlan } from './union.js';

type Field = GraphQLField<unknown, unknown>;

/** An operation, taken apart once for all the times that it runs. */
export interface OperationPlan {
  readonly selection: SelectionPlan;
  /** Fields in all, those of fragments as often as they are spread. */
  readonly size: number;
  /** Whether it can be answered from this plan; the interpreter answers the rest. */
  readonly isExecutable: boolean;
}

/** The fields that are asked of one type at one place of an operation. */
export interface SelectionPlan {
  readonly fields: readonly FieldPlan[];
  /** Those that have to be resolved before the answer can be written, or have such fields below them. */
  readonly unresolved: readonly FieldPlan[];
  /** How many values it may answer; undefined where arguments decide that. */
  readonly fixedComplexity: number | undefined;
}

export interface FieldPlan {
  /** Its place among all fields of the operation. */
  readonly number: number;
  readonly responseName: string;
  /** What stands before its value in the answer. */
  readonly prefix: Uint8Array;
  /** The value itself, where it is known before anything runs: the name of a type. */
  readonly constant: Uint8Array | undefined;
  readonly definition: Field;
  readonly parentType: GraphQLObjectType;
  readonly nodes: readonly FieldNode[];
  readonly type: ValuePlan;
  /** Undefined where the value is a property of the parent. */
  readonly resolve: GraphQLFieldResolver<unknown, unknown> | undefined;
  /** What resolvers are told of the operation: the same for all parents, so without `path`. */
  readonly info: GraphQLResolveInfo;
  /** Where the field is an edge by a key: it is followed for all parents at once. */
  readonly edge: KeyedEdge<unknown, unknown> | undefined;
  readonly args: (variables: Variables) => Arguments;
  /** How many values it may answer, where that is more than one. */
  readonly estimate: ComplexityEstimate | undefined;
  /** The fields below; undefined for a leaf, and for a union. */
  readonly selection: SelectionPlan | undefined;
  /** The same for each type of a union. */
  readonly union: UnionPlan<SelectionPlan> | undefined;
}

export type Arguments = Readonly<Record<string, unknown>>;

/** The number of values that a field may answer, from its arguments and from that of its fields. */
export type ComplexityEstimate = ((use: {
  readonly args: Arguments;
  /** Where the size of the field is that of lists below it: theirs alone. */
  readonly childComplexity: number;
}) => number) & { readonly listSize?: ListSize };

export type ValuePlan =
  | { readonly kind: 'leaf'; readonly isNonNull: boolean; readonly write: WriteLeaf }
  | { readonly kind: 'list'; readonly isNonNull: boolean; readonly of: ValuePlan }
  | { readonly kind: 'union'; readonly isNonNull: boolean; readonly of: UnionPlan<SelectionPlan>['of'] }
  | {
      readonly kind: 'object';
      readonly isNonNull: boolean;
      readonly selection: SelectionPlan;
      /** Whether it may stand in several places, and is written from its properties alone. */
      readonly isRecord: boolean;
    };

/** An operation that selects more than this is not looked at further: fragments in fragments can make millions of few. */
const mostSelections = 20_000;

/**
 * @param variables of which those in conditions are looked at: with others, it is another plan.
 * @throws PeoplegraphError QUERY_TOO_COMPLEX for an operation that selects too much.
 */
export function planOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): OperationPlan {
  return new Planner(schema, document, operation, variables).plan();
}

class Planner {
  readonly #selecting: Selecting;
  readonly #info: Pick<GraphQLResolveInfo, 'schema' | 'operation' | 'fragments'>;
  #selected = 0;
  #fields = 0;
  #isExecutable = true;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
    variables: Variables,
  ) {
    const fragments = fragmentsOf(document);
    this.#selecting = { schema, fragments, variables };
    this.#info = { schema, operation, fragments: Object.fromEntries(fragments) };
  }

  plan(): OperationPlan {
    const root = this.schema.getRootType(this.operation.operation);
    if (!root) throw new TypeError('A valid operation has a root type.');
    const selection = this.#selection([{ selectionSet: this.operation.selectionSet }], root);
    // Several writes run one after the other, each to its last field: only the interpreter does that.
    const isOrdered = this.operation.operation === OperationTypeNode.MUTATION && selection.unresolved.length > 1;
    return { selection, size: this.#fields, isExecutable: this.#isExecutable && !isOrdered };
  }

  #selection(places: readonly Pick<FieldNode, 'selectionSet'>[], parentType: GraphQLObjectType): SelectionPlan {
    const sets = places.flatMap(({ selectionSet }) => selectionSet ?? []);
    const byName = selectedFields(sets, parentType, this.#selecting);
    for (const nodes of byName.values()) this.#selected += nodes.length;
    if (this.#selected > mostSelections) throw tooManySelections();
    const fields = [...byName].map(([name, nodes], index) => this.#field(name, nodes, parentType, index === 0));
    const unresolved = fields.filter(
      ({ resolve, selection, union }) => resolve ?? union ?? (selection?.unresolved.length ?? 0) > 0,
    );
    return { fields, unresolved, fixedComplexity: fixedComplexity(fields) };
  }

  #field(
    responseName: string,
    nodes: readonly FieldNode[],
    parentType: GraphQLObjectType,
    isFirst: boolean,
  ): FieldPlan {
    const [node] = nodes as [FieldNode];
    const definition = this.#definition(node.name.value, parentType);
    const named = getNamedType(definition.type);
    const selectionOf = (type: GraphQLObjectType) => this.#selection(nodes, type);
    const selection = isObjectType(named) ? selectionOf(named) : undefined;
    const union = isUnionType(named) ? unionPlan(this.schema, named, definition.extensions, selectionOf) : undefined;
    // Types that tell their values at run time, and the schema itself, are left to the interpreter.
    if (!(selection ? isObjectType(named) && !named.isTypeOf : (union ?? isLeafType(named))))
      this.#isExecutable = false;
    const prefix = Buffer.from(`${isFirst ? '' : ','}"${responseName}":`);
    const constant = definition === TypeNameMetaFieldDef ? Buffer.from(`"${parentType.name}"`) : undefined;
    const resolve = constant === undefined ? definition.resolve : undefined;
    const estimate = definition.extensions['complexity'] as ComplexityEstimate | undefined;
    const { name: fieldName, type: returnType } = definition;
    return {
      number: this.#fields++,
      responseName,
      prefix,
      constant,
      definition,
      parentType,
      nodes,
      type: valuePlan(definition.type, { selection, union, isShared: resolve !== undefined }),
      resolve,
      edge: keyedEdgeOf(definition.extensions),
      info: { ...this.#info, fieldName, fieldNodes: nodes, returnType, parentType } as unknown as GraphQLResolveInfo,
      estimate,
      args: argumentsOf(definition, node),
      selection,
      union,
    };
  }

  #definition(name: string, parentType: GraphQLObjectType): Field {
    const isRoot = parentType === this.schema.getQueryType();
    if (isRoot && (name === SchemaMetaFieldDef.name || name === TypeMetaFieldDef.name)) {
      this.#isExecutable = false;
      return name === SchemaMetaFieldDef.name ? SchemaMetaFieldDef : TypeMetaFieldDef;
    }
    const definition = name === TypeNameMetaFieldDef.name ? TypeNameMetaFieldDef : parentType.getFields()[name];
    if (!definition) throw new TypeError('A valid operation has known fields.');
    return definition;
  }
}

function fixedComplexity(fields: readonly FieldPlan[]): number | undefined {
  let sum = 0;
  for (const { constant, estimate, selection, union } of fields) {
    if (constant) continue;
    const below = selection ? selection.fixedComplexity : 0;
    if (estimate || union || below === undefined) return undefined;
    sum += 1 + below;
  }
  return sum;
}

interface ValueUse {
  readonly selection: SelectionPlan | undefined;
  readonly union: UnionPlan<SelectionPlan> | undefined;
  /** Whether it comes out of a list or from a resolver, and not alone out of its parent. */
  readonly isShared: boolean;
  readonly isNonNull?: boolean;
}

function valuePlan(type: GraphQLOutputType, use: ValueUse): ValuePlan {
  const { selection, union, isShared, isNonNull = false } = use;
  if (isNonNullType(type)) return valuePlan(type.ofType, { ...use, isNonNull: true });
  if (isListType(type))
    return { kind: 'list', isNonNull, of: valuePlan(type.ofType, { selection, union, isShared: true }) };
  if (union) return { kind: 'union', isNonNull, of: union.of };
  if (selection)
    return { kind: 'object', isNonNull, selection, isRecord: isShared && selection.unresolved.length === 0 };
  return { kind: 'leaf', isNonNull, write: leafWriter(type as GraphQLLeafType) };
}

const none: Arguments = Object.freeze({});

/** The arguments of a field: worked out once, unless a variable stands in them. */
function argumentsOf(definition: Field, node: FieldNode): (variables: Variables) => Arguments {
  if (definition.args.length === 0) return () => none;
  const used: string[] = [];
  visit(node, {
    SelectionSet: () => false,
    Directive: () => false,
    Variable: (variable) => void used.push(variable.name.value),
  });
  if (used.length > 0) return (variables) => getArgumentValues(definition, node, variables);
  let known: Arguments | undefined;
  return () => (known ??= getArgumentValues(definition, node));
}

const tooManySelections = (): PeoplegraphError =>
  new PeoplegraphError(
    ErrorCode.QUERY_TOO_COMPLEX,
    `The operation selects more than ${mostSelections} fields, fragments within fragments included. Ask for fewer at once.`,
  );
