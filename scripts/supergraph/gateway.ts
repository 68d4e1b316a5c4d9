/** A gateway in a process of its own: `gateway.ts <file of the supergraph>`. It prints where it listens. */
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { readFile } from 'node:fs/promises';

interface Context {
  readonly authorization?: string;
}

/** Hands on the key that its caller has sent. */
class Subgraph extends RemoteGraphQLDataSource<Context> {
  override willSendRequest({
    request,
    context,
  }: Parameters<NonNullable<RemoteGraphQLDataSource<Context>['willSendRequest']>>[0]) {
    if (context.authorization) request.http?.headers.set('authorization', context.authorization);
  }
}

const [file = ''] = process.argv.slice(2);
const quiet = { debug: () => undefined, info: () => undefined, warn: console.error, error: console.error };
const gateway = new ApolloGateway({
  supergraphSdl: await readFile(file, 'utf8'),
  buildService: ({ url }) => new Subgraph({ url }),
  logger: quiet,
});
const server = new ApolloServer<Context>({ gateway, logger: quiet, includeStacktraceInErrorResponses: false });
const { url } = await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: 0 },
  context: async ({ req }) => ({ authorization: req.headers.authorization }),
});
process.stdout.write(`${url}\n`);
