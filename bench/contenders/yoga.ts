import { createSchema, createYoga } from 'graphql-yoga';
import { createServer } from 'node:http';
import { openFetch } from './clients.js';
import { listening, ready } from './environment.js';
import { createLoaders, type Loaders, openReads } from './reads.js';
import { loaderResolvers } from './resolvers.js';
import { typeDefs } from './schema.js';

/** GraphQL Yoga on node:http, with DataLoaders and the fetch that it is built around. */
const reads = openReads(openFetch);
const yoga = createYoga({
  schema: createSchema<Loaders>({ typeDefs, resolvers: loaderResolvers(reads) }),
  context: () => createLoaders(reads),
  logging: false,
});
const server = createServer((request, response) => void yoga(request, response));
server.listen(listening, () => ready(server));
