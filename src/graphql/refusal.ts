import { GraphQLError } from 'graphql';
import { ErrorCode, PeoplegraphError } from '../errors.js';

/** Refuses a request before its operation runs, with status 400: a plain error at that stage is answered with 500. */
export const refusalOf = (reason: PeoplegraphError): GraphQLError =>
  new GraphQLError(reason.message, { originalError: reason, extensions: { http: { status: 400 } } });

/** The same for whatever was thrown while an operation was looked at. */
export function toRefusal(reason: unknown): unknown {
  if (reason instanceof PeoplegraphError) return refusalOf(reason);
  if (!(reason instanceof GraphQLError)) return reason;
  // What is wrong with the values of an operation, such as `first: $first` where the variable is null.
  const { message, nodes } = reason;
  return new GraphQLError(message, { nodes, extensions: { code: ErrorCode.BAD_USER_INPUT, http: { status: 400 } } });
}
