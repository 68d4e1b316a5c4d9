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
  readonly headers: Iterable<readonly [string, string]>;
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
      return await this.#begun(request, body, scope);
    } finally {
      this.#starts.ended();
    }
  }

  async #begun(request: FastifyRequest, body: unknown, scope: OperationScope | { reason: unknown }): Promise<Answer> {
    if (!(scope instanceof OperationScope)) {
      return this.#byApollo(request, body, () => {
        throw scope.reason;
      });
    }
    try {
      const context = this.#context(scope);
      return (await this.#planned(request, body, context)) ?? (await this.#byApollo(request, body, () => context));
    } finally {
      scope.close();
    }
  }

  /** A query that was asked before; undefined for what Apollo Server has to answer. */
  async #planned(request: FastifyRequest, body: unknown, context: GraphContext): Promise<Answer | undefined> {
    const contentType = this.#contentTypes.of(request);
    const asked = contentType === undefined ? undefined : queryRequest(body, request);
    if (contentType === undefined || !asked) return undefined;
    const answer = await this.options.graph.queries.answer(asked, context);
    if (!answer) return undefined;
    const headers = [
      ['cache-control', 'no-store'],
      ['content-type', contentType],
    ] as const;
    return { status: 200, headers, body: answer };
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
    return { status, headers, body: Buffer.from(answer.body.string) };
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
