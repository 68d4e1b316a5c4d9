import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getVariableValues,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { Extensions } from 'type-graphql';
import type { PersioUserId } from '../domain/persio-user-id.js';
import { contactsPerCall } from '../domain/sources.js';
import { Vendor } from '../domain/vendor.js';
import { ErrorCode, PeoplegraphError } from '../errors.js';

/** What a field costs, declared beside it in its `extensions.vendorCalls`. */
export interface VendorCallDeclaration {
  readonly vendor: Vendor;
  /** The most calls for all places of the field together. */
  readonly calls: (use: FieldUse) => number;
  /** How many records one place of the field answers at the most; 1 where it is left out. */
  readonly records?: (args: Arguments) => number;
}

export type Arguments = Readonly<Record<string, unknown>>;

export interface FieldUse {
  /** At how many records the field is asked for. */
  readonly places: number;
  readonly args: Arguments;
  readonly persioUserId: PersioUserId;
}

/** Declares what a field costs. */
export const VendorCalls = (declaration: VendorCallDeclaration): MethodDecorator & PropertyDecorator =>
  Extensions({ vendorCalls: declaration });

/** Calls by vendor. */
export type CallsByVendor = ReadonlyMap<Vendor, number>;

export const inBatches = (keys: number): number => Math.ceil(keys / contactsPerCall);

/** Distinct values of a list of keys: the same key is fetched once. */
export const distinct = (keys: unknown): number => (Array.isArray(keys) ? new Set(keys).size : 1);

/** One call for each place of the field. */
export const each = ({ places }: FieldUse): number => places;

/** The same for what travels in batches. */
export const eachInBatches = ({ places }: FieldUse): number => inBatches(places);

/** What is answered from this service's own store. */
export const noCall = (): number => 0;

/** Only where Persio's user ids are of this kind does the field lead to a vendor. */
export const ifUserIdIs =
  (kind: PersioUserId, calls: (use: FieldUse) => number) =>
  (use: FieldUse): number =>
    use.persioUserId === kind ? calls(use) : 0;

/** As many records as a page may hold. */
export const page = (args: Arguments): number => Number(args['first']);

/** As many records as there are items in the input of a bulk mutation. */
export const items =
  (field: string) =>
  (args: Arguments): number => {
    const list = (args['input'] as Arguments | undefined)?.[field];
    return Array.isArray(list) ? list.length : 0;
  };

/** An operation that selects more than this is not looked at further: fragments in fragments can make millions of few. */
const mostSelections = 20_000;

/**
 * The most calls to vendors that an operation can cost, computed from its arguments alone: nothing cached,
 * every list full, no key twice in different places, no call repeated.
 * @throws PeoplegraphError QUERY_TOO_COMPLEX for an operation that selects too much; GraphQLError for an argument without its value.
 */
export function vendorCallBound(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  persioUserId: PersioUserId,
): CallsByVendor {
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const root = schema.getRootType(operation.operation);
  // Variables that do not fit are refused when the operation runs.
  if (!coerced || !root) return new Map();
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const bound = new Map<Vendor, number>();
  let selected = 0;

  const visit = (selectionSets: readonly SelectionSetNode[], parent: GraphQLObjectType, places: number): void => {
    const byName = fieldsByName(selectionSets, fragments, coerced);
    for (const nodes of byName.values()) selected += nodes.length;
    if (selected > mostSelections) throw tooManySelections();
    for (const nodes of byName.values()) visitField(nodes, parent, places);
  };
  const visitField = (nodes: readonly FieldNode[], parent: GraphQLObjectType, places: number): void => {
    const [node] = nodes as [FieldNode];
    const field = parent.getFields()[node.name.value];
    if (!field) return;
    const declaration = field.extensions['vendorCalls'] as VendorCallDeclaration | undefined;
    const args = declaration ? getArgumentValues(field, node, coerced) : {};
    if (declaration) {
      const { vendor } = declaration;
      const calls = declaration.calls({ places, args, persioUserId });
      if (calls > 0) bound.set(vendor, (bound.get(vendor) ?? 0) + calls);
    }
    const type = getNamedType(field.type);
    const inside = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    if (isObjectType(type)) visit(inside, type, places * (declaration?.records?.(args) ?? 1));
  };
  visit([operation.selectionSet], root, 1);
  return bound;
}

/** What is selected, by the name under which it is answered: what is selected twice under one name is fetched once. */
function fieldsByName(
  selectionSets: readonly SelectionSetNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, readonly FieldNode[]> {
  const found = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.['if'] === true) continue;
      if (getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.['if'] === false) continue;
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const same = found.get(name);
        if (same) same.push(selection);
        else found.set(name, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        collect(selection.selectionSet);
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment) collect(fragment.selectionSet);
      }
    }
  };
  selectionSets.forEach(collect);
  return found;
}

const tooManySelections = (): PeoplegraphError =>
  new PeoplegraphError(
    ErrorCode.QUERY_TOO_COMPLEX,
    `The operation selects more than ${mostSelections} fields, fragments within fragments included. Ask for fewer at once.`,
  );
