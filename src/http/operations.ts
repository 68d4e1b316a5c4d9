import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import type { Logger } from 'pino';
import { ErrorCode } from '../error-codes.js';
import type { GraphContext } from '../graphql/context.js';
import type { GraphServer } from '../graphql/server.js';
import type { Services } from '../services/index.js';
import type { Audience } from './audience.js';
import { wantsFresh } from './freshness.js';
import { notAcceptable } from './http-refusal.js';
import { isPlainJson, MediaTypes } from './media-types.js';
import { isReadable, parametersOf, operationRequest, searchOf } from './operation-request.js';
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

/** Runs the operation of a request: one that was asked before from its plan, everything else by Apollo Server. */
export class Operations {
  readonly #mediaTypes = new MediaTypes();
  readonly #starts = new PacedStarts();

  constructor(private readonly options: OperationsOptions) {}

  /**
   * @param body parsed. @param audience the clients that wait for the answer.
   * @throws HttpRefusal 406 before anything has been done.
   */
  async run(request: FastifyRequest, body: unknown, audience: Audience): Promise<Answer> {
    const contentType = this.#mediaTypes.of(request);
    if (contentType === undefined && request.method === 'POST') throw notAcceptable();
    const parameters = parametersOf(request, body);
    // Its time runs from here on, also while it waits.
    const scope = this.#openScope(request, parameters, audience);
    const start = this.#starts.begin();
    if (start) await start;
    try {
      if (!(scope instanceof OperationScope)) {
        const refuse = (): never => {
          throw scope.reason;
        };
        return await this.#byApollo(request, body, refuse);
      }
      const context = this.#context(scope, request.caller);
      const asked =
        contentType !== undefined && isReadable(request)
          ? operationRequest(parameters, request, this.options.graph.documents)
          : undefined;
      // One that was asked before; nothing comes of it where Apollo Server has to answer.
      const planned = asked && (await this.options.graph.prepared.answer(asked, context));
      if (!planned) return toWellFormed(await this.#byApollo(request, body, () => context));
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
    // Answers in parts need a schema with @defer or @stream, and what asks for nothing else has been refused.
    if (answer.body.kind !== 'complete') throw new TypeError('An answer in parts cannot be sent.');
    return {
      status: answer.status ?? 200,
      // Apollo Server lets caches keep that a document is not known.
      headers: { ...Object.fromEntries(answer.headers), 'cache-control': 'no-store' },
      body: Buffer.from(answer.body.string),
    };
  }

  /** What is wrong with the headers that a scope depends on is Apollo Server's to answer. */
  #openScope(request: FastifyRequest, parameters: unknown, audience: Audience): OperationScope | { reason: unknown } {
    try {
      const fresh = wantsFresh(request.headers, parameters);
      return new OperationScope(request.id, request.headers, fresh, this.options.operation, audience);
    } catch (reason) {
      return { reason };
    }
  }

  #context(scope: OperationScope, caller: string): GraphContext {
    const { services, logger } = this.options;
    return {
      services,
      request: services.open(scope, caller),
      logger,
      cancelWhenClientHangsUp: () => scope.cancelWhenClientHangsUp(),
    };
  }
}

/**
 * Plain JSON may come from anybody on the way, so a client believes it with status 200 only: a request that was well
 * formed is answered with it, whatever GraphQL found wrong. `application/graphql-response+json` keeps its status.
 */
function toWellFormed(answer: Answer): Answer {
  if (answer.status !== 400 || !isPlainJson(answer.headers['content-type'])) return answer;
  const { errors } = JSON.parse(answer.body.toString()) as { errors?: { extensions?: { code?: unknown } }[] };
  const isMalformed = errors?.some(({ extensions }) => extensions?.code === ErrorCode.BAD_REQUEST) ?? true;
  return isMalformed ? answer : { ...answer, status: 200 };
}

function toGraphqlRequest({ method, headers, raw }: FastifyRequest, body: unknown): HTTPGraphQLRequest {
  // A HEAD asks for the head of the answer to a GET.
  return {
    method: method === 'HEAD' ? 'GET' : method,
    headers: toHeaderMap(headers),
    body,
    search: searchOf(raw.url),
  };
}

function toHeaderMap(headers: IncomingHttpHeaders): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}
