import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  lexicographicSortSchema,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  printSchema,
  visit,
} from 'graphql';
import { costDirectives, inputCostDirectives } from './costs.js';
import { shareableTypes, tagOfField } from './declarations.js';
import { type Entity, entities } from './entities.js';
import { joinFields } from './join-fields.js';

export interface SubgraphOptions {
  /** Whether the clients of the gateway have to be authenticated there. */
  readonly authenticated: boolean;
}

/** The newest version that both Apollo's composition and the free one know. */
const federation = 'https://specs.apollo.dev/federation/v2.9';

/** A directive of GraphQL itself that Apollo's composition does not know unless it is defined. */
const oneOf = 'directive @oneOf on INPUT_OBJECT';

const imports = ['@key', '@shareable', '@inaccessible', '@tag', '@cost', '@listSize'] as const;

/**
 * The schema as a subgraph of Apollo Federation: with the directives that say by what its objects are known elsewhere,
 * what they cost, and who may see them.
 */
export function subgraphText(schema: GraphQLSchema, { authenticated }: SubgraphOptions): string {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const rootNames = roots.map((root) => root?.name);

  const objectType = (node: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode => {
    const name = node.name.value;
    const entity = entities.find(({ type }) => type === name);
    const keys = entity?.keys.map((key) => `@key(fields: "${key.join(' ')}")`) ?? [];
    const shareable = shareableTypes.includes(name) ? ['@shareable'] : [];
    const definitions = (schema.getType(name) as GraphQLObjectType).getFields();
    const fields = node.fields?.map((field) =>
      fieldOf(field, definitions[field.name.value] as GraphQLField<unknown, unknown>, [
        ...fieldDirectives(name, field.name.value),
        ...(authenticated && (entity ? !isKeyField(entity, field.name.value) : rootNames.includes(name))
          ? ['@authenticated']
          : []),
      ]),
    );
    return { ...node, directives: directives([...keys, ...shareable]), fields };
  };

  const document = visit(parse(printSchema(lexicographicSortSchema(schema)), { noLocation: true }), {
    ObjectTypeDefinition: { leave: objectType },
    InputObjectTypeDefinition: {
      leave: (node) => {
        const definitions = (schema.getType(node.name.value) as GraphQLInputObjectType).getFields();
        return { ...node, fields: node.fields?.map((field) => inputOf(field, definitions[field.name.value])) };
      },
    },
  });
  const imported = [...imports, ...(authenticated ? ['@authenticated'] : [])];
  const link = `extend schema @link(url: "${federation}", import: ${JSON.stringify(imported)})`;
  return `${[link, oneOf, print(document)].join('\n\n')}\n`;
}

const isKeyField = ({ keys }: Entity, field: string): boolean => keys.some((key) => key.includes(field));

function fieldDirectives(type: string, field: string): string[] {
  const tag = tagOfField.get(`${type}.${field}`);
  return [
    ...(field in (joinFields[type] ?? {}) ? ['@inaccessible'] : []),
    ...(tag === undefined ? [] : [`@tag(name: "${tag}")`]),
  ];
}

function fieldOf(
  node: FieldDefinitionNode,
  definition: GraphQLField<unknown, unknown>,
  own: readonly string[],
): FieldDefinitionNode {
  const given = new Map(definition.args.map((argument) => [argument.name, argument]));
  return {
    ...node,
    directives: [...(node.directives ?? []), ...directives([...own, ...costDirectives(definition)])],
    arguments: node.arguments?.map((argument) => inputOf(argument, given.get(argument.name.value))),
  };
}

const inputOf = (
  node: InputValueDefinitionNode,
  definition: Parameters<typeof inputCostDirectives>[0] | undefined,
): InputValueDefinitionNode => ({
  ...node,
  directives: [...(node.directives ?? []), ...directives(definition ? inputCostDirectives(definition) : [])],
});

/** Directives as they are written. */
function directives(texts: readonly string[]): readonly ConstDirectiveNode[] {
  if (texts.length === 0) return [];
  const [definition] = parse(`scalar Any ${texts.join(' ')}`, { noLocation: true }).definitions;
  return (definition as { directives?: readonly ConstDirectiveNode[] }).directives ?? [];
}
