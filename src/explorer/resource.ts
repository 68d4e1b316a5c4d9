import type { FastifyReply, FastifyRequest } from 'fastify';
import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip as gzipByCallback } from 'node:zlib';

const gzip = promisify(gzipByCallback);

/** What is sent as it is, to everybody. */
export interface Resource {
  readonly type: string;
  readonly body: Buffer;
  readonly compressed: Buffer;
  /** Changes with the body. */
  readonly version: string;
}

export async function resource(type: string, content: string | Buffer): Promise<Resource> {
  const body = Buffer.from(content as string);
  const version = hash('sha256', body, 'hex').slice(0, 16);
  return { type, body, compressed: await gzip(body), version };
}

/** Sends it, or that the browser's copy is good. */
export function sendResource(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, body, compressed, version }: Resource,
  cacheControl: string,
): FastifyReply {
  const takesGzip = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(request.headers['accept-encoding'] ?? '');
  const tag = takesGzip ? `"${version}-gzip"` : `"${version}"`;
  void reply
    .header('etag', tag)
    .header('cache-control', cacheControl)
    .header('x-content-type-options', 'nosniff')
    // The same address may answer something else to another client.
    .header('vary', 'accept, accept-encoding');
  const known = (request.headers['if-none-match'] ?? '').split(',').map((text) => text.trim().replace(/^W\//, ''));
  if (known.includes(tag)) return reply.code(304).send();
  if (takesGzip) void reply.header('content-encoding', 'gzip');
  return reply.type(type).send(takesGzip ? compressed : body);
}
