import { createHandler } from 'graphql-http/lib/use/http';
import { createSchema } from 'graphql-yoga';
import { createServer } from 'node:http';
import { openUndici } from './clients.js';
import { listening, ready } from './environment.js';
import { createLoaders, type Loaders, openReads } from './reads.js';
import { loaderResolvers } from './resolvers.js';
import { typeDefs } from './schema.js';

/** The reference implementation alone: graphql-js behind graphql-http, which parses and validates each time. */
const reads = openReads(openUndici);
const handle = createHandler({
  schema: createSchema<Loaders>({ typeDefs, resolvers: loaderResolvers(reads) }),
  context: () => ({ ...createLoaders(reads) }),
});
const server = createServer((request, response) => void handle(request, response));
server.listen(listening, () => ready(server));
