import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether the caller wants what the vendors hold now, and nothing that was kept: by the header
 * `Cache-Control: no-cache` (or `no-store`, or `max-age=0`), or by the GraphQL request's
 * `extensions: { cacheControl: { maxAge: 0 } }`.
 */
export const wantsFresh = (headers: IncomingHttpHeaders, parameters: unknown): boolean =>
  /\b(no-cache|no-store|max-age=0)(?![\d.])/i.test(headers['cache-control'] ?? '') ||
  at(at(at(parameters, 'extensions'), 'cacheControl'), 'maxAge') === 0;

const at = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
