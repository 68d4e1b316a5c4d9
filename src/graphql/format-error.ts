import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { ErrorCode, errorTable } from '../error-codes.js';
import { PeoplegraphError } from '../errors.js';
import { maskedMessage } from './operation-error.js';
import { valueFree } from './value-free.js';

/** The one funnel through which every error of an answer goes: coded errors pass, GraphQL's own keep their code, the rest is masked. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const coded = codedError(error);
  if (coded) return { ...formatted, message: coded.message, extensions: extensionsOf(coded) };
  const code = requestError(error, formatted.extensions?.['code']);
  if (code) return { ...formatted, message: requestMessage(formatted.message), extensions: { code, retryable: false } };
  const requestId = formatted.extensions?.['requestId'];
  return {
    ...formatted,
    message: maskedMessage,
    extensions: { code: ErrorCode.INTERNAL_SERVER_ERROR, retryable: false, requestId },
  };
}

/** What asks for an answer in parts is told that there are none: it may be a client's own habit. */
const requestMessage = (message: string): string =>
  /^Unknown directive "@(?:defer|stream)"\.$/.test(message)
    ? `${message} This server answers in one part; leave the directive away, and the same fields arrive together.`
    : valueFree(message);

/** An error of an answer, as Apollo Server would hand it to `formatError`. */
export function formattedError(error: GraphQLError): GraphQLFormattedError {
  const code = error.extensions['code'] ?? ErrorCode.INTERNAL_SERVER_ERROR;
  return formatError({ ...error.toJSON(), extensions: { ...error.extensions, code } }, error);
}

/** Logs what nobody expected, and notes in the error where the log has it. */
export function noteUnexpected(errors: readonly GraphQLError[], requestId: string, logger: Logger): void {
  for (const error of errors) {
    if (codedError(error) || requestError(error, error.extensions['code'])) continue;
    error.extensions['requestId'] = requestId;
    logger.error({ requestId, path: error.path, error: error.originalError ?? error }, 'unexpected error');
  }
}

function codedError(error: unknown): PeoplegraphError | undefined {
  const original = error instanceof GraphQLError ? error.originalError : error;
  return original instanceof PeoplegraphError ? original : undefined;
}

/** The code of what GraphQL itself finds wrong with a request; undefined for what fails on the way to an answer. */
function requestError(error: unknown, code: unknown): ErrorCode | undefined {
  if (typeof code === 'string' && code in errorTable && code !== ErrorCode.INTERNAL_SERVER_ERROR)
    return code as ErrorCode;
  // Some findings have no code, such as a hash that is not that of the document: nothing was thrown, no field was reached.
  const isFinding = error instanceof GraphQLError && !error.originalError && !error.path;
  return isFinding ? ErrorCode.BAD_REQUEST : undefined;
}

function extensionsOf(error: PeoplegraphError): Record<string, unknown> {
  return {
    code: error.code,
    retryable: error.retryable,
    ...(error.vendor === undefined ? {} : { vendor: error.vendor }),
    ...(error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }),
    ...(error.fields?.length ? { fields: error.fields } : {}),
    ...(error.writeId === undefined ? {} : { writeId: error.writeId }),
  };
}
