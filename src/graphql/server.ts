import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import { answerExtensions, costHeader } from './answer-extensions.js';
import { Subscriptions } from './changes/subscriptions.js';
import type { GraphContext } from './context.js';
import { mostTokens } from './document-limit.js';
import { formatError, noteUnexpected } from './format-error.js';
import { ErrorCode, PeoplegraphError } from '../errors.js';
import { logOperation } from './operation-log.js';
import { PersistedDocuments, type SharedDocuments } from './persisted-documents.js';
import type { Limits } from './executor/limits.js';
import { PreparedOperations } from './executor/prepared-operations.js';
import { refusalOf } from './refusal.js';

export interface GraphServerOptions extends Limits {
  readonly schema: GraphQLSchema;
  readonly logger: Logger;
  /** Where replicas share the documents that are asked for by their hash. */
  readonly sharedDocuments?: SharedDocuments | undefined;
}

/** What answers GraphQL requests. */
export interface GraphServer {
  /** Answers every request. */
  readonly apollo: ApolloServer<GraphContext>;
  /** Answers those that it knows, and faster. */
  readonly prepared: PreparedOperations;
  /** Documents that can be asked for by their hash. */
  readonly documents: PersistedDocuments;
  /** Answers those that go on for long. */
  readonly subscriptions: Subscriptions;
}

/** The GraphQL server, started, without any HTTP of its own. */
export async function startGraphServer(options: GraphServerOptions): Promise<GraphServer> {
  const { schema, logger, sharedDocuments, ...limits } = options;
  const prepared = new PreparedOperations(schema, limits);
  const documents = new PersistedDocuments(sharedDocuments);
  const apollo = new ApolloServer<GraphContext>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // Signals are the business of main.ts: it drains the HTTP server first.
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: mostTokens },
    persistedQueries: { cache: documents },
    formatError,
    logger: apolloLogger(logger),
    plugins: [
      requestPlugin,
      preparation(prepared),
      // What a browser gets is the business of src/explorer.
      ApolloServerPluginLandingPageDisabled(),
      // Runs for every field, and nothing here sets a cache policy.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
    ],
  });
  await apollo.start();
  return { apollo, prepared, documents, subscriptions: new Subscriptions(schema, prepared) };
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
const preparation = (prepared: PreparedOperations): ApolloServerPlugin<GraphContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ source, document, operation, request, contextValue }) => {
      // Execution refuses a name that no operation has.
      if (!operation) return;
      if (operation.operation === OperationTypeNode.SUBSCRIPTION) throw refusalOf(needsAnOpenConnection());
      prepared.prepare({ document, operation }, request.variables ?? {}, contextValue);
      prepared.remember(source, request.operationName, document, operation);
    },
  }),
});

const needsAnOpenConnection = (): PeoplegraphError =>
  new PeoplegraphError(
    ErrorCode.BAD_REQUEST,
    'A subscription needs a connection that stays open: send it with "Accept: text/event-stream", or over WebSocket.',
  );

/** Apollo's own lines are text, and are about itself. */
const apolloLogger = (logger: Logger) => ({
  debug: (message?: unknown) => logger.trace(String(message)),
  info: (message?: unknown) => logger.debug(String(message)),
  warn: (message?: unknown) => logger.warn(String(message)),
  error: (message?: unknown) => logger.error(String(message)),
});
