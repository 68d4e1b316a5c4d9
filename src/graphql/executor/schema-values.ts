import {
  getIntrospectionQuery,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  parse,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
} from 'graphql';
import type { SelectionPlan } from './plan.js';

/** What tools ask when they want to know the whole schema. */
export const usualQuestion = parse(
  getIntrospectionQuery({ specifiedByUrl: true, directiveIsRepeatable: true, inputValueDeprecation: true }),
);

/** How many entries a list of introspection has on an average, by `__Type.field`. */
type Sizes = ReadonlyMap<string, number>;

const known = new WeakMap<GraphQLSchema, Sizes>();

/**
 * How many values the fields that describe the schema itself may answer, by estimate. They are asked of no vendor and
 * have no arguments that tell it: their lists are as long as the schema is large, and lie within each other.
 */
export function schemaValues({ fields }: SelectionPlan, schema: GraphQLSchema): number {
  const asked = fields.filter(({ definition }) => definition === SchemaMetaFieldDef || definition === TypeMetaFieldDef);
  if (asked.length === 0) return 0;
  let sizes = known.get(schema);
  if (!sizes) known.set(schema, (sizes = sizesOf(schema)));
  return valuesOf(asked, sizes);
}

function valuesOf(fields: SelectionPlan['fields'], sizes: Sizes): number {
  return fields.reduce((sum, { parentType, definition, selection }) => {
    const size = sizes.get(`${parentType.name}.${definition.name}`) ?? 1;
    return sum + size * (1 + (selection ? valuesOf(selection.fields, sizes) : 0));
  }, 0);
}

function sizesOf(schema: GraphQLSchema): Sizes {
  const types = Object.values(schema.getTypeMap());
  const fieldsOf = (type: GraphQLNamedType) =>
    isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  const fields = types.flatMap(fieldsOf);
  const perType = (count: (type: GraphQLNamedType) => number): number =>
    types.reduce((sum, type) => sum + count(type), 0) / types.length;
  const fieldsPerType = perType((type) => fieldsOf(type).length);
  const largest = Math.max(...types.map((type) => fieldsOf(type).length));
  return new Map([
    ['__Schema.types', types.length],
    ['__Schema.directives', schema.getDirectives().length],
    // One type is asked for by its name: it may be the largest.
    [`${schema.getQueryType()?.name}.__type`, largest / fieldsPerType],
    ['__Type.fields', fieldsPerType],
    ['__Type.inputFields', perType((type) => (isInputObjectType(type) ? Object.keys(type.getFields()).length : 0))],
    ['__Type.enumValues', perType((type) => (isEnumType(type) ? type.getValues().length : 0))],
    ['__Field.args', fields.reduce((sum, { args }) => sum + args.length, 0) / fields.length],
  ]);
}
