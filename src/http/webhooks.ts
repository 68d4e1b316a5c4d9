import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { vendorNames } from '../domain/vendor.js';
import type { WebhookReceiver, WebhookRefusal } from '../domain/webhook.js';
import { ErrorCode, PeoplegraphError } from '../errors.js';
import type { Services } from '../services/index.js';
import { answerCode } from './answer-code.js';

/** The largest delivery, in bytes: it tells of one record or one message. */
const largestDelivery = 1024 * 1024;

interface WebhooksOptions {
  readonly webhooks: readonly WebhookReceiver[];
  readonly services: Services;
  readonly bodyLimitBytes: number;
  readonly logger: Logger;
}

const refusals: Readonly<Record<WebhookRefusal, readonly [status: number, code: ErrorCode, message: string]>> = {
  UNSIGNED: [401, ErrorCode.WEBHOOK_REFUSED, 'The delivery is not signed as this vendor signs.'],
  WRONG_SIGNATURE: [
    401,
    ErrorCode.WEBHOOK_REFUSED,
    'The signature is not that of this body and a secret of this server. Compare the secret with that of the vendor.',
  ],
  OUTDATED: [
    401,
    ErrorCode.WEBHOOK_REFUSED,
    'The delivery was signed more than five minutes ago, or for a time more than five minutes ahead. Compare the clocks.',
  ],
  NOT_JSON: [400, ErrorCode.BAD_REQUEST, 'The body is signed, and is no JSON.'],
};

/**
 * Takes what vendors tell of changes, at `/webhooks/<vendor>`. A delivery is answered once it is stored, and worked on
 * afterwards. One that is known already is answered as well: a vendor that hears a refusal would send it for ever.
 */
export function takeWebhooks(
  server: FastifyInstance,
  { webhooks, services, bodyLimitBytes, logger }: WebhooksOptions,
): void {
  void server.register(async (routes) => {
    // The signature is that of the bytes: whatever they are said to be, nobody looks into them before.
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
    for (const receiver of webhooks) {
      const { vendor } = receiver;
      const url = `/webhooks/${vendor.toLowerCase()}`;
      routes.post(url, { bodyLimit: Math.min(largestDelivery, bodyLimitBytes) }, async (request, reply) => {
        if (!receiver.isConfigured) {
          const message = `This server takes no webhooks of ${vendorNames[vendor]}. Set ${vendor}_WEBHOOK_SECRET to the secret that it signs with.`;
          return answerCode(reply, 404, ErrorCode.VENDOR_NOT_CONFIGURED, message);
        }
        const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
        const delivery = receiver.receive(request.headers, body, Date.now());
        if (typeof delivery === 'string') {
          logger.info({ requestId: request.id, vendor, reason: delivery }, 'webhook refused');
          return answerCode(reply, ...refusals[delivery]);
        }
        const status = await services.webhooks.accept(vendor, delivery).catch((error: unknown) => {
          if (error instanceof PeoplegraphError && error.code === ErrorCode.STORE_UNAVAILABLE) return error;
          throw error;
        });
        if (status instanceof PeoplegraphError) {
          logger.warn({ requestId: request.id, vendor, error: status }, 'a webhook could not be stored');
          return answerCode(reply, 503, status.code, status.message);
        }
        logger.info({ requestId: request.id, vendor, status }, 'webhook');
        return reply.code(status === 'ACCEPTED' ? 202 : 200).send({ status });
      });
    }
  });
}
