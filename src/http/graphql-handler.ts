import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import type { Logger } from 'pino';
import type { GraphContext } from '../graphql/context.js';
import type { Services } from '../services/index.js';
import type { Audience } from './audience.js';
import { wantsFresh } from './freshness.js';
import { openScope, type OperationTimes, timeoutHeader } from './request-scope.js';
import { SharedOperations } from './shared-operations.js';
import { costHeader } from '../graphql/answer-extensions.js';

export interface GraphqlHandlerOptions {
  readonly graph: ApolloServer<GraphContext>;
  readonly services: Services;
  readonly operation: OperationTimes;
  readonly logger: Logger;
}

interface Answer {
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
  readonly body: string;
}

/** The headers on which an answer depends. */
const decisiveHeaders = ['accept', 'content-type', 'cache-control', timeoutHeader, costHeader] as const;

/** Hands GraphQL requests to the GraphQL server; identical queries that are under way are answered once. */
export function graphqlHandler({ graph, services, operation, logger }: GraphqlHandlerOptions) {
  const shared = new SharedOperations<Answer>();

  const operate = async (request: FastifyRequest, audience: Audience): Promise<Answer> => {
    let close: (() => void) | undefined;
    try {
      const { status, headers, body } = await graph.executeHTTPGraphQLRequest({
        httpGraphQLRequest: toGraphqlRequest(request),
        context: async () => {
          const opened = openScope(request.id, request.headers, wantsFresh(request), operation, audience);
          close = opened.close;
          const { scope, cancelWhenClientHangsUp } = opened;
          return { services, request: services.open(scope), logger, cancelWhenClientHangsUp };
        },
      });
      // Answers in parts need a schema with @defer or @stream, which this one does not have.
      if (body.kind !== 'complete') throw new TypeError('An answer in parts cannot be sent.');
      return { status: status ?? 200, headers, body: body.string };
    } finally {
      close?.();
    }
  };

  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const document = documentOf(request);
    // Every key of a caller has the same rights: what one may see, all may.
    const key = document === undefined ? '' : keyOf(request);
    const { status, headers, body } = await shared.run(key, document, reply.raw, (audience) =>
      operate(request, audience),
    );
    for (const [name, value] of headers) void reply.header(name, value);
    return reply.code(status).send(body);
  };
}

/** Only a POST with its document can be shared: what else there is goes its own way. */
function documentOf({ method, body }: FastifyRequest): string | undefined {
  if (method !== 'POST' || typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const { query } = body as { query?: unknown };
  return typeof query === 'string' ? query : undefined;
}

const keyOf = ({ body, headers }: FastifyRequest): string =>
  JSON.stringify([body, ...decisiveHeaders.map((name) => headers[name] ?? null)]);

function toGraphqlRequest({ method, headers, body, raw }: FastifyRequest): HTTPGraphQLRequest {
  const { url = '' } = raw;
  const query = url.indexOf('?');
  return { method, headers: toHeaderMap(headers), body, search: query < 0 ? '' : url.slice(query) };
}

function toHeaderMap(headers: IncomingHttpHeaders): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}
