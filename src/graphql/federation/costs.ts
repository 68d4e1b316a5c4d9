import {
  type GraphQLArgument,
  type GraphQLField,
  getNamedType,
  getNullableType,
  type GraphQLInputField,
  isInputObjectType,
  isLeafType,
  isListType,
} from 'graphql';
import type { ComplexityEstimate } from '../executor/plan.js';

/**
 * What `@cost` and `@listSize` have to say of a field so that a gateway computes what the limit of this service
 * computes (`queries/bounds.ts`): each value is one, and a list counts as often as it may hold a record. By default a
 * gateway takes a leaf to cost nothing.
 */
export function costDirectives({ type, extensions }: GraphQLField<unknown, unknown>): string[] {
  const estimate = extensions['complexity'] as ComplexityEstimate | undefined;
  const listSize = estimate?.listSize ?? (isListType(getNullableType(type)) ? { assumedSize: 1 } : undefined);
  const weight = estimate && !estimate.listSize ? estimate({ args: {}, childComplexity: 0 }) : 1;
  return [
    ...(isLeafType(getNamedType(type)) ? [`@cost(weight: ${weight})`] : []),
    ...(listSize ? [`@listSize(${argumentsOf(listSize)})`] : []),
  ];
}

/** An input costs nothing here; by default a gateway counts each input object as one. */
export const inputCostDirectives = ({ type }: GraphQLArgument | GraphQLInputField): string[] =>
  isInputObjectType(getNamedType(type)) ? ['@cost(weight: 0)'] : [];

function argumentsOf({ assumedSize, slicingArguments, sizedFields }: NonNullable<ComplexityEstimate['listSize']>) {
  return [
    `assumedSize: ${assumedSize}`,
    ...(slicingArguments ? [`slicingArguments: ${JSON.stringify(slicingArguments)}`] : []),
    ...(sizedFields ? [`sizedFields: ${JSON.stringify(sizedFields)}`] : []),
    // All of them can be left out.
    'requireOneSlicingArgument: false',
  ].join(', ');
}
