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
import { answerExtensions, costHeader } from './answer-extensions.js';
import type { GraphContext } from './context.js';
import { exampleQuery } from './example.js';
import { formatError, noteUnexpected } from './format-error.js';
import { logOperation } from './operation-log.js';
import type { Limits } from './queries/limits.js';
import { PreparedQueries } from './queries/prepared-queries.js';

export interface GraphServerOptions extends Limits {
  readonly schema: GraphQLSchema;
  readonly logger: Logger;
}

/** What answers GraphQL requests. */
export interface GraphServer {
  /** Answers every request. */
  readonly apollo: ApolloServer<GraphContext>;
  /** Answers those that it knows, and faster. */
  readonly queries: PreparedQueries;
}

/** The GraphQL server, started, without any HTTP of its own. */
export async function startGraphServer({ schema, logger, ...limits }: GraphServerOptions): Promise<GraphServer> {
  const queries = new PreparedQueries(schema, limits);
  const apollo = new ApolloServer<GraphContext>({
    schema,
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
      preparation(queries),
      // Sandbox in every environment: this is a product that people browse.
      ApolloServerPluginLandingPageLocalDefault({ footer: false, document: exampleQuery, includeCookies: false }),
      // Runs for every field, and nothing here sets a cache policy.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
    ],
  });
  await apollo.start();
  return { apollo, queries };
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
      willSendResponse: async ({ operation, request: { http }, response: { body }, contextValue }) => {
        const result = body.kind === 'single' ? body.singleResult : undefined;
        const extensions = answerExtensions(contextValue.request.cost, http?.headers.has(costHeader) ?? false);
        if (result && extensions) result.extensions = { ...result.extensions, ...extensions };
        logOperation(contextValue, operation?.operation, performance.now() - started, result?.errors);
      },
    };
  },
};

/** Applies the limits to what is valid, and lets it be answered from its plan when it comes again. */
const preparation = (queries: PreparedQueries): ApolloServerPlugin<GraphContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ source, document, operation, request, contextValue }) => {
      // Execution refuses a name that no operation has.
      if (!operation) return;
      queries.prepare({ document, operation }, request.variables ?? {}, contextValue);
      queries.remember(source, request.operationName, document, operation);
    },
  }),
});

/** Apollo's own lines are text, and are about itself. */
const apolloLogger = (logger: Logger) => ({
  debug: (message?: unknown) => logger.trace(String(message)),
  info: (message?: unknown) => logger.debug(String(message)),
  warn: (message?: unknown) => logger.warn(String(message)),
  error: (message?: unknown) => logger.error(String(message)),
});
