import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { openGot, openUndici } from './clients.js';
import { form, listening } from './environment.js';
import { createLoaders, type Loaders, openReads } from './reads.js';
import { fieldResolvers, loaderResolvers } from './resolvers.js';
import { typeDefs } from './schema.js';

/** A plain Apollo Server as its documentation starts one. */
const reads = openReads(form === 'undici' ? openUndici : openGot);
const server = new ApolloServer<Loaders>({
  typeDefs,
  resolvers: form === 'fields' ? fieldResolvers(reads) : loaderResolvers(reads),
});
const { url } = await startStandaloneServer(server, {
  listen: listening,
  context: async () => createLoaders(reads),
});
process.stdout.write(`ready: ${url}graphql\n`);
