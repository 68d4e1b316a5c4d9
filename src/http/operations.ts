import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import type { Logger } from 'pino';
import type { GraphContext } from '../graphql/context.js';
import type { GraphServer } from '../graphql/server.js';
import type { Services } from '../services/index.js';
import type { Audience } from './audience.js';
import { wantsFresh } from './freshness.js';
import { ContentTypes, queryRequest } from './query-request.js';
import { PacedStarts } from './paced-starts.js';
import { OperationScope, type OperationTimes } from './request-scope.js';

export interface OperationsOptions {
  readonly graph: GraphServer;
  readonly services: Services;
  readonly operation: OperationTimes;
  readonly logger: Logger;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** Runs the operation of a request: a query that was asked before from its plan, everything else by Apollo Server. */
export class Operations {
  readonly #contentTypes = new ContentTypes();
  readonly #starts = new PacedStarts();

  constructor(private readonly options: OperationsOptions) {}

  /** @param body parsed. @param audience the clients that wait for the answer. */
  async run(request: FastifyRequest, body: unknown, audience: Audience): Promise<Answer> {
    // Its time runs from here on, also while it waits.
    const scope = this.#openScope(request, body, audience);
    const start = this.#starts.begin();
    if (start) await start;
    try {
      if (!(scope instanceof OperationScope)) {
        const refuse = (): never => {
          throw scope.reason;
        };
        return await this.#byApollo(request, body, refuse);
      }
      const context = this.#context(scope);
      const contentType = this.#contentTypes.of(request);
      const asked = contentType === undefined ? undefined : queryRequest(body, request);
      // A query that was asked before; nothing comes of it where Apollo Server has to answer.
      const planned = asked && (await this.options.graph.queries.answer(asked, context));
      if (!planned) return await this.#byApollo(request, body, () => context);
      return { status: 200, headers: { 'cache-control': 'no-store', 'content-type': contentType }, body: planned };
    } finally {
      this.#starts.ended();
      if (scope instanceof OperationScope) scope.close();
    }
  }

  async #byApollo(request: FastifyRequest, body: unknown, open: () => GraphContext): Promise<Answer> {
    const answer = await this.options.graph.apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: toGraphqlRequest(request, body),
      context: async () => open(),
    });
    const { status = 200, headers } = answer;
    // Answers in parts need a schema with @defer or @stream, which this one does not have.
    if (answer.body.kind !== 'complete') throw new TypeError('An answer in parts cannot be sent.');
    this.#contentTypes.note(request, status, headers.get('content-type'));
    return { status, headers: Object.fromEntries(headers), body: Buffer.from(answer.body.string) };
  }

  /** What is wrong with the headers that a scope depends on is Apollo Server's to answer. */
  #openScope(request: FastifyRequest, body: unknown, audience: Audience): OperationScope | { reason: unknown } {
    try {
      const fresh = wantsFresh(request, body);
      return new OperationScope(request.id, request.headers, fresh, this.options.operation, audience);
    } catch (reason) {
      return { reason };
    }
  }

  #context(scope: OperationScope): GraphContext {
    const { services, logger } = this.options;
    return {
      services,
      request: services.open(scope),
      logger,
      cancelWhenClientHangsUp: () => scope.cancelWhenClientHangsUp(),
    };
  }
}

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
