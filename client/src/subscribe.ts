import { PeoplegraphError, UnexpectedAnswerError } from './error.js';
import { requestAnswer, type RequestAnswer } from './operations.js';
import { type RawError, ReceivedAnswer } from './received-answer.js';
import { eventsOf } from './server-sent-events.js';
import type { Transport } from './transport.js';

export interface SubscribeOptions {
  /** Ends the subscription, with its reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * How long the line may be silent while the next answer is waited for, in milliseconds, before it is taken for dead.
   * The service shows more often that it lives. 60,000, where it is left out.
   */
  readonly silenceMs?: number | undefined;
}

/**
 * A subscription by the protocol of GraphQL over server-sent events, in its mode of distinct connections: one request,
 * whose answer has an event `next` for each answer, and `complete` at the end.
 *
 * @throws PeoplegraphError also where the stream ends without `complete`: what happened since is for the caller to read.
 */
export async function* subscribe<Result>(
  transport: Transport,
  text: string,
  variables: unknown,
  { signal, silenceMs = 60_000 }: SubscribeOptions = {},
): AsyncGenerator<RequestAnswer<Result>, void, undefined> {
  // Leaving the loop has to end the request, too.
  const controller = new AbortController();
  const abort = (): void => controller.abort(signal?.reason);
  const silence = transport.failureOf(undefined, controller.signal);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => controller.abort(silence), silenceMs);
  };
  heard();
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    const response = await transport.send(text, variables, 'text/event-stream', controller.signal);
    if (!response.headers.get('content-type')?.startsWith('text/event-stream') || !response.body) {
      throw (await transport.read(response, controller.signal)).failure();
    }
    const requestId = response.headers.get('x-request-id') ?? undefined;
    for await (const { event, data } of eventsOf(response.body, heard)) {
      if (event === 'complete') return;
      if (event !== 'next') continue;
      const answer = answerOf(data, requestId);
      if (answer.isFailure) throw answer.failure();
      // While the caller works nobody reads, and the line is not silent for that.
      clearTimeout(timer);
      yield requestAnswer(answer);
      heard();
    }
    throw transport.failureOf(undefined, controller.signal);
  } catch (error) {
    if (error instanceof PeoplegraphError) throw error;
    throw transport.failureOf(error, controller.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    controller.abort();
  }
}

function answerOf(text: string, requestId: string | undefined): ReceivedAnswer {
  try {
    const { data, errors, extensions } = JSON.parse(text) as {
      data?: Record<string, unknown> | null;
      errors?: RawError[];
      extensions?: unknown;
    };
    return new ReceivedAnswer(data ?? undefined, errors ?? [], extensions, { requestId });
  } catch {
    throw new UnexpectedAnswerError('An event of the stream is not an answer of Peoplegraph.', {
      code: 'UNEXPECTED_ANSWER',
      retryable: false,
      requestId,
    });
  }
}
