import {
  type DocumentNode,
  type FieldNode,
  getArgumentValues,
  getNamedType,
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
import { keyedEdgeOf } from '../keyed-edge.js';
import { leafWriter } from './leaf.js';
import type {
  Arguments,
  ComplexityEstimate,
  Field,
  FieldPlan,
  OperationPlan,
  SelectionPlan,
  ValuePlan,
} from './plan.js';
import { schemaValues } from './schema-values.js';
import { fragmentsOf, type Selecting, selectedFields, type Variables } from './selection.js';
import { type UnionPlan, unionPlan } from './union.js';

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
    return {
      selection,
      size: this.#fields,
      schemaValues: schemaValues(selection, this.schema),
      isExecutable: this.#isExecutable && !isOrdered,
    };
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
    return { fields, unresolved, fixedComplexity: fixedComplexity(fields), identity: {} };
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
