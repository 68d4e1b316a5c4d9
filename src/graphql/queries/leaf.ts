import { type GraphQLLeafType, GraphQLBoolean, GraphQLID, GraphQLString, isEnumType } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { dateText } from './date-text.js';

type WriteLeaf = (value: unknown) => string;

/**
 * How the values of a leaf type are written: as JSON text of what the type's own `serialize` answers.
 * The most frequent values take a shorter way to the same text. @throws what `serialize` throws.
 */
export function leafWriter(type: GraphQLLeafType): WriteLeaf {
  const whole = serialized(type);
  if (type === GraphQLID || type === GraphQLString)
    return (value) => (typeof value === 'string' ? JSON.stringify(value) : whole(value));
  if (type === GraphQLBoolean) return (value) => (value === true ? 'true' : value === false ? 'false' : whole(value));
  if (type === GraphQLDateTime)
    return (value) => (value instanceof Date && !Number.isNaN(value.getTime()) ? `"${dateText(value)}"` : whole(value));
  if (isEnumType(type)) {
    const texts = new Map(type.getValues().map(({ value, name }) => [value as unknown, `"${name}"`]));
    return (value) => texts.get(value) ?? whole(value);
  }
  return whole;
}

const serialized =
  (type: GraphQLLeafType): WriteLeaf =>
  (value) => {
    const result: unknown = type.serialize(value);
    if (result === undefined || result === null) throw new Error(`${type.name} answered nothing for a value.`);
    return JSON.stringify(result);
  };
