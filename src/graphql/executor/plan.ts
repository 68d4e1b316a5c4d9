import type { FieldNode, GraphQLField, GraphQLFieldResolver, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import type { KeyedEdge } from '../keyed-edge.js';
import type { ListSize } from '../list-size.js';
import type { WriteLeaf } from './leaf.js';
import type { Variables } from './selection.js';
import type { UnionPlan } from './union.js';

export type Field = GraphQLField<unknown, unknown>;

/** An operation, taken apart once for all the times that it runs. */
export interface OperationPlan {
  readonly selection: SelectionPlan;
  /** Fields in all, those of fragments as often as they are spread. */
  readonly size: number;
  /** How many values of the schema itself it may answer, by estimate. */
  readonly schemaValues: number;
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
  /** Stands for it where something lives longer than a plan: a plan holds the whole of its document. */
  readonly identity: object;
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
