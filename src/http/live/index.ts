import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { EventStreams } from './event-stream.js';
import { type LiveLimits, Places } from './limits.js';
import type { SessionOptions } from './session.js';
import { WebSockets, type WebSocketOptions } from './web-sockets.js';

export interface LiveOptions
  extends Omit<SessionOptions, 'places'>, Pick<WebSocketOptions, 'callerOf' | 'isHostAllowed' | 'bodyLimitBytes'> {
  readonly live: LiveLimits;
}

/** What asks for an answer that goes on for long, and has a request and a reply. */
export interface LiveOperations {
  isAskedFor(request: FastifyRequest): boolean;
  answer(request: FastifyRequest, reply: FastifyReply): void;
}

/** Operations over connections that stay open: WebSocket, and server-sent events. They end when the server closes. */
export function liveOperations(server: FastifyInstance, options: LiveOptions): LiveOperations {
  const { subscriptions, subscriptionsPerConnection } = options.live;
  const places = new Places(subscriptions);
  const streams = new EventStreams({ ...options, places });
  const sockets = new WebSockets({ ...options, places, subscriptionsPerConnection });
  sockets.attach(server);
  server.addHook('preClose', async () => {
    streams.close();
    await sockets.close();
  });
  return streams;
}
