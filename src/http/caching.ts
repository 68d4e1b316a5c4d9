import type { FastifyReply } from 'fastify';
import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './operations.js';

/** What the answer to a GET depends on beside its URL. */
const dependsOn = 'Accept, Accept-Encoding, Authorization, X-Peoplegraph-Cost';

/** How every answer begins that has errors, whoever wrote it. */
const errorsFirst = Buffer.from('{"errors":');

/**
 * The answer to a GET as caches have to see it. It holds personal data of whoever the key may read: only the caller's
 * own cache may keep it, and asks each time whether it is still the same. An answer with errors is kept by nobody.
 */
export function toCacheable({ status, headers, body }: Answer, request: IncomingHttpHeaders): Answer {
  const vary = { ...headers, vary: dependsOn };
  const isKept = status === 200 && !body.subarray(0, errorsFirst.length).equals(errorsFirst);
  if (!isKept || /\bno-store\b/i.test(request['cache-control'] ?? ''))
    return { status, headers: { ...vary, 'cache-control': 'no-store' }, body };
  // Weak: it is the same answer with and without compression.
  const etag = `W/"${hash('sha256', body, 'base64url')}"`;
  const kept = { ...vary, 'cache-control': 'private, no-cache', etag };
  if (!matches(request['if-none-match'], etag)) return { status, headers: kept, body };
  const { 'content-type': _type, 'content-length': _length, ...bare } = kept as Record<string, string>;
  return { status: 304, headers: bare, body: Buffer.alloc(0) };
}

function matches(condition: string | undefined, etag: string): boolean {
  if (condition === undefined) return false;
  if (condition.trim() === '*') return true;
  const opaque = etag.slice('W/'.length);
  return condition.split(',').some((tag) => tag.trim().replace(/^W\//, '') === opaque);
}

/** Adds to what others have said that an answer depends on. */
export function addVary(reply: FastifyReply, names: string): void {
  const given = reply.getHeader('vary');
  if (given === undefined || given === '') return void reply.header('vary', names);
  const known = String(given)
    .split(',')
    .map((name) => name.trim().toLowerCase());
  const added = names.split(', ').filter((name) => !known.includes(name.toLowerCase()));
  if (added.length > 0) void reply.header('vary', [given, ...added].join(', '));
}
