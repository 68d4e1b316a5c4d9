import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, OperationTypeNode } from 'graphql';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { ErrorCode } from '../../error-codes.js';
import type { LiveAnswer, LiveAnswers, LiveOperation, LiveRequest } from '../../graphql/changes/subscriptions.js';
import { formattedError } from '../../graphql/format-error.js';
import { answerCode } from '../answer-code.js';
import { eventStream, MediaTypes } from '../media-types.js';
import { isOriginAllowed } from './origin.js';
import { LiveSession, type OnceOptions, type SessionOptions } from './session.js';
import { asksForSubscription, liveRequest, onceOptions } from './stream-request.js';

/** How often a stream on which nothing happens shows that it lives, in milliseconds: proxies end what is silent. */
const heartbeat = 12_000;

interface Wanted {
  readonly asked: LiveRequest;
  readonly options: OnceOptions;
}

/**
 * Server-sent events, each operation on a connection of its own, as the protocol "GraphQL over SSE" has it in its mode
 * of distinct connections. The handler of its library is not used: it keeps whatever a slow client does not take.
 */
export class EventStreams {
  readonly #open = new Set<() => void>();
  readonly #mediaTypes = new MediaTypes();

  constructor(
    private readonly options: SessionOptions,
    private readonly beat = heartbeat,
  ) {}

  /** Some clients name a stream behind JSON with all that they ask: they mean it for what JSON cannot answer. */
  isAskedFor(request: FastifyRequest): boolean {
    const wish = this.#mediaTypes.streamWish(request);
    return wish === 'PREFERRED' || (wish === 'TAKEN' && asksForSubscription(request));
  }

  answer(request: FastifyRequest, reply: FastifyReply): void {
    if (!isOriginAllowed(request.headers, this.options.corsOrigins)) {
      const message = 'Pages of this origin may not open a stream here.';
      void answerCode(reply, 403, ErrorCode.BAD_REQUEST, message);
      return;
    }
    let asked: LiveRequest | undefined;
    let options: OnceOptions;
    try {
      asked = liveRequest(request);
      options = onceOptions(request, this.options.operation);
    } catch (error) {
      if (error instanceof GraphQLError) void answerCode(reply, 400, ErrorCode.BAD_USER_INPUT, error.message);
      else void reply.send(error);
      return;
    }
    if (!asked) {
      const message = 'The request has no `query`. Send it as JSON, or as a parameter of the URL.';
      void answerCode(reply, 400, ErrorCode.BAD_REQUEST, message);
      return;
    }
    this.#stream({ asked, options }, request, reply).catch((error: unknown) => {
      this.options.logger.error({ requestId: request.id, error }, 'unexpected error');
      reply.raw.destroy();
    });
  }

  /** Ends every stream without the event that says it is complete: clients come back, to another replica. */
  close(): void {
    for (const end of this.#open) end();
  }

  async #stream(wanted: Wanted, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { raw } = reply.hijack();
    const session = new LiveSession(this.options, request.caller);
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': `${eventStream}; charset=utf-8`,
      'cache-control': 'no-store, no-transform',
      // nginx would gather the events.
      'x-accel-buffering': 'no',
    });
    // Some browsers take a stream for open only once something has come.
    raw.write(':\n\n');
    const end = (): void => {
      session.close();
      raw.end();
    };
    this.#open.add(end);
    const beat = this.#keepAlive(raw);
    raw.once('close', () => session.close());
    try {
      await this.#sendAll(wanted, request, session, raw);
    } finally {
      clearInterval(beat);
      this.#open.delete(end);
      end();
    }
  }

  async #sendAll(
    { asked, options }: Wanted,
    { method }: FastifyRequest,
    session: LiveSession,
    raw: ServerResponse,
  ): Promise<void> {
    const operation = session.read(asked);
    const answers =
      'definition' in operation
        ? await this.#run(operation, options, method, session)
        : { errors: operation.map(formattedError) };
    if (!(Symbol.asyncIterator in answers)) {
      finish(raw, answers);
      return;
    }
    const leave = (): void => void answers.return();
    session.signal.addEventListener('abort', leave, { once: true });
    if (session.signal.aborted) leave();
    for await (const answer of answers) {
      if (session.signal.aborted) return;
      // A slow client is asked for nothing more until it has taken what there is: events become one meanwhile.
      if (!send(raw, answer)) await drained(raw);
    }
    if (!session.signal.aborted) complete(raw);
  }

  async #run(
    operation: LiveOperation,
    options: OnceOptions,
    method: string,
    session: LiveSession,
  ): Promise<LiveAnswers | LiveAnswer> {
    if (method !== 'GET' || operation.definition.operation !== OperationTypeNode.MUTATION)
      return session.run(operation, options);
    const message = 'A mutation is sent by POST.';
    return { errors: [{ message, extensions: { code: ErrorCode.BAD_REQUEST, retryable: false } }] };
  }

  /** Shows that the stream lives; one whose client has taken nothing for two beats is ended. */
  #keepAlive(raw: ServerResponse): NodeJS.Timeout {
    let stuck = 0;
    return setInterval(() => {
      stuck = raw.writableNeedDrain ? stuck + 1 : 0;
      if (stuck >= 2) raw.destroy();
      else if (stuck === 0) raw.write(':\n\n');
    }, this.beat).unref();
  }
}

const send = (raw: ServerResponse, answer: LiveAnswer): boolean =>
  raw.write(`event: next\ndata: ${JSON.stringify(answer)}\n\n`);

/** Waits until the client has taken what there is, or has gone. A stream has many events, so that no listener may stay. */
async function drained(raw: ServerResponse): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  try {
    await Promise.race([once(raw, 'drain', { signal }), once(raw, 'close', { signal })]);
  } finally {
    over.abort();
  }
}

const complete = (raw: ServerResponse): void => void raw.write('event: complete\ndata:\n\n');

function finish(raw: ServerResponse, answer: LiveAnswer): void {
  if (raw.writableEnded) return;
  send(raw, answer);
  complete(raw);
}
