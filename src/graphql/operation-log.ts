import type { GraphQLFormattedError } from 'graphql';
import type { GraphContext } from './context.js';

/** Logs an operation that has ended, without what it asked for. */
export function logOperation(
  { logger, request }: GraphContext,
  operation: string | undefined,
  milliseconds: number,
  errors: readonly GraphQLFormattedError[] | undefined,
): void {
  logger.info(
    {
      requestId: request.requestId,
      operation,
      milliseconds: Math.round(milliseconds),
      errors: errors?.length ? [...new Set(errors.map(({ extensions }) => extensions?.['code']))] : undefined,
    },
    'operation',
  );
}
