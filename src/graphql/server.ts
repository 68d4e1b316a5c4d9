import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { answerExtensions } from './answer-extensions.js';
import type { PersioUserId } from '../domain/persio-user-id.js';
import { callLimit } from './call-limit.js';
import { complexityLimit } from './complexity.js';
import type { GraphContext } from './context.js';
import { compilingGateway } from './executor.js';
import { exampleQuery } from './example.js';
import { formatError, noteUnexpected } from './format-error.js';

export interface GraphServerOptions {
  readonly schema: GraphQLSchema;
  readonly maximumComplexity: number;
  readonly maximumVendorCalls: number;
  readonly persioUserId: PersioUserId;
  readonly logger: Logger;
}

/** The GraphQL server, started, without any HTTP of its own. */
export async function startGraphServer(options: GraphServerOptions): Promise<ApolloServer<GraphContext>> {
  const { schema, maximumComplexity, logger } = options;
  const server = new ApolloServer<GraphContext>({
    gateway: compilingGateway(schema),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // Signals are the business of main.ts: it drains the HTTP server first.
    stopOnTerminationSignals: false,
    // A document is cut off where it becomes absurd, before it costs anything.
    parseOptions: { maxTokens: 20_000 },
    formatError,
    logger: apolloLogger(logger),
    plugins: [
      requestPlugin,
      answerExtensions,
      complexityLimit(schema, maximumComplexity),
      callLimit(options),
      // Sandbox in every environment: this is a product that people browse.
      ApolloServerPluginLandingPageLocalDefault({ footer: false, document: exampleQuery, includeCookies: false }),
      // Runs for every field, and nothing here sets a cache policy.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
    ],
  });
  await server.start();
  return server;
}

/** Lets reads be cancelled, explains unexpected errors in the log, and logs each operation without what it asked for. */
const requestPlugin: ApolloServerPlugin<GraphContext> = {
  unexpectedErrorProcessingRequest: async ({ requestContext, error }) => {
    const { request, logger } = requestContext.contextValue;
    logger.error({ requestId: request.requestId, error }, 'unexpected error before the operation ran');
  },
  requestDidStart: async () => {
    const started = performance.now();
    return {
      didResolveOperation: async ({ operation, contextValue }) => {
        if (operation?.operation === 'query') contextValue.cancelWhenClientHangsUp();
      },
      didEncounterErrors: async ({ errors, contextValue }) => {
        noteUnexpected(errors, contextValue.request.requestId, contextValue.logger);
      },
      willSendResponse: async ({ operation, response, contextValue }) => {
        const errors = response.body.kind === 'single' ? response.body.singleResult.errors : undefined;
        contextValue.logger.info(
          {
            requestId: contextValue.request.requestId,
            operation: operation?.operation,
            milliseconds: Math.round(performance.now() - started),
            errors: errors && [...new Set(errors.map(({ extensions }) => extensions?.['code']))],
          },
          'operation',
        );
      },
    };
  },
};

/** Apollo's own lines are text, and are about itself. */
const apolloLogger = (logger: Logger) => ({
  debug: (message?: unknown) => logger.trace(String(message)),
  info: (message?: unknown) => logger.debug(String(message)),
  warn: (message?: unknown) => logger.warn(String(message)),
  error: (message?: unknown) => logger.error(String(message)),
});
