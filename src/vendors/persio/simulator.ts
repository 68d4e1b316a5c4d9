import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Vendor } from '../../domain/vendor.js';
import { type Simulator, type SimulatorOptions, startSimulator } from '../simulator.js';
import { largestCall, mostItems } from './wire.js';

const key = 'persio-sandbox-write-key';

/** 500 KB: the simulator refuses by the larger reading of a kilobyte, as the client keeps to the smaller one. */
const largestBatch = 500 * 1024;

/** A message that was accepted, as it was sent. */
type ReceivedMessage = Readonly<Record<string, unknown>> & { readonly type: string };

export interface PersioSimulator extends Simulator {
  /** What was accepted, in order, without repeats of a messageId. Persio itself lets nobody read this. */
  readonly received: readonly ReceivedMessage[];
}

const id = z.string().min(1);

const common = z.looseObject({
  userId: id.optional(),
  anonymousId: id.optional(),
  messageId: z.string().max(99).optional(),
});

const schemas = new Map<string, z.ZodType<Record<string, unknown>>>([
  ['group', common.extend({ groupId: id })],
  ['identify', common],
  ['track', common.extend({ event: id })],
  ['page', common],
]);

const batchSchema = z.object({ batch: z.array(z.looseObject({ type: z.string() })).max(mostItems) });

const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value), 'utf8');

/** The size of the body as it arrived. */
const sizeOf = (request: FastifyRequest): number => Number(request.headers['content-length'] ?? bytes(request.body));

/** The message, or undefined where Persio refuses it. */
function accepted(type: string, body: unknown): ReceivedMessage | undefined {
  const parsed = schemas.get(type)?.safeParse(body);
  if (!parsed?.success) return undefined;
  const { userId, anonymousId } = parsed.data;
  return userId === undefined && anonymousId === undefined ? undefined : { ...parsed.data, type };
}

/**
 * Persio: it takes events, answers 200 without a body, and neither reads nor deletes anything.
 * It starts empty, whoever the population holds. A batch is accepted whole or refused whole (assumed).
 */
export async function startPersioSimulator(options: SimulatorOptions): Promise<PersioSimulator> {
  const now = options.now ?? Date.now;
  const received: ReceivedMessage[] = [];
  const seen = new Set<unknown>();

  function keep(messages: readonly ReceivedMessage[]): void {
    for (const message of messages) {
      if (message.messageId !== undefined && seen.has(message.messageId)) continue;
      seen.add(message.messageId);
      received.push(message);
    }
  }

  function routes(server: FastifyInstance): void {
    const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
    server.addHook('preHandler', async (request, reply) =>
      request.headers.authorization === authorization ? undefined : reply.code(401).send({ error: 'Unauthorized' }),
    );

    for (const type of schemas.keys())
      server.post(`/v1/${type}`, async (request, reply) => {
        const message = sizeOf(request) > largestCall ? undefined : accepted(type, request.body);
        if (!message) return reply.code(400).send({ error: 'Bad Request' });
        keep([message]);
        return reply.code(200).send();
      });

    server.post('/v1/batch', async (request, reply) => {
      const parsed = batchSchema.safeParse(request.body);
      const items = parsed.success && sizeOf(request) <= largestBatch ? parsed.data.batch : undefined;
      const messages = items?.map((item) => (bytes(item) > largestCall ? undefined : accepted(item.type, item)));
      if (!messages?.every((message) => message !== undefined)) return reply.code(400).send({ error: 'Bad Request' });
      keep(messages);
      return reply.code(200).send();
    });
  }

  const simulator = await startSimulator({
    vendor: Vendor.PERSIO,
    key,
    quota: null,
    now,
    seed() {
      received.length = 0;
      seen.clear();
    },
    routes,
    overQuota: (reply, resetAt) =>
      reply
        .code(429)
        .header('retry-after', Math.max(1, Math.ceil((resetAt - now()) / 1000)))
        .send({ error: 'Too Many Requests' }),
  });
  return Object.assign(simulator, { received });
}
