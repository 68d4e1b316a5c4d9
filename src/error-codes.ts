/** Every code that an answer of this service can carry in `extensions.code`. */
export enum ErrorCode {
  BAD_USER_INPUT = 'BAD_USER_INPUT',
  NOT_FOUND = 'NOT_FOUND',
  CONFLICT = 'CONFLICT',
  AMBIGUOUS_KEY = 'AMBIGUOUS_KEY',
  UNAUTHENTICATED = 'UNAUTHENTICATED',
  WEBHOOK_REFUSED = 'WEBHOOK_REFUSED',
  TOO_MANY_SUBSCRIPTIONS = 'TOO_MANY_SUBSCRIPTIONS',
  QUERY_TOO_COMPLEX = 'QUERY_TOO_COMPLEX',
  PAYLOAD_TOO_LARGE = 'PAYLOAD_TOO_LARGE',
  DEADLINE_EXCEEDED = 'DEADLINE_EXCEEDED',
  VENDOR_UNAUTHORIZED = 'VENDOR_UNAUTHORIZED',
  VENDOR_FORBIDDEN = 'VENDOR_FORBIDDEN',
  VENDOR_RATE_LIMITED = 'VENDOR_RATE_LIMITED',
  VENDOR_TIMEOUT = 'VENDOR_TIMEOUT',
  VENDOR_UNAVAILABLE = 'VENDOR_UNAVAILABLE',
  VENDOR_BAD_RESPONSE = 'VENDOR_BAD_RESPONSE',
  VENDOR_REJECTED = 'VENDOR_REJECTED',
  VENDOR_UNSUPPORTED = 'VENDOR_UNSUPPORTED',
  VENDOR_NOT_CONFIGURED = 'VENDOR_NOT_CONFIGURED',
  STORE_UNAVAILABLE = 'STORE_UNAVAILABLE',
  WRITE_CANCELLED = 'WRITE_CANCELLED',
  WRITE_UNREADABLE = 'WRITE_UNREADABLE',
  PERSON_UNREADABLE = 'PERSON_UNREADABLE',
  INTERNAL_SERVER_ERROR = 'INTERNAL_SERVER_ERROR',
  BAD_REQUEST = 'BAD_REQUEST',
  GRAPHQL_PARSE_FAILED = 'GRAPHQL_PARSE_FAILED',
  GRAPHQL_VALIDATION_FAILED = 'GRAPHQL_VALIDATION_FAILED',
  OPERATION_RESOLUTION_FAILURE = 'OPERATION_RESOLUTION_FAILURE',
  PERSISTED_QUERY_NOT_FOUND = 'PERSISTED_QUERY_NOT_FOUND',
  PERSISTED_QUERY_NOT_SUPPORTED = 'PERSISTED_QUERY_NOT_SUPPORTED',
}

export interface ErrorCodeEntry {
  /** What went wrong. */
  readonly meaning: string;
  /** What the caller can do about it. */
  readonly remedy: string;
  /** Whether the same request may succeed later, unless the error itself says otherwise. */
  readonly retryable: boolean;
}

/** The public table of codes. `docs/errors.md` is compared with it by a test. */
export const errorTable: Readonly<Record<ErrorCode, ErrorCodeEntry>> = Object.freeze({
  BAD_USER_INPUT: {
    meaning: 'A value that you sent breaks a rule; `fields` names it.',
    remedy: 'Correct the value that the message names.',
    retryable: false,
  },
  NOT_FOUND: {
    meaning: 'The record to be changed or deleted does not exist at the vendor.',
    remedy: 'Check the id. A query answers null instead of this error.',
    retryable: false,
  },
  CONFLICT: {
    meaning:
      'Another record already has a value that must be unique, another input came with the same idempotency key, or the write is not in a state that allows it.',
    remedy: 'Choose another value or key, or change the record that has it.',
    retryable: false,
  },
  AMBIGUOUS_KEY: {
    meaning:
      'A person was referred to by an e-mail address or a phone number that several people have, or that is of nobody in particular, such as a role address.',
    remedy: 'Refer to the person by `id`. `person(by)` answers it, and names the others in `otherMatches`.',
    retryable: false,
  },
  UNAUTHENTICATED: {
    meaning: 'The request has no API key, or one that this server does not know.',
    remedy: 'Send `Authorization: Bearer <key>` with a key from the configuration.',
    retryable: false,
  },
  WEBHOOK_REFUSED: {
    meaning:
      'The delivery of a webhook is not signed with the secret of this server, or not within five minutes of now.',
    remedy: "Compare the vendor's secret with the configuration, and the clocks of both servers.",
    retryable: false,
  },
  TOO_MANY_SUBSCRIPTIONS: {
    meaning: 'This connection, or this server, has as many subscriptions as it takes.',
    remedy: 'End some, or try again later; an operator can raise `MAX_SUBSCRIPTIONS`.',
    retryable: true,
  },
  QUERY_TOO_COMPLEX: {
    meaning: 'The answer could become larger than this server allows.',
    remedy: 'Ask for fewer records (`first`, fewer keys) or fewer nested lists at once.',
    retryable: false,
  },
  PAYLOAD_TOO_LARGE: {
    meaning: 'The body of the request is larger than this server reads.',
    remedy: 'Send fewer items in one request, or raise `BODY_LIMIT_BYTES`.',
    retryable: false,
  },
  DEADLINE_EXCEEDED: {
    meaning: 'The time for the whole operation ran out before this part was done.',
    remedy: 'Ask again, ask for less at once, or raise `OPERATION_TIMEOUT_MS`.',
    retryable: true,
  },
  VENDOR_UNAUTHORIZED: {
    meaning: "The vendor does not accept this server's key.",
    remedy: "An operator has to correct the vendor's key in the configuration.",
    retryable: false,
  },
  VENDOR_FORBIDDEN: {
    meaning: "This server's key at the vendor is valid, but does not reach this record or this method.",
    remedy: 'An operator has to widen the rights of the key at the vendor.',
    retryable: false,
  },
  VENDOR_RATE_LIMITED: {
    meaning: 'The quota of requests to the vendor is used up.',
    remedy: 'Ask again after `retryAfter` seconds, or later where it is missing.',
    retryable: true,
  },
  VENDOR_TIMEOUT: {
    meaning: 'The vendor did not answer in time.',
    remedy: 'Ask again later. After a write, read the record first: the write may have taken effect.',
    retryable: true,
  },
  VENDOR_UNAVAILABLE: {
    meaning: 'The vendor could not be reached, or answered that it is out of order.',
    remedy: 'Ask again later. After a write, read the record first: the write may have taken effect.',
    retryable: true,
  },
  VENDOR_BAD_RESPONSE: {
    meaning: 'The vendor answered something that is not in its contract.',
    remedy: "Check the vendor's URL in the configuration and its version; report it where both are right.",
    retryable: false,
  },
  VENDOR_REJECTED: {
    meaning: 'The vendor understood the request and refused it.',
    remedy: 'The message says what is known of the reason. The same request will be refused again.',
    retryable: false,
  },
  VENDOR_UNSUPPORTED: {
    meaning: "This installation of the vendor's software does not offer the method.",
    remedy: "Upgrade the vendor's software; the message names the version.",
    retryable: false,
  },
  VENDOR_NOT_CONFIGURED: {
    meaning: 'This server has no URL or key for the vendor.',
    remedy: "Set the vendor's variables, or `SANDBOX=on` to use its simulator.",
    retryable: false,
  },
  STORE_UNAVAILABLE: {
    meaning: "This service's own store could not be read or written.",
    remedy: 'Ask again later; an operator finds the reason in the log.',
    retryable: true,
  },
  WRITE_CANCELLED: {
    meaning: 'The write was cancelled before it was delivered.',
    remedy: 'Send it again, with a new idempotency key, where it is wanted after all.',
    retryable: false,
  },
  WRITE_UNREADABLE: {
    meaning: 'What was stored of the write cannot be decrypted.',
    remedy:
      'An operator has to put back the key that `STORE_ENCRYPTION_KEYS` had; then send it again with a new idempotency key.',
    retryable: false,
  },
  PERSON_UNREADABLE: {
    meaning: 'What was stored of the person cannot be decrypted.',
    remedy: 'An operator has to put back the key that `STORE_ENCRYPTION_KEYS` had; nothing is lost until then.',
    retryable: false,
  },
  INTERNAL_SERVER_ERROR: {
    meaning: 'Something unexpected happened here.',
    remedy: 'Report the `requestId` of the error: the log holds the reason under it.',
    retryable: false,
  },
  BAD_REQUEST: {
    meaning: 'The HTTP request is not a GraphQL request.',
    remedy: 'Send `POST` with `Content-Type: application/json` and a body with `query`.',
    retryable: false,
  },
  GRAPHQL_PARSE_FAILED: {
    meaning: 'The document is not GraphQL.',
    remedy: 'Correct the syntax at the place that the message names.',
    retryable: false,
  },
  GRAPHQL_VALIDATION_FAILED: {
    meaning: 'The document does not fit the schema.',
    remedy: 'Correct the field, argument or type that the message names.',
    retryable: false,
  },
  OPERATION_RESOLUTION_FAILURE: {
    meaning: 'The request does not say which of its operations to run.',
    remedy: 'Send an `operationName` that the document has.',
    retryable: false,
  },
  PERSISTED_QUERY_NOT_FOUND: {
    meaning: 'The server does not know the document of this hash (yet).',
    remedy: 'Send the document along with the hash; clients do this by themselves.',
    retryable: false,
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    meaning: 'The server does not keep documents by hash.',
    remedy: 'Send the whole document.',
    retryable: false,
  },
});
