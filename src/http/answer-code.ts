import type { FastifyReply } from 'fastify';
import { type ErrorCode, errorTable } from '../error-codes.js';

/** An error in the shape of GraphQL, so that clients read one kind of error. */
export const answerCode = (
  reply: FastifyReply,
  status: number,
  code: ErrorCode,
  message: string,
  requestId?: string,
): FastifyReply =>
  reply
    .code(status)
    .header('cache-control', 'no-store')
    .send({ errors: [{ message, extensions: { code, retryable: errorTable[code].retryable, requestId } }] });
