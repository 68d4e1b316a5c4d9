import { type GraphQLLeafType, GraphQLBoolean, GraphQLID, GraphQLString, isEnumType } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { writeDate } from './date-writer.js';
import type { JsonWriter } from './json-writer.js';

export type WriteLeaf = (out: JsonWriter, value: unknown) => void;

const [trueJson, falseJson] = [Buffer.from('true'), Buffer.from('false')];

/**
 * How the values of a leaf type are written: what the type's own `serialize` answers, as JSON. The most frequent
 * values take a shorter way to the same bytes. @throws what `serialize` throws.
 */
export function leafWriter(type: GraphQLLeafType): WriteLeaf {
  const serialized = serializedWriter(type);
  if (type === GraphQLID || type === GraphQLString)
    return (out, value) => {
      if (typeof value === 'string') out.string(value);
      else serialized(out, value);
    };
  if (type === GraphQLBoolean)
    return (out, value) => {
      if (typeof value === 'boolean') out.raw(value ? trueJson : falseJson);
      else serialized(out, value);
    };
  if (type === GraphQLDateTime)
    return (out, value) => {
      if (value instanceof Date && !Number.isNaN(value.getTime())) writeDate(out, value);
      else serialized(out, value);
    };
  if (isEnumType(type)) {
    const names = new Map(type.getValues().map(({ value, name }) => [value as unknown, Buffer.from(`"${name}"`)]));
    return (out, value) => {
      const name = names.get(value);
      if (name) out.raw(name);
      else serialized(out, value);
    };
  }
  return serialized;
}

const serializedWriter =
  (type: GraphQLLeafType): WriteLeaf =>
  (out, value) => {
    const result: unknown = type.serialize(value);
    if (result === undefined || result === null) throw new Error(`${type.name} answered nothing for a value.`);
    if (typeof result === 'string') out.string(result);
    else out.json(JSON.stringify(result));
  };
