import type { FastifyRequest } from 'fastify';
import { isSubscription, type LiveRequest } from '../../graphql/changes/subscriptions.js';
import { wantsFresh } from '../freshness.js';
import { JsonBody } from '../json-body.js';
import { parametersOf } from '../operation-request.js';
import { type OperationTimes, timeForVendors } from '../request-scope.js';
import type { OnceOptions } from './session.js';

/** @returns undefined where there is no document. @throws 400 for what is no JSON. */
export function liveRequest(request: FastifyRequest): LiveRequest | undefined {
  const sent = request.method === 'GET' ? request.query : bodyOf(request);
  if (typeof sent !== 'object' || sent === null) return undefined;
  const { query: document, operationName, variables } = sent as Record<string, unknown>;
  if (typeof document !== 'string') return undefined;
  const values = typeof variables === 'string' ? parseVariables(variables) : variables;
  return {
    query: document,
    operationName: typeof operationName === 'string' && operationName !== '' ? operationName : undefined,
    variables: typeof values === 'object' && values !== null ? (values as Record<string, unknown>) : {},
  };
}

/** What a request says of an operation with one answer. @throws BAD_USER_INPUT for a bad header. */
export const onceOptions = (request: FastifyRequest, times: OperationTimes): OnceOptions => ({
  isFresh: wantsFresh(request.headers, parametersOf(request, bodyOf(request))),
  timeMs: timeForVendors(request.headers, times),
});

/** Whether nothing but a stream can answer a request. What is wrong with it is told elsewhere. */
export function asksForSubscription(request: FastifyRequest): boolean {
  // Nearly all are none, which shows before anything is parsed.
  if (request.body instanceof JsonBody && !request.body.text.includes('subscription')) return false;
  try {
    const asked = liveRequest(request);
    return asked !== undefined && isSubscription(asked);
  } catch {
    return false;
  }
}

const bodyOf = ({ body }: FastifyRequest): unknown => (body instanceof JsonBody ? body.parse() : undefined);

function parseVariables(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw Object.assign(new Error('The variables are no JSON.'), { statusCode: 400 });
  }
}
