import type { FastifyRequest } from 'fastify';

/**
 * Whether the caller wants what the vendors hold now, and nothing that was kept: by the header
 * `Cache-Control: no-cache` (or `no-store`, or `max-age=0`), or by the GraphQL request's
 * `extensions: { cacheControl: { maxAge: 0 } }`.
 */
export const wantsFresh = (request: Pick<FastifyRequest, 'method' | 'headers' | 'query'>, body: unknown): boolean =>
  /\b(no-cache|no-store|max-age=0)(?![\d.])/i.test(request.headers['cache-control'] ?? '') ||
  at(at(extensionsOf(request, body), 'cacheControl'), 'maxAge') === 0;

/** A GET has them as JSON text. What is no JSON is refused by the GraphQL server. */
function extensionsOf(request: Pick<FastifyRequest, 'method' | 'query'>, body: unknown): unknown {
  if (request.method !== 'GET') return at(body, 'extensions');
  const text = at(request.query, 'extensions');
  try {
    return typeof text === 'string' ? (JSON.parse(text) as unknown) : undefined;
  } catch {
    return undefined;
  }
}

const at = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
