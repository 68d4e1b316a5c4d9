import {
  type GraphQLFieldConfig,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
} from 'graphql';
import type { GraphContext } from '../context.js';
import type { Arguments } from '../executor/plan.js';
import { buildGraphSchema } from '../schema.js';
import type { VendorCallDeclaration } from '../vendor-calls.js';
import { entities, entityOf } from './entities.js';
import { joinFields } from './join-fields.js';
import { References } from './references.js';
import { type SubgraphOptions, subgraphText } from './subgraph-text.js';

type Fields<Source> = Record<string, GraphQLFieldConfig<Source, GraphContext, Arguments>>;

/** What is served to clients and to gateways alike. */
export interface Subgraph {
  /** That of `schema.graphql`, and beside it what only gateways ask: they do not show it to their clients. */
  readonly schema: GraphQLSchema;
  /** What a gateway is made from, as `subgraph.graphql` holds it. */
  readonly text: string;
}

export async function buildSubgraph(options: SubgraphOptions): Promise<Subgraph> {
  const schema = await buildGraphSchema();
  const typeOf = (name: string) => schema.getType(name) as GraphQLObjectType;
  for (const [type, fields] of Object.entries(joinFields)) addFields(typeOf(type), fields);
  // Without the fields of the protocol: a gateway knows those.
  const text = subgraphText(schema, options);
  const entity = new GraphQLUnionType({
    name: '_Entity',
    description: 'Whatever another subgraph can refer to.',
    types: entities.map(({ type }) => typeOf(type)),
    resolveType: (value: object) => entityOf(value)?.type,
  });
  addFields(typeOf('Query'), protocolFields(entity, text));
  return { schema: new GraphQLSchema(schema.toConfig()), text };
}

/** A type keeps its fields in a map: this is their last moment before somebody uses it. */
function addFields<Source>(type: GraphQLObjectType, fields: Fields<Source>): void {
  Object.assign(type.getFields(), new GraphQLObjectType({ name: type.name, fields }).getFields());
}

const representation = new GraphQLScalarType({
  name: '_Any',
  description: 'A reference to an entity: an object with its `__typename` and the fields of one of its keys.',
});

/** It counts as many values as it is long: two hundred characters are one. */
const serviceOf = (sdl: string): GraphQLObjectType =>
  new GraphQLObjectType({
    name: '_Service',
    description: 'What this service is as a subgraph.',
    fields: {
      sdl: {
        type: new GraphQLNonNull(GraphQLString),
        description: 'Its schema with the directives of Apollo Federation.',
        extensions: { complexity: () => Math.ceil(sdl.length / 200) },
      },
    },
  });

const referencesOf = ({ representations }: Arguments): References =>
  References.of(representations as readonly unknown[]);

/** To read the entities; what is asked of them beyond that is declared beside their fields. */
const vendorCalls: readonly VendorCallDeclaration[] = entities.flatMap(({ type, calls }) =>
  calls.map(([vendor, callsFor]) => ({
    vendor,
    calls: ({ args }) => callsFor(referencesOf(args).sizes.get(type)?.records ?? 0),
  })),
);

const protocolFields = (entity: GraphQLUnionType, sdl: string): Fields<unknown> => ({
  _service: {
    type: new GraphQLNonNull(serviceOf(sdl)),
    description: 'For gateways: what this service is as a subgraph of Apollo Federation.',
    resolve: () => ({ sdl }),
  },
  _entities: {
    type: new GraphQLNonNull(new GraphQLList(entity)),
    description:
      'For gateways: what other subgraphs refer to, in the order of the references. Null where there is no such thing. A reference that cannot be one, or that a vendor fails, is null, with its error, and takes nothing from the others.',
    args: {
      representations: {
        type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(representation))),
        description: 'The references.',
      },
    },
    resolve: (_, args, context) => referencesOf(args).read(context),
    extensions: { vendorCalls, unionSizes: (args: Arguments) => referencesOf(args).sizes },
  },
});
