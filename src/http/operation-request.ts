import type { FastifyRequest } from 'fastify';
import { costHeader } from '../graphql/answer-extensions.js';
import type { PersistedDocuments } from '../graphql/persisted-documents.js';
import type { OperationRequest } from '../graphql/executor/prepared-operations.js';

/** What shows that a page of another site cannot have sent a GET: browsers ask first before they send one of these. */
export const preflightHeaders = ['apollo-require-preflight', 'x-apollo-operation-name'] as const;

/**
 * What a request asks for: the body of a POST, and the search parameters of a GET as if they were one. Undefined for
 * parameters that only Apollo Server can tell what is wrong with.
 */
export function parametersOf({ method, raw }: FastifyRequest, body: unknown): unknown {
  if (method === 'POST') return body;
  const parameters: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(searchOf(raw.url))) {
    if (name in parameters) return undefined;
    parameters[name] = value;
  }
  for (const name of ['variables', 'extensions']) {
    if (!(name in parameters)) continue;
    const value = parsed(parameters[name] as string);
    if (!isPlainObject(value)) return undefined;
    parameters[name] = value;
  }
  return parameters;
}

/** The question mark and what is behind it. */
export function searchOf(url = ''): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start);
}

/** Whether Apollo Server would look at what a request asks for: it refuses what a browser sends without asking first. */
export const isReadable = ({ method, headers }: FastifyRequest): boolean =>
  method === 'POST'
    ? /^application\/json(?: *; *charset=utf-8)?$/i.test(headers['content-type'] ?? '')
    : headers['content-type'] === undefined && preflightHeaders.some((name) => Boolean(headers[name]));

/** What is asked for by a document, or by the hash of one that is known; undefined for what only Apollo Server understands. */
export function operationRequest(
  parameters: unknown,
  { method, headers }: FastifyRequest,
  documents: PersistedDocuments,
): OperationRequest | undefined {
  if (!isPlainObject(parameters)) return undefined;
  const { operationName, variables, extensions } = parameters;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return undefined;
  if (variables !== undefined && variables !== null && !isPlainObject(variables)) return undefined;
  if (extensions !== undefined && extensions !== null && !isPlainObject(extensions)) return undefined;
  const query = documentOf(parameters, documents);
  if (query === undefined) return undefined;
  return {
    query,
    operationName: operationName ?? undefined,
    variables: variables ?? {},
    reportsCost: costHeader in headers,
    mayWrite: method === 'POST',
  };
}

/** The document that is asked for. Undefined where there is none, and where it comes with its hash, which has to be checked. */
export function documentOf(parameters: unknown, documents: PersistedDocuments): string | undefined {
  if (!isPlainObject(parameters)) return undefined;
  const { query, extensions } = parameters;
  const persisted = isPlainObject(extensions) ? (extensions['persistedQuery'] ?? undefined) : undefined;
  if (persisted === undefined) return typeof query === 'string' ? query : undefined;
  if ((query !== undefined && query !== null) || !isPlainObject(persisted) || persisted['version'] !== 1)
    return undefined;
  return documents.peek(persisted['sha256Hash']);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
