import type { FastifyInstance } from 'fastify';
import type { ApiKey } from '../config-variables.js';
import { ErrorCode } from '../error-codes.js';
import { isLoopbackHost } from '../loopback.js';
import { answerCode } from './answer-code.js';

/** Whether requests with this `Host` are answered. */
export type HostCheck = (host: string | undefined) => boolean;

/**
 * Who has a key may come by any name. Without keys a server listens on loopback only, and whoever asks it by another name
 * is a page that pretends to be of this origin.
 */
export const hostCheck = (keys: readonly ApiKey[]): HostCheck => (keys.length > 0 ? () => true : isLoopbackHost);

/** Health holds nothing; a webhook, which may come through a tunnel, is believed by its signature. */
const open = /^\/(?:health|webhooks)\//;

/** Refuses requests by their `Host`, before anything is read of them. */
export function refuseHosts(server: FastifyInstance, isHostAllowed: HostCheck): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (isHostAllowed(request.headers.host) || open.test(request.routeOptions.url ?? '')) {
      done();
      return;
    }
    void answerCode(
      reply,
      403,
      ErrorCode.BAD_REQUEST,
      'Without API keys only requests to this machine are answered: use the URL with 127.0.0.1 or localhost, or set API_KEYS.',
    );
  });
}
