import { GraphQLError, type ExecutionArgs } from 'graphql';
import { CloseCode, handleProtocols, makeServer, type Server } from 'graphql-ws';
import type { FastifyInstance } from 'fastify';
import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { ErrorCode, PeoplegraphError } from '../../errors.js';
import type { LiveOperation } from '../../graphql/changes/subscriptions.js';
import { formattedError } from '../../graphql/format-error.js';
import type { HostCheck } from '../host.js';
import { isOriginAllowed } from './origin.js';
import { LiveSession, type SessionOptions } from './session.js';

export interface WebSocketOptions extends SessionOptions {
  readonly callerOf: (authorization: string | undefined) => string | undefined;
  readonly isHostAllowed: HostCheck;
  readonly bodyLimitBytes: number;
  readonly subscriptionsPerConnection: number;
  readonly times?: WebSocketTimes;
}

/** In milliseconds. */
export interface WebSocketTimes {
  /** How often a client is asked whether it lives; one that has not answered until the next time is cut off. */
  readonly heartbeat: number;
  /** How long a connection may stay open on which nothing is asked. */
  readonly idle: number;
}

const usualTimes: WebSocketTimes = { heartbeat: 12_000, idle: 300_000 };

/** How long a client may take to close its side when the server stops, in milliseconds. */
const closingTime = 1_000;

/** The most that waits for a client that takes nothing, in bytes. */
const mostBuffered = 4 * 1024 * 1024;

/** What each connection knows. */
interface Connection {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  session: LiveSession | undefined;
}

/** The connection is to be closed with this code. */
class ClosedWith extends Error {
  override readonly name = 'ClosedWith';

  constructor(
    readonly code: number,
    reason: string,
  ) {
    super(reason);
  }
}

/** Operations over WebSocket, by the protocol of `graphql-ws`, at the path of the API. */
export class WebSockets {
  readonly #sockets: WebSocketServer;
  readonly #protocol: Server<Connection>;
  readonly #times: WebSocketTimes;

  constructor(private readonly options: WebSocketOptions) {
    this.#times = options.times ?? usualTimes;
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload: options.bodyLimitBytes,
      perMessageDeflate: false,
      handleProtocols: (protocols) => handleProtocols(protocols),
    });
    this.#protocol = makeServer<Record<string, unknown>, Connection>({
      onConnect: ({ connectionParams, extra }) => this.#authenticate(connectionParams, extra),
      onSubscribe: ({ extra, subscriptions }, _, { query, operationName, variables }) => {
        if (Object.keys(subscriptions).length > options.subscriptionsPerConnection) return [this.#tooMany()];
        const session = sessionOf(extra);
        const operation = session.read({
          query,
          operationName: operationName ?? undefined,
          variables: variables ?? {},
        });
        if (!('definition' in operation)) return operation;
        const { document, operationName: name, variables: variableValues } = operation;
        const { schema } = options.graph.subscriptions;
        return { schema, document, operationName: name, variableValues, contextValue: { session, operation } };
      },
      subscribe: (args) => run(args),
      execute: (args) => run(args),
      // They are as they go out already.
      onNext: (_context, _id, _payload, _args, result) => result,
      onError: (_context, _id, _payload, errors) => errors.map((error) => formattedError(error)),
    });
  }

  /** Takes the connections of a server. */
  attach({ server }: FastifyInstance): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const refusal = this.#refusal(request);
      if (refusal !== undefined) {
        // The other side might keep its half open.
        socket.once('finish', () => socket.destroy());
        socket.on('error', () => undefined);
        socket.end(`HTTP/1.1 ${refusal} ${STATUS_CODES[refusal]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#opened(opened, request));
    });
  }

  /** Tells every client that the server goes away, so that it comes back, to another replica. */
  async close(): Promise<void> {
    const { clients } = this.#sockets;
    const gone = [...clients].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    for (const socket of clients) socket.close(1001, 'The server stops.');
    const timer = setTimeout(() => {
      for (const socket of clients) socket.terminate();
    }, closingTime);
    await Promise.all(gone);
    clearTimeout(timer);
    this.#sockets.close();
  }

  #refusal({ url = '', headers }: IncomingMessage): number | undefined {
    if (url.split('?')[0] !== '/graphql') return 404;
    const { isHostAllowed, corsOrigins } = this.options;
    return isHostAllowed(headers.host) && isOriginAllowed(headers, corsOrigins) ? undefined : 403;
  }

  /** Browsers cannot send a header with it: the key may come with the first message. @throws ClosedWith */
  #authenticate(parameters: Record<string, unknown> | undefined, connection: Connection): boolean {
    const given = parameters?.['authorization'] ?? parameters?.['Authorization'];
    const authorization = typeof given === 'string' ? given : connection.request.headers.authorization;
    const caller = this.options.callerOf(authorization);
    if (caller === undefined)
      throw new ClosedWith(CloseCode.Unauthorized, 'Send {"authorization": "Bearer <key>"} with connection_init.');
    connection.session = new LiveSession(this.options, caller);
    return true;
  }

  #opened(socket: WebSocket, request: IncomingMessage): void {
    const connection: Connection = { socket, request, session: undefined };
    const watch = this.#watch(connection);
    const closed = this.#protocol.opened(
      {
        protocol: socket.protocol,
        // It resolves once the client has taken it: until then nothing more is asked for.
        send: (text) =>
          new Promise((resolve, reject) => {
            if (socket.readyState !== socket.OPEN) resolve();
            else socket.send(text, (error) => (error ? reject(error) : resolve()));
          }),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (handle) =>
          socket.on('message', (data: Buffer) => {
            watch.noteUse();
            if (socket.bufferedAmount > mostBuffered) socket.terminate();
            else handle(data.toString()).catch((error: unknown) => this.#failed(socket, error));
          }),
      },
      connection,
    );
    // What is wrong with a frame closes the connection, too.
    socket.on('error', (error) => this.options.logger.debug({ error }, 'a WebSocket failed'));
    socket.once('close', (code, reason) => {
      watch.end();
      connection.session?.close();
      void closed(code, reason.toString());
    });
  }

  #failed(socket: WebSocket, error: unknown): void {
    if (error instanceof ClosedWith) {
      socket.close(error.code, error.message);
      return;
    }
    // The client has gone while something was sent to it.
    if (socket.readyState !== socket.OPEN) return;
    this.options.logger.error({ error }, 'unexpected error');
    socket.close(CloseCode.InternalServerError, 'Internal server error');
  }

  /** Ends connections that are dead, and those that nobody uses. */
  #watch(connection: Connection): { noteUse(): void; end(): void } {
    const { socket } = connection;
    const { heartbeat, idle } = this.#times;
    let isAlive = true;
    let usedAt = Date.now();
    socket.on('pong', () => {
      isAlive = true;
    });
    const timer = setInterval(() => {
      if (!isAlive) {
        socket.terminate();
        return;
      }
      if (!connection.session?.listening && Date.now() - usedAt >= idle) {
        socket.close(1000, 'Nothing was asked for long.');
        return;
      }
      isAlive = false;
      socket.ping();
    }, heartbeat).unref();
    return {
      noteUse: () => {
        usedAt = Date.now();
      },
      end: () => clearInterval(timer),
    };
  }

  #tooMany(): GraphQLError {
    const most = this.options.subscriptionsPerConnection;
    const message = `This connection has ${most} operations under way, and takes no more. End some, or open another one.`;
    return new GraphQLError(message, {
      originalError: new PeoplegraphError(ErrorCode.TOO_MANY_SUBSCRIPTIONS, message),
    });
  }
}

interface RunArgs {
  readonly session: LiveSession;
  readonly operation: LiveOperation;
}

async function run({ contextValue }: ExecutionArgs) {
  const { session, operation } = contextValue as RunArgs;
  return (await session.run(operation)) as AsyncGenerator<never, void, void>;
}

function sessionOf({ session }: Connection): LiveSession {
  // The protocol takes nothing before the connection has been acknowledged.
  if (!session) throw new ClosedWith(CloseCode.Unauthorized, 'Unauthorized');
  return session;
}
