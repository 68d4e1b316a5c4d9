import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { ErrorCode, errorTable, PeoplegraphError } from '../errors.js';
import { maskedMessage } from './operation-error.js';

/** The one funnel through which every error of an answer goes: coded errors pass, GraphQL's own keep their code, the rest is masked. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const coded = codedError(error);
  if (coded) return { ...formatted, message: coded.message, extensions: extensionsOf(coded) };
  const { code, requestId } = formatted.extensions ?? {};
  if (isExpected(code)) return { ...formatted, extensions: { code, retryable: false } };
  return {
    ...formatted,
    message: maskedMessage,
    extensions: { code: ErrorCode.INTERNAL_SERVER_ERROR, retryable: false, requestId },
  };
}

/** Logs what nobody expected, and notes in the error where the log has it. */
export function noteUnexpected(errors: readonly GraphQLError[], requestId: string, logger: Logger): void {
  for (const error of errors) {
    if (codedError(error) || isExpected(error.extensions['code'])) continue;
    error.extensions['requestId'] = requestId;
    logger.error({ requestId, path: error.path, error: error.originalError ?? error }, 'unexpected error');
  }
}

function codedError(error: unknown): PeoplegraphError | undefined {
  const original = error instanceof GraphQLError ? error.originalError : error;
  return original instanceof PeoplegraphError ? original : undefined;
}

/** What GraphQL itself finds wrong with a request has a code; whatever fails on the way to an answer has none. */
const isExpected = (code: unknown): boolean =>
  typeof code === 'string' && code in errorTable && code !== ErrorCode.INTERNAL_SERVER_ERROR;

function extensionsOf(error: PeoplegraphError): Record<string, unknown> {
  return {
    code: error.code,
    retryable: error.retryable,
    ...(error.vendor === undefined ? {} : { vendor: error.vendor }),
    ...(error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }),
    ...(error.fields?.length ? { fields: error.fields } : {}),
  };
}
