import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { costHeader } from '../graphql/answer-extensions.js';
import { preflightHeaders } from './operation-request.js';
import { timeoutHeader } from './request-scope.js';

/** How long a browser need not ask again, in seconds: none remembers it for longer. */
const remembered = 7_200;

/** What a page of another origin may send beside what every page may. */
const requestHeaders = [
  'authorization',
  'content-type',
  'cache-control',
  'if-none-match',
  ...preflightHeaders,
  'apollographql-client-name',
  'apollographql-client-version',
  costHeader,
  timeoutHeader,
];

/** What it may read of an answer beside its body. */
const responseHeaders = ['x-request-id', 'retry-after', 'etag'];

/**
 * Lets pages of these origins, or of any where there is `*`, read what this server answers. A caller shows who it is by
 * its key, never by a cookie: nothing is answered for a browser that would send cookies along.
 */
export function allowOrigins(server: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return;
  void server.register(cors, {
    origin: origins.includes('*') ? '*' : [...origins],
    methods: ['GET', 'HEAD', 'POST'],
    allowedHeaders: requestHeaders,
    exposedHeaders: responseHeaders,
    maxAge: remembered,
    // An OPTIONS that is no preflight is a question for the methods.
    strictPreflight: false,
  });
}
