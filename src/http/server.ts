import { fastify, type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { ApiKey } from '../config-variables.js';
import { ErrorCode, errorTable } from '../errors.js';
import { maskedMessage } from '../graphql/operation-error.js';
import { authenticator } from './authentication.js';
import { graphqlHandler } from './graphql-handler.js';
import { keepJsonText } from './json-body.js';
import type { OperationsOptions } from './operations.js';

export interface HttpServerOptions extends OperationsOptions {
  readonly apiKeys: readonly ApiKey[];
  readonly bodyLimitBytes: number;
}

/** Everything that this service answers over HTTP. It does not listen yet. */
export function createHttpServer(options: HttpServerOptions): FastifyInstance {
  const { logger } = options;
  const mayPass = authenticator(options.apiKeys);
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

  // Hooks of every request call back: a promise for each would cost more than what they do.
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  // A connection whose last answer is sent while the server closes would stay open, idle, and hold the process.
  let closing = false;
  server.addHook('preClose', async () => {
    closing = true;
  });
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) void reply.header('connection', 'close');
    done();
  });
  keepJsonText(server);
  server.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply, logger));
  server.setNotFoundHandler((_, reply) =>
    answerCode(reply, 404, ErrorCode.BAD_REQUEST, 'There is nothing at this path. The API is at /graphql.'),
  );

  // Live: the process runs. Ready: it takes requests; a vendor that is down does not change that.
  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', () => ({ status: 'ready' }));
  server.get('/', (_, reply) => reply.redirect('/graphql'));

  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    // Before the body is read.
    onRequest: (request, reply, done) => {
      // The page of the explorer holds no data, and is where a key can be entered.
      if (isPageVisit(request) || mayPass(request.headers.authorization)) {
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
    handler: graphqlHandler(options),
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
  if (status < 500)
    return answerCode(
      reply,
      status,
      ErrorCode.BAD_REQUEST,
      `${errorTable.BAD_REQUEST.meaning} ${errorTable.BAD_REQUEST.remedy}`,
    );
  logger.error({ requestId: request.id, error }, 'unexpected error');
  return answerCode(reply, 500, ErrorCode.INTERNAL_SERVER_ERROR, maskedMessage, request.id);
}

const answerCode = (
  reply: FastifyReply,
  status: number,
  code: ErrorCode,
  message: string,
  requestId?: string,
): FastifyReply =>
  reply
    .code(status)
    .send({ errors: [{ message, extensions: { code, retryable: errorTable[code].retryable, requestId } }] });
