/** One of the four systems behind Peoplegraph. */
export type VendorName = 'CHATWOOT' | 'NUMI' | 'PERFEX' | 'PERSIO';

/** Where a value stands in an answer: the names of fields, and places in lists from 0. */
export type Path = readonly (string | number)[];

/** What is known of an error beside its message. */
export interface ErrorDetails {
  readonly code: string;
  readonly retryable: boolean;
  readonly vendor?: VendorName | undefined;
  readonly retryAfter?: number | undefined;
  readonly fields?: readonly string[] | undefined;
  readonly path?: Path | undefined;
  readonly writeId?: string | undefined;
  readonly requestId?: string | undefined;
  readonly status?: number | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly others?: readonly PeoplegraphError[] | undefined;
}

/**
 * Whatever this client fails with, except an abort by the caller's own signal, which is answered with the signal's
 * reason. Each code of the service has a class of its own; a code that this release does not know has this one.
 * No error holds the API key or a header.
 */
export class PeoplegraphError extends Error {
  override readonly name: string = 'PeoplegraphError';
  /** The kind of the error: a code of the service, or `NETWORK_ERROR`, `CLIENT_TIMEOUT` or `UNEXPECTED_ANSWER`. */
  readonly code: string;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** The vendor that failed or refused. */
  readonly vendor: VendorName | undefined;
  /** Seconds until a repeat makes sense, where the vendor said so. */
  readonly retryAfter: number | undefined;
  /** The input fields at fault, such as `notifications.invoice`. */
  readonly fields: readonly string[];
  /** What failed; a record that was asked for by its key is the first part. Missing where the request failed as a whole. */
  readonly path: Path | undefined;
  /** The id of the write that ended with the error, for `write({ id })`. */
  readonly writeId: string | undefined;
  /** The id under which the log of the service has the request. */
  readonly requestId: string | undefined;
  /** The status of the HTTP answer, where there was one. */
  readonly status: number | undefined;
  /** The key that a mutation was sent with: send it again with the same input, and it is written once. */
  readonly idempotencyKey: string | undefined;
  /** Where several parts of a request failed and nothing was answered: the errors of the others. */
  readonly others: readonly PeoplegraphError[];

  constructor(message: string, details: ErrorDetails) {
    super(message);
    this.code = details.code;
    this.retryable = details.retryable;
    this.vendor = details.vendor;
    this.retryAfter = details.retryAfter;
    this.fields = details.fields ?? [];
    this.path = details.path;
    this.writeId = details.writeId;
    this.requestId = details.requestId;
    this.status = details.status;
    this.idempotencyKey = details.idempotencyKey;
    this.others = details.others ?? [];
  }

  /** The same error, seen with other details. */
  with(details: Partial<ErrorDetails>): this {
    const Class = this.constructor as new (message: string, details: ErrorDetails) => this;
    return new Class(this.message, Object.assign({}, this, details));
  }
}

/** No answer arrived: the service could not be reached, or the line broke. A write may have taken effect. */
export class NetworkError extends PeoplegraphError {
  override readonly name: string = 'NetworkError';
  declare readonly code: 'NETWORK_ERROR';
}

/** The client's own time for the call ran out, all repeats included. A write may have taken effect. */
export class ClientTimeoutError extends PeoplegraphError {
  override readonly name: string = 'ClientTimeoutError';
  declare readonly code: 'CLIENT_TIMEOUT';
}

/** What arrived is not an answer of Peoplegraph: `status` says more, such as 502 for a proxy without a service behind it. */
export class UnexpectedAnswerError extends PeoplegraphError {
  override readonly name: string = 'UnexpectedAnswerError';
  declare readonly code: 'UNEXPECTED_ANSWER';
}
