import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { GraphContext } from '../graphql/context.js';
import type { Services } from '../services/index.js';
import { Audience } from './audience.js';
import { wantsFresh } from './freshness.js';
import { JsonBody } from './json-body.js';
import { OperationScope, type OperationTimes, timeoutHeader } from './request-scope.js';
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
  readonly body: Buffer;
}

/** The headers on which an answer depends. */
const decisiveHeaders = ['accept', 'content-type', 'cache-control', timeoutHeader, costHeader] as const;

/** Hands GraphQL requests to the GraphQL server; identical queries that are under way are answered once. */
export function graphqlHandler({ graph, services, operation, logger }: GraphqlHandlerOptions) {
  const shared = new SharedOperations<Answer>();

  const operate = async (request: FastifyRequest, body: unknown, audience: Audience): Promise<Answer> => {
    let scope: OperationScope | undefined;
    try {
      const answer = await graph.executeHTTPGraphQLRequest({
        httpGraphQLRequest: toGraphqlRequest(request, body),
        context: async () => {
          const opened = new OperationScope(
            request.id,
            request.headers,
            wantsFresh(request, body),
            operation,
            audience,
          );
          scope = opened;
          const cancelWhenClientHangsUp = (): void => opened.cancelWhenClientHangsUp();
          return { services, request: services.open(opened), logger, cancelWhenClientHangsUp };
        },
      });
      // Answers in parts need a schema with @defer or @stream, which this one does not have.
      if (answer.body.kind !== 'complete') throw new TypeError('An answer in parts cannot be sent.');
      return { status: answer.status ?? 200, headers: answer.headers, body: Buffer.from(answer.body.string) };
    } finally {
      scope?.close();
    }
  };

  return (request: FastifyRequest, reply: FastifyReply): void => {
    answerOf(request, reply.raw).then(
      ({ status, headers, body }) => {
        for (const [name, value] of headers) void reply.header(name, value);
        void reply.code(status).send(body);
      },
      (error: unknown) => void reply.send(error),
    );
  };

  /** Only a POST with its document can be shared: what else there is goes its own way. */
  function answerOf(request: FastifyRequest, response: ServerResponse): Promise<Answer> {
    const { body } = request;
    if (!(body instanceof JsonBody)) {
      const audience = new Audience();
      audience.join(response);
      return operate(request, body, audience);
    }
    // Every key of a caller has the same rights: what one may see, all may.
    return shared.run(keyOf(request, body.text), response, (audience) => {
      const parsed = body.parse();
      return { document: documentOf(parsed), answer: operate(request, parsed, audience) };
    });
  }
}

function documentOf(body: unknown): string | undefined {
  const { query } = (body ?? {}) as { query?: unknown };
  return typeof query === 'string' ? query : undefined;
}

/** A header that is missing is another thing than one that is empty. */
const keyOf = ({ headers }: FastifyRequest, text: string): string =>
  JSON.stringify(decisiveHeaders.map((name) => headers[name] ?? null)) + text;

function toGraphqlRequest({ method, headers, raw }: FastifyRequest, body: unknown): HTTPGraphQLRequest {
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
