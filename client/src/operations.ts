import type { PeoplegraphError } from './error.js';
import { withIdempotencyKeys } from './idempotency.js';
import { operationOf } from './operation.js';
import { type CallOptions, type CallSettings, settingsOf } from './options.js';
import type { ReceivedAnswer } from './received-answer.js';
import { withRetries } from './retries.js';
import type { Transport } from './transport.js';

/** The answer to a document of the caller's own. */
export interface RequestAnswer<Result> {
  /** What could be answered. Fields that failed are null, and `errors` says why. */
  readonly data: Result;
  /** One error for each part that failed. Empty where nothing did. */
  readonly errors: readonly PeoplegraphError[];
  /** What the service adds to an answer, such as its cost where a header asks for it. */
  readonly extensions: unknown;
  /** The id under which the log of the service has the request. */
  readonly requestId: string | undefined;
  /** The key that the mutation was sent with, where it is of one write. */
  readonly idempotencyKey: string | undefined;
}

export const requestAnswer = <Result>(
  { data, errors, extensions, requestId }: ReceivedAnswer,
  idempotencyKey?: string,
): RequestAnswer<Result> => ({ data: data as Result, errors, extensions, requestId, idempotencyKey });

/** Runs documents: with keys for their writes, with repeats where those are harmless, within their time. */
export class Operations {
  constructor(
    readonly transport: Transport,
    private readonly settings: CallSettings,
  ) {}

  /** @throws PeoplegraphError where nothing was answered. */
  async run<Result>(text: string, variables: unknown, options: CallOptions = {}): Promise<RequestAnswer<Result>> {
    const operation = operationOf(text);
    if (operation.kind === 'subscription') throw new TypeError('A subscription is for subscribe().');
    const isQuery = operation.kind === 'query';
    const keyed = isQuery
      ? { variables, isRepeatable: true, idempotencyKey: undefined }
      : withIdempotencyKeys(operation, variables);
    const { idempotencyKey } = keyed;
    const received = await this.repeated(
      async (signal) => {
        const answer = await this.transport.ask(text, keyed.variables, signal);
        if (answer.isFailure) throw answer.failure();
        return answer.withKey(idempotencyKey);
      },
      { ...options, isRepeatable: keyed.isRepeatable, idempotencyKey },
    );
    return requestAnswer(received, idempotencyKey);
  }

  /** One question without repeats, for a caller that repeats parts of it only. */
  ask(text: string, variables: unknown, signal: AbortSignal): Promise<ReceivedAnswer> {
    return this.transport.ask(text, variables, signal);
  }

  repeated<Value>(
    attempt: (signal: AbortSignal) => Promise<Value>,
    {
      signal,
      ...options
    }: CallOptions & { readonly isRepeatable: boolean; readonly idempotencyKey?: string | undefined },
  ): Promise<Value> {
    const { isRepeatable, idempotencyKey } = options;
    return withRetries(attempt, { ...settingsOf(options, this.settings), signal, isRepeatable, idempotencyKey });
  }
}
