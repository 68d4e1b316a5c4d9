import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { GraphContext } from '../graphql/context.js';
import type { GraphServer } from '../graphql/server.js';
import type { Services } from '../services/index.js';
import type { Audience } from './audience.js';
import { wantsFresh } from './freshness.js';
import { type OpenedScope, openScope, type OperationTimes, timeoutHeader } from './request-scope.js';
import { SharedOperations } from './shared-operations.js';
import { costHeader } from '../graphql/answer-extensions.js';
import type { QueryRequest } from '../graphql/queries/prepared-queries.js';

export interface GraphqlHandlerOptions {
  readonly graph: GraphServer;
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
  const contentTypes = new ContentTypes();
  const shared = new SharedOperations<Answer>();

  const operate = async (request: FastifyRequest, audience: Audience): Promise<Answer> => {
    let opened: (OpenedScope & { readonly context: GraphContext }) | undefined;
    const open = (): GraphContext => {
      if (opened) return opened.context;
      const scope = openScope(request.id, request.headers, wantsFresh(request), operation, audience);
      const { cancelWhenClientHangsUp } = scope;
      const context = { services, request: services.open(scope.scope), logger, cancelWhenClientHangsUp };
      opened = { ...scope, context };
      return context;
    };
    try {
      const contentType = contentTypes.of(request);
      const asked = contentType === undefined ? undefined : queryRequest(request);
      if (contentType !== undefined && asked && graph.queries.knows(asked)) {
        const body = await graph.queries.answer(asked, open());
        if (body !== undefined) return { status: 200, headers: answerHeaders(contentType), body };
      }
      const { status, headers, body } = await graph.apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: toGraphqlRequest(request),
        context: async () => open(),
      });
      // Answers in parts need a schema with @defer or @stream, which this one does not have.
      if (body.kind !== 'complete') throw new TypeError('An answer in parts cannot be sent.');
      contentTypes.note(request, status, headers.get('content-type'));
      return { status: status ?? 200, headers, body: body.string };
    } finally {
      opened?.close();
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

const answerHeaders = (contentType: string): readonly (readonly [string, string])[] => [
  ['cache-control', 'no-store'],
  ['content-type', contentType],
];

/** What a plain POST of a query asks for; undefined for what only Apollo Server understands. */
function queryRequest({ body, headers }: FastifyRequest): QueryRequest | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const { query, operationName, variables, extensions } = body as Readonly<Record<string, unknown>>;
  if (typeof query !== 'string' || extensions !== undefined) return undefined;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return undefined;
  if (variables !== undefined && variables !== null && !isPlainObject(variables)) return undefined;
  return {
    query,
    operationName: operationName ?? undefined,
    variables: variables ?? {},
    reportsCost: costHeader in headers,
  };
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Different `Accept` headers of which it is remembered what answers them. */
const rememberedAccepts = 100;

/** What Apollo Server has answered to an `Accept` header, for when it is not asked again. */
class ContentTypes {
  readonly #known = new LRUCache<string, string>({ max: rememberedAccepts });

  /** The type of an answer to a POST of JSON; undefined as long as Apollo Server has not answered such a one. */
  of({ method, headers }: FastifyRequest): string | undefined {
    if (method !== 'POST' || !/^application\/json(?: *; *charset=utf-8)?$/i.test(headers['content-type'] ?? ''))
      return undefined;
    return this.#known.get(headers.accept ?? '');
  }

  note({ method, headers }: FastifyRequest, status: number | undefined, contentType: string | undefined): void {
    if (method !== 'POST' || (status ?? 200) !== 200 || contentType === undefined) return;
    this.#known.set(headers.accept ?? '', contentType);
  }
}
