import { fastify, type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { ApiKey } from '../config-variables.js';
import { ErrorCode, errorTable } from '../error-codes.js';
import type { Pages } from '../explorer/index.js';
import { maskedMessage } from '../graphql/operation-error.js';
import type { WebhookReceiver } from '../domain/webhook.js';
import { anonymousCaller, authenticator } from './authentication.js';
import { answerCode } from './answer-code.js';
import { compressAnswers } from './compression.js';
import { allowOrigins } from './cors.js';
import { graphqlHandler } from './graphql-handler.js';
import { hostCheck, refuseHosts } from './host.js';
import { HttpRefusal, unsupportedMediaType } from './http-refusal.js';
import { keepJsonText } from './json-body.js';
import { liveOperations } from './live/index.js';
import type { LiveLimits } from './live/limits.js';
import { answerOtherMethods } from './methods.js';
import type { Answer, OperationsOptions } from './operations.js';
import { SharedOperations } from './shared-operations.js';
import { takeWebhooks } from './webhooks.js';

export interface HttpServerOptions extends OperationsOptions {
  readonly apiKeys: readonly ApiKey[];
  readonly bodyLimitBytes: number;
  /** The origins whose pages may read the answers. */
  readonly corsOrigins: readonly string[];
  readonly compresses: boolean;
  /** What a browser gets. Without them there is the API alone. */
  readonly pages?: Pages;
  readonly live: LiveLimits;
  /** Of the vendors that have webhooks. */
  readonly webhooks: readonly WebhookReceiver[];
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The name of the caller's API key. */
    caller: string;
  }
}

/** Everything that this service answers over HTTP. It does not listen yet. */
export function createHttpServer(options: HttpServerOptions): FastifyInstance {
  const { logger } = options;
  const callerOf = authenticator(options.apiKeys);
  const isHostAllowed = hostCheck(options.apiKeys);
  const server = fastify({
    bodyLimit: options.bodyLimitBytes,
    genReqId: () => randomUUID(),
    // A path that cannot be decoded never reaches the hooks; Fastify's own answer would repeat it.
    frameworkErrors: (error, request, reply) => {
      answerError(error, request, reply.header('x-request-id', request.id), logger);
    },
    // Fastify's own request log holds URLs, and a GET has its variables there.
    logger: false,
    // A connection that sends nothing, or slowly, does not stay.
    requestTimeout: 30_000,
    // On close, idle connections end at once and requests under way are finished.
    forceCloseConnections: 'idle',
  });

  server.decorateRequest('caller', anonymousCaller);
  // Hooks of every request call back: a promise for each would cost more than what they do.
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  refuseHosts(server, isHostAllowed);
  // A connection whose last answer is sent while the server closes would stay open, idle, and hold the process.
  let closing = false;
  server.addHook('preClose', async () => {
    closing = true;
  });
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) void reply.header('connection', 'close');
    done();
  });
  answerOtherMethods(server, (reply, allowed) =>
    answerCode(reply, 405, ErrorCode.BAD_REQUEST, `This path does not have this method. It has ${allowed}.`),
  );
  allowOrigins(server, options.corsOrigins);
  if (options.compresses) compressAnswers(server);
  keepJsonText(server);
  server.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply, logger));
  server.setNotFoundHandler((_, reply) =>
    answerCode(reply, 404, ErrorCode.BAD_REQUEST, 'There is nothing at this path. The API is at /graphql.'),
  );

  // Live: the process runs. Ready: it takes requests; a vendor that is down does not change that.
  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', () => ({ status: 'ready' }));
  server.get('/', (_, reply) => reply.redirect('/graphql'));
  options.pages?.register(server);

  const shared = new SharedOperations<Answer>();
  const live = liveOperations(server, {
    ...options,
    callerOf,
    isHostAllowed,
    onMutation: () => shared.forgetRunning(),
  });
  const answer = graphqlHandler(options, shared);
  takeWebhooks(server, options);

  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    // Before the body is read.
    onRequest: (request, reply, done) => {
      // The page of the explorer holds no data, and is where a key can be entered.
      const caller = callerOf(request.headers.authorization);
      if (caller !== undefined || isPageVisit(request)) {
        request.caller = caller ?? anonymousCaller;
        done();
        return;
      }
      void answerCode(
        reply.header('www-authenticate', 'Bearer'),
        401,
        ErrorCode.UNAUTHENTICATED,
        'This API needs a key that it knows. Send it as "Authorization: Bearer <key>".',
      );
    },
    handler: (request, reply) => {
      if (options.pages && isPageVisit(request)) return options.pages.sendExplorer(request, reply);
      if (live.isAskedFor(request)) live.answer(request, reply);
      else answer(request, reply);
      return undefined;
    },
  });
  return server;
}

const isPageVisit = ({ method, headers, query }: FastifyRequest): boolean =>
  method === 'GET' &&
  (headers.accept ?? '').includes('text/html') &&
  !('query' in (query as object)) &&
  !('extensions' in (query as object));

/** What fails before GraphQL begins is answered in the shape of GraphQL too, so that clients read one kind of error. */
function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply, logger: Logger): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status === 413) {
    return answerCode(
      reply,
      413,
      ErrorCode.PAYLOAD_TOO_LARGE,
      `${errorTable.PAYLOAD_TOO_LARGE.meaning} ${errorTable.PAYLOAD_TOO_LARGE.remedy}`,
    );
  }
  if (status < 500) return answerCode(reply, status, ErrorCode.BAD_REQUEST, badRequestMessage(error, status));
  logger.error({ requestId: request.id, error }, 'unexpected error');
  return answerCode(reply, 500, ErrorCode.INTERNAL_SERVER_ERROR, maskedMessage, request.id);
}

function badRequestMessage(error: Error, status: number): string {
  if (error instanceof HttpRefusal) return error.message;
  if (status === 415) return unsupportedMediaType;
  return `${errorTable.BAD_REQUEST.meaning} ${errorTable.BAD_REQUEST.remedy}`;
}
