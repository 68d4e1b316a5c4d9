import { fastify, type FastifyInstance, type FastifyReply } from 'fastify';
import { z } from 'zod';
import { Vendor } from '../domain/vendor.js';
import { isLoopbackHost, isLoopbackUrl } from '../loopback.js';
import type { Faults, Simulator } from '../vendors/simulator.js';

type Simulators = Readonly<Partial<Record<Vendor, Simulator>>>;

/** What can be switched on; the type annotation makes a fault that is missing here an error. */
const faultsSchema: z.ZodType<Partial<Faults>> = z
  .strictObject({
    latency: z.int().min(0).max(600_000),
    errorStatus: z.int().min(400).max(599),
    errorRate: z.number().min(0).max(1),
    outage: z.boolean(),
    hang: z.boolean(),
    malformed: z.boolean(),
    quota: z.int().min(0).nullable(),
  } satisfies Record<keyof Faults, z.ZodType>)
  .partial();

const callsSchema = z.strictObject({ last: z.coerce.number().int().min(1).max(10_000).default(20) });

/**
 * The server that switches faults of running simulators on and off. It has no key: it must listen on
 * loopback only, and it refuses what a web page in the user's browser could send to it.
 */
export function controlServer(simulators: Simulators): FastifyInstance {
  const server = fastify({ forceCloseConnections: true });

  server.addHook('onRequest', async (request, reply) => {
    // A page whose name was pointed at 127.0.0.1 (DNS rebinding) still sends its own name as Host,
    // and a form that a foreign page posts carries that page's Origin.
    const { host, origin } = request.headers;
    if (isLoopbackHost(host) && (origin === undefined || isLoopbackUrl(origin))) return undefined;
    return reply
      .code(403)
      .send({ error: 'Only requests from this machine are answered: use the URL with 127.0.0.1 or localhost.' });
  });
  server.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) =>
    reply.code(error.statusCode ?? 500).send({ error: error.message }),
  );
  server.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ error: 'There is no such route. GET / lists the routes.' }),
  );

  server.get('/', (request) => help(`http://${request.headers.host ?? ''}`, simulators));
  server.get('/vendors', () => Object.values(simulators).map(summary));
  server.patch<{ Params: { vendor: string } }>('/vendors/:vendor/faults', (request, reply) => {
    const simulator = find(simulators, request.params.vendor);
    if (!simulator) return noSimulator(reply, simulators);
    const faults = faultsSchema.safeParse(request.body);
    if (!faults.success) return badRequest(reply, faults.error);
    simulator.setFaults(faults.data);
    return summary(simulator);
  });
  server.get<{ Params: { vendor: string } }>('/vendors/:vendor/calls', (request, reply) => {
    const simulator = find(simulators, request.params.vendor);
    if (!simulator) return noSimulator(reply, simulators);
    const query = callsSchema.safeParse(request.query);
    if (!query.success) return badRequest(reply, query.error);
    // Headers hold keys, bodies passwords: neither is shown.
    return simulator.calls.slice(-query.data.last).map(({ method, url, status }) => ({ method, url, status }));
  });
  server.post<{ Params: { vendor: string } }>('/vendors/:vendor/reset', (request, reply) => {
    const simulator = find(simulators, request.params.vendor);
    if (!simulator) return noSimulator(reply, simulators);
    simulator.reset();
    return summary(simulator);
  });
  server.post('/reset', () => {
    for (const simulator of Object.values(simulators)) simulator.reset();
    return Object.values(simulators).map(summary);
  });
  return server;
}

function find(simulators: Simulators, name: string): Simulator | undefined {
  const vendor = Object.values(Vendor).find((candidate) => candidate === name.toUpperCase());
  return vendor && simulators[vendor];
}

function noSimulator(reply: FastifyReply, simulators: Simulators): FastifyReply {
  const running = Object.keys(simulators).join(', ') || 'none';
  return reply.code(404).send({ error: `No simulator of such a vendor is running. Running: ${running}.` });
}

function badRequest(reply: FastifyReply, error: z.ZodError): FastifyReply {
  const fields = error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${key}: there is no such field`);
    return [`${issue.path.join('.') || 'body'}: ${issue.message}`];
  });
  return reply.code(400).send({ error: `${fields.join('; ')}.` });
}

const summary = ({ vendor, origin, faults, calls }: Simulator) => ({
  vendor,
  url: origin,
  faults,
  calls: calls.length,
});

function help(origin: string, simulators: Simulators) {
  const vendor = Object.keys(simulators)[0]?.toLowerCase() ?? 'numi';
  return {
    about: 'Makes the simulated vendors of the Peoplegraph sandbox fail, and shows what they were asked.',
    faults: {
      latency: 'milliseconds that every answer is held back',
      errorRate: 'the share of requests that fail, 0 to 1',
      errorStatus: 'the status that failing requests get',
      outage: 'true closes connections without an answer',
      hang: 'true leaves requests without an answer',
      malformed: 'true answers cut-off JSON with status 200',
      quota: "requests a minute; null for the vendor's own limit",
    } satisfies Record<keyof Faults, string>,
    routes: [
      { route: 'GET /vendors', example: `curl ${origin}/vendors` },
      {
        route: 'PATCH /vendors/:vendor/faults',
        example: `curl -X PATCH ${origin}/vendors/${vendor}/faults -H 'content-type: application/json' -d '{"latency":2000,"errorRate":0.5}'`,
      },
      { route: 'GET /vendors/:vendor/calls?last=20', example: `curl '${origin}/vendors/${vendor}/calls?last=5'` },
      { route: 'POST /vendors/:vendor/reset', example: `curl -X POST ${origin}/vendors/${vendor}/reset` },
      { route: 'POST /reset', example: `curl -X POST ${origin}/reset` },
    ],
  };
}
