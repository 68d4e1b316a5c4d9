import { GraphQLError } from 'graphql';
import type { PeoplegraphError } from '../errors.js';

/** Refuses a request before its operation runs, with status 400: a plain error at that stage is answered with 500. */
export const refusalOf = (reason: PeoplegraphError): GraphQLError =>
  new GraphQLError(reason.message, { originalError: reason, extensions: { http: { status: 400 } } });
