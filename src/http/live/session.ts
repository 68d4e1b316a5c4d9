import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import { RequestCost } from '../../domain/request-cost.js';
import { freshScope } from '../../domain/scope.js';
import { PeoplegraphError } from '../../errors.js';
import {
  type LiveAnswer,
  type LiveAnswers,
  type LiveOperation,
  type LiveRequest,
  type OpenedContext,
  refusalAnswer,
} from '../../graphql/changes/subscriptions.js';
import { formattedError } from '../../graphql/format-error.js';
import type { GraphServer } from '../../graphql/server.js';
import type { Services } from '../../services/index.js';
import { AttemptScope } from '../../services/writes/attempt-scope.js';
import { type OperationTimes, timeForVendors } from '../request-scope.js';
import type { Places } from './limits.js';

export interface SessionOptions {
  readonly graph: GraphServer;
  readonly services: Services;
  readonly operation: OperationTimes;
  readonly logger: Logger;
  /** The origins of other sites whose pages may ask. */
  readonly corsOrigins: readonly string[];
  readonly places: Places;
  /** Told of each mutation that has ended. */
  readonly onMutation: () => void;
}

/** What may be said of an operation that has one answer. */
export interface OnceOptions {
  /** Whether only what the vendors hold now will do. */
  readonly isFresh: boolean;
  /** How long vendors may be waited for, in milliseconds. */
  readonly timeMs: number;
}

/** What is asked over one connection that stays open. Everything that is under way ends with it. */
export class LiveSession {
  readonly #end = new AbortController();
  #listening = 0;

  /** @param caller the name of the API key that the connection was opened with. */
  constructor(
    private readonly options: SessionOptions,
    private readonly caller: string,
  ) {
    setMaxListeners(0, this.#end.signal);
  }

  /** @returns the operation, or what is wrong with it. */
  read(request: LiveRequest): LiveOperation | readonly GraphQLError[] {
    return this.options.graph.subscriptions.read(request);
  }

  /** @returns the answers to a subscription, or the one answer to anything else. */
  async run(operation: LiveOperation, options?: OnceOptions): Promise<LiveAnswers | LiveAnswer> {
    const { subscriptions } = this.options.graph;
    const { operation: kind } = operation.definition;
    if (kind !== OperationTypeNode.SUBSCRIPTION) return this.#once(operation, kind, options);
    let leave: () => void;
    try {
      leave = this.options.places.take();
    } catch (error) {
      return refusalAnswer(error as PeoplegraphError);
    }
    const begun = await subscriptions.begin(operation, () => this.#open(this.#end.signal));
    if (!(Symbol.asyncIterator in begun)) {
      leave();
      return begun;
    }
    // Whoever has left meanwhile is told nothing.
    if (this.#end.signal.aborted) await begun.return();
    this.#listening += 1;
    return leaving(begun, () => {
      leave();
      this.#listening -= 1;
    });
  }

  /** Aborts when the client has gone. */
  get signal(): AbortSignal {
    return this.#end.signal;
  }

  /** Subscriptions that are under way. */
  get listening(): number {
    return this.#listening;
  }

  /** The client has gone: reads are given up, and writes are not. */
  close(): void {
    this.#end.abort();
  }

  async #once(
    { query, operationName, variables }: LiveRequest,
    kind: OperationTypeNode,
    options: OnceOptions = { isFresh: false, timeMs: this.#usualTime },
  ): Promise<LiveAnswer> {
    const isMutation = kind === OperationTypeNode.MUTATION;
    // A mutation that has begun is finished, whoever waits for it.
    const { context, close } = this.#open(isMutation ? new AbortController().signal : this.#end.signal, options);
    try {
      const request = { query, operationName, variables: { ...variables } };
      const { body } = await this.options.graph.apollo.executeOperation(request, { contextValue: context });
      if (body.kind !== 'single') throw new TypeError('An answer in parts cannot be sent.');
      return body.singleResult;
    } catch (error) {
      return { errors: [formattedError(new GraphQLError('', { originalError: error as Error }))] };
    } finally {
      close();
      if (isMutation) this.options.onMutation();
    }
  }

  get #usualTime(): number {
    return timeForVendors({}, this.options.operation);
  }

  /** An event tells that what is kept may be older than what the vendors hold. */
  #open(shutdown: AbortSignal, { isFresh, timeMs } = { isFresh: true, timeMs: this.#usualTime }): OpenedContext {
    const { services, logger } = this.options;
    const scope = new AttemptScope({
      requestId: randomUUID(),
      cost: new RequestCost(),
      deadline: Date.now() + timeMs,
      grace: 0,
      shutdown,
    });
    const request = services.open(isFresh ? freshScope(scope) : scope, this.caller);
    return {
      context: { services, request, logger, cancelWhenClientHangsUp: () => undefined },
      close: () => scope.close(),
    };
  }
}

/** The same answers; the place is given back with the last one, once. */
function leaving(answers: LiveAnswers, onEnd: () => void): LiveAnswers {
  let hasLeft = false;
  const leave = (): void => {
    if (!hasLeft) onEnd();
    hasLeft = true;
  };
  return {
    async next() {
      try {
        const answer = await answers.next();
        if (answer.done) leave();
        return answer;
      } catch (error) {
        leave();
        throw error;
      }
    },
    return() {
      leave();
      return answers.return();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
