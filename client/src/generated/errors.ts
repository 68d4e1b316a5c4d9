// Written by "npm run generate" from the schema and the table of error codes: a change here is lost.

import { PeoplegraphError } from '../error.js';
import type { ErrorCode } from './graphql.js';

/**
 * A value that you sent breaks a rule; `fields` names it.
 * Correct the value that the message names.
 */
export class BadUserInputError extends PeoplegraphError {
  override readonly name: string = 'BadUserInputError';
  declare readonly code: 'BAD_USER_INPUT';
}

/**
 * The record to be changed or deleted does not exist at the vendor.
 * Check the id. A query answers null instead of this error.
 */
export class NotFoundError extends PeoplegraphError {
  override readonly name: string = 'NotFoundError';
  declare readonly code: 'NOT_FOUND';
}

/**
 * Another record already has a value that must be unique, another input came with the same idempotency key, or the write is not in a state that allows it.
 * Choose another value or key, or change the record that has it.
 */
export class ConflictError extends PeoplegraphError {
  override readonly name: string = 'ConflictError';
  declare readonly code: 'CONFLICT';
}

/**
 * A person was referred to by an e-mail address or a phone number that several people have, or that is of nobody in particular, such as a role address.
 * Refer to the person by `id`. `person(by)` answers it, and names the others in `otherMatches`.
 */
export class AmbiguousKeyError extends PeoplegraphError {
  override readonly name: string = 'AmbiguousKeyError';
  declare readonly code: 'AMBIGUOUS_KEY';
}

/**
 * The request has no API key, or one that this server does not know.
 * Send `Authorization: Bearer <key>` with a key from the configuration.
 */
export class UnauthenticatedError extends PeoplegraphError {
  override readonly name: string = 'UnauthenticatedError';
  declare readonly code: 'UNAUTHENTICATED';
}

/**
 * The delivery of a webhook is not signed with the secret of this server, or not within five minutes of now.
 * Compare the vendor's secret with the configuration, and the clocks of both servers.
 */
export class WebhookRefusedError extends PeoplegraphError {
  override readonly name: string = 'WebhookRefusedError';
  declare readonly code: 'WEBHOOK_REFUSED';
}

/**
 * This connection, or this server, has as many subscriptions as it takes.
 * End some, or try again later; an operator can raise `MAX_SUBSCRIPTIONS`.
 */
export class TooManySubscriptionsError extends PeoplegraphError {
  override readonly name: string = 'TooManySubscriptionsError';
  declare readonly code: 'TOO_MANY_SUBSCRIPTIONS';
}

/**
 * The answer could become larger than this server allows.
 * Ask for fewer records (`first`, fewer keys) or fewer nested lists at once.
 */
export class QueryTooComplexError extends PeoplegraphError {
  override readonly name: string = 'QueryTooComplexError';
  declare readonly code: 'QUERY_TOO_COMPLEX';
}

/**
 * The body of the request is larger than this server reads.
 * Send fewer items in one request, or raise `BODY_LIMIT_BYTES`.
 */
export class PayloadTooLargeError extends PeoplegraphError {
  override readonly name: string = 'PayloadTooLargeError';
  declare readonly code: 'PAYLOAD_TOO_LARGE';
}

/**
 * The time for the whole operation ran out before this part was done.
 * Ask again, ask for less at once, or raise `OPERATION_TIMEOUT_MS`.
 */
export class DeadlineExceededError extends PeoplegraphError {
  override readonly name: string = 'DeadlineExceededError';
  declare readonly code: 'DEADLINE_EXCEEDED';
}

/**
 * The vendor does not accept this server's key.
 * An operator has to correct the vendor's key in the configuration.
 */
export class VendorUnauthorizedError extends PeoplegraphError {
  override readonly name: string = 'VendorUnauthorizedError';
  declare readonly code: 'VENDOR_UNAUTHORIZED';
}

/**
 * This server's key at the vendor is valid, but does not reach this record or this method.
 * An operator has to widen the rights of the key at the vendor.
 */
export class VendorForbiddenError extends PeoplegraphError {
  override readonly name: string = 'VendorForbiddenError';
  declare readonly code: 'VENDOR_FORBIDDEN';
}

/**
 * The quota of requests to the vendor is used up.
 * Ask again after `retryAfter` seconds, or later where it is missing.
 */
export class VendorRateLimitedError extends PeoplegraphError {
  override readonly name: string = 'VendorRateLimitedError';
  declare readonly code: 'VENDOR_RATE_LIMITED';
}

/**
 * The vendor did not answer in time.
 * Ask again later. After a write, read the record first: the write may have taken effect.
 */
export class VendorTimeoutError extends PeoplegraphError {
  override readonly name: string = 'VendorTimeoutError';
  declare readonly code: 'VENDOR_TIMEOUT';
}

/**
 * The vendor could not be reached, or answered that it is out of order.
 * Ask again later. After a write, read the record first: the write may have taken effect.
 */
export class VendorUnavailableError extends PeoplegraphError {
  override readonly name: string = 'VendorUnavailableError';
  declare readonly code: 'VENDOR_UNAVAILABLE';
}

/**
 * The vendor answered something that is not in its contract.
 * Check the vendor's URL in the configuration and its version; report it where both are right.
 */
export class VendorBadResponseError extends PeoplegraphError {
  override readonly name: string = 'VendorBadResponseError';
  declare readonly code: 'VENDOR_BAD_RESPONSE';
}

/**
 * The vendor understood the request and refused it.
 * The message says what is known of the reason. The same request will be refused again.
 */
export class VendorRejectedError extends PeoplegraphError {
  override readonly name: string = 'VendorRejectedError';
  declare readonly code: 'VENDOR_REJECTED';
}

/**
 * This installation of the vendor's software does not offer the method.
 * Upgrade the vendor's software; the message names the version.
 */
export class VendorUnsupportedError extends PeoplegraphError {
  override readonly name: string = 'VendorUnsupportedError';
  declare readonly code: 'VENDOR_UNSUPPORTED';
}

/**
 * This server has no URL or key for the vendor.
 * Set the vendor's variables, or `SANDBOX=on` to use its simulator.
 */
export class VendorNotConfiguredError extends PeoplegraphError {
  override readonly name: string = 'VendorNotConfiguredError';
  declare readonly code: 'VENDOR_NOT_CONFIGURED';
}

/**
 * This service's own store could not be read or written.
 * Ask again later; an operator finds the reason in the log.
 */
export class StoreUnavailableError extends PeoplegraphError {
  override readonly name: string = 'StoreUnavailableError';
  declare readonly code: 'STORE_UNAVAILABLE';
}

/**
 * The write was cancelled before it was delivered.
 * Send it again, with a new idempotency key, where it is wanted after all.
 */
export class WriteCancelledError extends PeoplegraphError {
  override readonly name: string = 'WriteCancelledError';
  declare readonly code: 'WRITE_CANCELLED';
}

/**
 * What was stored of the write cannot be decrypted.
 * An operator has to put back the key that `STORE_ENCRYPTION_KEYS` had; then send it again with a new idempotency key.
 */
export class WriteUnreadableError extends PeoplegraphError {
  override readonly name: string = 'WriteUnreadableError';
  declare readonly code: 'WRITE_UNREADABLE';
}

/**
 * What was stored of the person cannot be decrypted.
 * An operator has to put back the key that `STORE_ENCRYPTION_KEYS` had; nothing is lost until then.
 */
export class PersonUnreadableError extends PeoplegraphError {
  override readonly name: string = 'PersonUnreadableError';
  declare readonly code: 'PERSON_UNREADABLE';
}

/**
 * Something unexpected happened here.
 * Report the `requestId` of the error: the log holds the reason under it.
 */
export class InternalServerError extends PeoplegraphError {
  override readonly name: string = 'InternalServerError';
  declare readonly code: 'INTERNAL_SERVER_ERROR';
}

/**
 * The HTTP request is not a GraphQL request.
 * Send `POST` with `Content-Type: application/json` and a body with `query`.
 */
export class BadRequestError extends PeoplegraphError {
  override readonly name: string = 'BadRequestError';
  declare readonly code: 'BAD_REQUEST';
}

/**
 * The document is not GraphQL.
 * Correct the syntax at the place that the message names.
 */
export class GraphqlParseFailedError extends PeoplegraphError {
  override readonly name: string = 'GraphqlParseFailedError';
  declare readonly code: 'GRAPHQL_PARSE_FAILED';
}

/**
 * The document does not fit the schema.
 * Correct the field, argument or type that the message names.
 */
export class GraphqlValidationFailedError extends PeoplegraphError {
  override readonly name: string = 'GraphqlValidationFailedError';
  declare readonly code: 'GRAPHQL_VALIDATION_FAILED';
}

/**
 * The request does not say which of its operations to run.
 * Send an `operationName` that the document has.
 */
export class OperationResolutionFailureError extends PeoplegraphError {
  override readonly name: string = 'OperationResolutionFailureError';
  declare readonly code: 'OPERATION_RESOLUTION_FAILURE';
}

/**
 * The server does not know the document of this hash (yet).
 * Send the document along with the hash; clients do this by themselves.
 */
export class PersistedQueryNotFoundError extends PeoplegraphError {
  override readonly name: string = 'PersistedQueryNotFoundError';
  declare readonly code: 'PERSISTED_QUERY_NOT_FOUND';
}

/**
 * The server does not keep documents by hash.
 * Send the whole document.
 */
export class PersistedQueryNotSupportedError extends PeoplegraphError {
  override readonly name: string = 'PersistedQueryNotSupportedError';
  declare readonly code: 'PERSISTED_QUERY_NOT_SUPPORTED';
}

/** The class of each code. */
export const errorClasses = {
  BAD_USER_INPUT: BadUserInputError,
  NOT_FOUND: NotFoundError,
  CONFLICT: ConflictError,
  AMBIGUOUS_KEY: AmbiguousKeyError,
  UNAUTHENTICATED: UnauthenticatedError,
  WEBHOOK_REFUSED: WebhookRefusedError,
  TOO_MANY_SUBSCRIPTIONS: TooManySubscriptionsError,
  QUERY_TOO_COMPLEX: QueryTooComplexError,
  PAYLOAD_TOO_LARGE: PayloadTooLargeError,
  DEADLINE_EXCEEDED: DeadlineExceededError,
  VENDOR_UNAUTHORIZED: VendorUnauthorizedError,
  VENDOR_FORBIDDEN: VendorForbiddenError,
  VENDOR_RATE_LIMITED: VendorRateLimitedError,
  VENDOR_TIMEOUT: VendorTimeoutError,
  VENDOR_UNAVAILABLE: VendorUnavailableError,
  VENDOR_BAD_RESPONSE: VendorBadResponseError,
  VENDOR_REJECTED: VendorRejectedError,
  VENDOR_UNSUPPORTED: VendorUnsupportedError,
  VENDOR_NOT_CONFIGURED: VendorNotConfiguredError,
  STORE_UNAVAILABLE: StoreUnavailableError,
  WRITE_CANCELLED: WriteCancelledError,
  WRITE_UNREADABLE: WriteUnreadableError,
  PERSON_UNREADABLE: PersonUnreadableError,
  INTERNAL_SERVER_ERROR: InternalServerError,
  BAD_REQUEST: BadRequestError,
  GRAPHQL_PARSE_FAILED: GraphqlParseFailedError,
  GRAPHQL_VALIDATION_FAILED: GraphqlValidationFailedError,
  OPERATION_RESOLUTION_FAILURE: OperationResolutionFailureError,
  PERSISTED_QUERY_NOT_FOUND: PersistedQueryNotFoundError,
  PERSISTED_QUERY_NOT_SUPPORTED: PersistedQueryNotSupportedError,
} as const satisfies Record<ErrorCode, unknown>;
