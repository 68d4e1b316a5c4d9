import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { costHeader } from '../graphql/answer-extensions.js';
import type { QueryRequest } from '../graphql/queries/prepared-queries.js';

/** What a body asks for that holds a document and its variables; undefined for what only Apollo Server understands. */
export function queryRequest(body: unknown, { headers }: FastifyRequest): QueryRequest | undefined {
  if (!isPlainObject(body)) return undefined;
  const { query, operationName, variables, extensions } = body;
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
const rememberedHeaders = 100;

/** What content type Apollo Server has chosen for an `Accept` header, for answers that it is not asked for. */
export class ContentTypes {
  readonly #chosen = new LRUCache<string, string>({ max: rememberedHeaders });

  /** The type of an answer to a POST of plain JSON; undefined as long as Apollo Server has not given such an answer. */
  of({ method, headers }: FastifyRequest): string | undefined {
    if (method !== 'POST' || !/^application\/json(?: *; *charset=utf-8)?$/i.test(headers['content-type'] ?? ''))
      return undefined;
    return this.#chosen.get(headers.accept ?? '');
  }

  note({ method, headers }: FastifyRequest, status: number, contentType: string | undefined): void {
    if (method === 'POST' && status === 200 && contentType !== undefined)
      this.#chosen.set(headers.accept ?? '', contentType);
  }
}
