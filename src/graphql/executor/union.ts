import { type GraphQLObjectType, type GraphQLResolveInfo, type GraphQLSchema, type GraphQLUnionType } from 'graphql';

/** The fields that are asked of a value whose type is known only once it is there. */
export interface UnionPlan<Selection> {
  /** By the name of the type. */
  readonly selections: ReadonlyMap<string, Selection>;
  /** Undefined for a value of none of the types. */
  readonly of: (value: unknown) => Selection | undefined;
  readonly sizes: UnionSizes;
}

/** How many values of each type, by its name, a field may answer for these arguments; what is of none of them counts, too. */
export type UnionSizes = (args: Readonly<Record<string, unknown>>) => ReadonlyMap<string, UnionSize>;

export interface UnionSize {
  readonly values: number;
  /** One that stands in several places is one. */
  readonly records: number;
}

/** @param selectionOf plans what is asked of one of the types. */
export function unionPlan<Selection>(
  schema: GraphQLSchema,
  union: GraphQLUnionType,
  extensions: Readonly<Record<string, unknown>>,
  selectionOf: (type: GraphQLObjectType) => Selection,
): UnionPlan<Selection> {
  const types = schema.getPossibleTypes(union);
  const selections = new Map(types.map((type) => [type.name, selectionOf(type)]));
  const onceEach = new Map(types.map(({ name }) => [name, { values: 1, records: 1 }]));
  return {
    selections,
    of: (value) => {
      const name = union.resolveType?.(value, undefined, {} as GraphQLResolveInfo, union);
      return typeof name === 'string' ? selections.get(name) : undefined;
    },
    sizes: (extensions['unionSizes'] as UnionSizes | undefined) ?? (() => onceEach),
  };
}
