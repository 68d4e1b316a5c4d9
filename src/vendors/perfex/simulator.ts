import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ContactPermission } from '../../domain/contact.js';
import { Vendor } from '../../domain/vendor.js';
import { type Simulator, type SimulatorOptions, startSimulator } from '../simulator.js';
import { asData, simulateBatch, type SimulatedAnswer } from './simulator-batch.js';
import { simulateCreate, simulateDelete, simulateList, simulateUpdate } from './simulator-contacts.js';
import { PerfexStore } from './simulator-store.js';

export interface PerfexSimulatorOptions extends SimulatorOptions {
  /** The version of the REST API module: version 2 has no batch route and no pages. 3 unless told otherwise. */
  readonly version?: 2 | 3;
  /** The IANA name of the server's local time; UTC unless told otherwise. */
  readonly timezone?: string;
  /** Requests a minute that the token may make; null, which is the default, for any number. */
  readonly perMinute?: number | null;
  /** Customers that are switched off: a search leaves their contacts out. */
  readonly inactiveCustomers?: readonly number[];
}

export interface PerfexSimulator extends Simulator {
  /** The portal permissions of a contact, which the API itself cannot read. */
  permissionsOf(contactId: string): ContactPermission[];
}

const token = 'perfex-sandbox-token';
const minute = 60_000;
const badTokensAMinute = 10;

/** Perfex CRM with its REST API module, over the people that have a contact in it. */
export async function startPerfexSimulator(options: PerfexSimulatorOptions): Promise<PerfexSimulator> {
  const now = options.now ?? Date.now;
  const version = options.version ?? 3;
  const store = new PerfexStore({
    people: options.people,
    timezone: options.timezone ?? 'UTC',
    now,
    inactiveCustomers: new Set(options.inactiveCustomers),
  });
  const answered = new Map<string, SimulatedAnswer>();
  let badTokens: number[] = [];

  /** A POST with an `Idempotency-Key` that was seen before gets the stored answer. */
  const once = (request: FastifyRequest, reply: FastifyReply, work: () => SimulatedAnswer): FastifyReply => {
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string') return send(reply, work());
    const stored = answered.get(key);
    if (stored) return send(reply.header('Idempotency-Replayed', 'true'), stored);
    const answer = work();
    answered.set(key, answer);
    return send(reply, answer);
  };

  const simulator = await startSimulator({
    vendor: Vendor.PERFEX,
    key: token,
    quota: options.perMinute ?? null,
    now,
    seed: () => {
      answered.clear();
      badTokens = [];
      store.seed();
    },
    overQuota: (reply) =>
      reply.code(401).send({ status: false, message: 'This API key has reached the time limit for this method' }),
    quotaHeaders: (reply, { limit, remaining, resetAt }) =>
      void reply.headers({
        'X-RateLimit-Limit': limit,
        'X-RateLimit-Remaining': remaining,
        'X-RateLimit-Reset': Math.ceil(resetAt / 1000),
      }),
    routes: (server) => {
      readBodiesLikePhp(server);
      server.addHook('preHandler', async (request, reply) => {
        if (request.headers.authtoken === token) return undefined;
        badTokens = [...badTokens.filter((at) => now() - at < minute), now()];
        return badTokens.length > badTokensAMinute
          ? reply.code(429).send({ status: false, message: 'Too many failed attempts' })
          : reply.code(401).send({ status: false, message: 'Token is invalid' });
      });
      // A path without a controller is the web server's business: no JSON.
      server.setNotFoundHandler((_, reply) => reply.code(404).type('text/html').send('<h1>404 Page Not Found</h1>'));

      server.get('/api/contacts', async (_, reply) => send(reply, simulateList([], {}, version)));
      server.get<{ Params: { term?: string } }>('/api/contacts/search/:term?', async (request, reply) => {
        const query = asData(request.query);
        const term = request.params.term || (typeof query.q === 'string' ? query.q : '');
        return send(reply, simulateList(term === '' ? [] : store.search(term), query, version));
      });
      server.get<{ Params: { customer: string } }>('/api/contacts/:customer', async (request, reply) =>
        send(reply, simulateList(store.ofCustomer(request.params.customer), asData(request.query), version)),
      );
      server.get<{ Params: { id: string } }>('/api/contacts/:customer/:id', async (request, reply) => {
        const row = store.find(Number(request.params.id));
        return send(reply, row ? { status: 200, body: row } : simulateList([], {}, version));
      });
      server.post('/api/contacts', async (request, reply) =>
        once(request, reply, () => simulateCreate(store, asData(request.body))),
      );
      server.put<{ Params: { id: string } }>('/api/contacts/:id', async (request, reply) =>
        send(reply, simulateUpdate(store, Number(request.params.id), asData(request.body))),
      );
      server.delete<{ Params: { id: string } }>('/api/contacts/:id', async (request, reply) =>
        send(reply, simulateDelete(store, Number(request.params.id))),
      );
      if (version === 3)
        server.post('/api/batch', async (request, reply) =>
          once(request, reply, () => simulateBatch(store, request.body)),
        );
    },
  });
  // The kit's object is kept, and not copied: its faults are a getter.
  return Object.assign(simulator, {
    permissionsOf: (contactId: string) => store.permissionsOf(Number(contactId)),
  });
}

const send = (reply: FastifyReply, { status, body }: SimulatedAnswer): FastifyReply => reply.code(status).send(body);

/** Form or JSON, and a body that is empty or broken is an empty one. */
function readBodiesLikePhp(server: FastifyInstance): void {
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_, text, done) => {
    try {
      done(null, JSON.parse(text.toString()));
    } catch {
      done(null, undefined);
    }
  });
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, text, done) => {
    const form = new URLSearchParams(text.toString());
    const data: Record<string, unknown> = {};
    for (const name of new Set(form.keys())) {
      if (name.endsWith('[]')) data[name.slice(0, -2)] = form.getAll(name);
      else data[name] = form.getAll(name).at(-1);
    }
    done(null, data);
  });
}
