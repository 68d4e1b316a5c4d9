import {
  createSourceEventStream,
  type DocumentNode,
  execute,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import { ErrorCode, PeoplegraphError } from '../../errors.js';
import type { GraphContext } from '../context.js';
import { mostTokens } from '../document-limit.js';
import { formattedError, noteUnexpected } from '../format-error.js';
import { logOperation } from '../operation-log.js';
import type { PreparedOperations } from '../executor/prepared-operations.js';

/** What a client asks for. */
export interface LiveRequest {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** An answer as it goes out. */
export interface LiveAnswer {
  readonly errors?: readonly GraphQLFormattedError[];
  readonly data?: unknown;
}

/** An operation that has passed the specification's rules. */
export interface LiveOperation extends LiveRequest {
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
}

/** The scope of one piece of work. */
export interface OpenedContext {
  readonly context: GraphContext;
  readonly close: () => void;
}

/** The answers to one subscription. */
export interface LiveAnswers extends AsyncIterableIterator<LiveAnswer> {
  return(): Promise<IteratorResult<LiveAnswer>>;
}

/** Runs subscriptions: each event is an operation of its own, with its own time, loaders and limits. */
export class Subscriptions {
  constructor(
    readonly schema: GraphQLSchema,
    private readonly prepared: PreparedOperations,
  ) {}

  /** @returns the operation, or what is wrong with it. */
  read(request: LiveRequest): LiveOperation | readonly GraphQLError[] {
    let document: DocumentNode;
    let code = ErrorCode.GRAPHQL_PARSE_FAILED;
    try {
      document = parse(request.query, { maxTokens: mostTokens });
      code = ErrorCode.GRAPHQL_VALIDATION_FAILED;
      const invalid = validate(this.schema, document);
      if (invalid.length > 0) return invalid.map((error) => withCode(error, code));
    } catch (error) {
      return [withCode(error, code)];
    }
    const definition = getOperationAST(document, request.operationName);
    if (definition) return { ...request, document, definition };
    const message = 'The document has no operation of that name, or several of which none was named.';
    return [new GraphQLError(message, { extensions: { code: ErrorCode.OPERATION_RESOLUTION_FAILURE } })];
  }

  /**
   * Begins a subscription.
   * @param open opens a scope for the beginning, and for each event anew.
   * @returns its answers, or the one answer that says why there are none.
   */
  async begin(operation: LiveOperation, open: () => OpenedContext): Promise<LiveAnswers | LiveAnswer> {
    const { definition } = operation;
    if (definition.operation !== OperationTypeNode.SUBSCRIPTION) throw new TypeError('It is no subscription.');
    const opened = open();
    try {
      const source = await this.#source(operation, opened.context);
      if (Symbol.asyncIterator in source) return this.#answers(operation, source, open);
      return this.#formatted(source, opened.context);
    } catch (error) {
      return this.#formatted({ errors: [toGraphqlError(error)] }, opened.context);
    } finally {
      opened.close();
    }
  }

  #source(operation: LiveOperation, contextValue: GraphContext): Promise<AsyncIterable<unknown> | ExecutionResult> {
    this.prepared.prepare({ ...operation, operation: operation.definition }, operation.variables, contextValue);
    return createSourceEventStream({ ...this.#args(operation), contextValue });
  }

  /** The source is asked for its end at once, also while it is waited for. */
  #answers(operation: LiveOperation, events: AsyncIterable<unknown>, open: () => OpenedContext): LiveAnswers {
    const source = events[Symbol.asyncIterator]();
    const done = { done: true, value: undefined } as const;
    return {
      next: async () => {
        const event = await source.next();
        return event.done ? done : { done: false, value: await this.#answer(operation, event.value, open) };
      },
      return: async () => {
        await source.return?.();
        return done;
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  async #answer(operation: LiveOperation, rootValue: unknown, open: () => OpenedContext): Promise<LiveAnswer> {
    const started = performance.now();
    const { context, close } = open();
    try {
      this.prepared.prepare({ ...operation, operation: operation.definition }, operation.variables, context);
      const result = await execute({ ...this.#args(operation), rootValue, contextValue: context });
      const answer = this.#formatted(result, context);
      logOperation(context, operation.definition.operation, performance.now() - started, answer.errors);
      return answer;
    } catch (error) {
      // Past a limit: what the vendors have left may allow the next one.
      return this.#formatted({ errors: [toGraphqlError(error)] }, context);
    } finally {
      close();
    }
  }

  #args({ document, variables, operationName }: LiveOperation) {
    return { schema: this.schema, document, variableValues: variables, operationName };
  }

  #formatted({ errors, data }: ExecutionResult, { request, logger }: GraphContext): LiveAnswer {
    if (errors) noteUnexpected(errors, request.requestId, logger);
    return { ...(errors ? { errors: errors.map(formattedError) } : {}), ...(data === undefined ? {} : { data }) };
  }
}

/** Whether a document's operation is a subscription. @throws for what cannot be parsed. */
export const isSubscription = ({ query, operationName }: LiveRequest): boolean =>
  getOperationAST(parse(query, { maxTokens: mostTokens, noLocation: true }), operationName)?.operation ===
  OperationTypeNode.SUBSCRIPTION;

const toGraphqlError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });

/** A document that is nested too deeply overflows the stack, which is no error of GraphQL and no fault of this server. */
function withCode(error: unknown, code: ErrorCode): GraphQLError {
  const refusal = error instanceof GraphQLError ? error : new GraphQLError('The document is nested too deeply.');
  refusal.extensions['code'] = code;
  return refusal;
}

/** The answer that says why there is no other. */
export const refusalAnswer = (error: PeoplegraphError): LiveAnswer => ({
  errors: [formattedError(new GraphQLError(error.message, { originalError: error }))],
});
