import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { AddressInfo } from 'node:net';
import type { ContactNotifications, TextDirection } from '../domain/contact.js';
import type { UserRole } from '../domain/user.js';
import type { Vendor } from '../domain/vendor.js';

/** What can be made to go wrong in a simulator while it runs. */
export interface Faults {
  /** Milliseconds that every answer is held back. */
  latency: number;
  /** The status that failing requests get. */
  errorStatus: number;
  /** The share of requests that fail with it, 0 to 1, evenly spread. */
  errorRate: number;
  /** Connections are closed without an answer. */
  outage: boolean;
  /** Requests are read and never answered. */
  hang: boolean;
  /** Answers are cut-off JSON with status 200. */
  malformed: boolean;
  /** Requests that may still be answered in each minute; null for the vendor's own limit. */
  quota: number | null;
}

export const noFaults: Readonly<Faults> = Object.freeze({
  latency: 0,
  errorStatus: 503,
  errorRate: 0,
  outage: false,
  hang: false,
  malformed: false,
  quota: null,
});

/** A request that a simulator has seen. */
export interface SimulatedCall {
  readonly method: string;
  /** The path as sent, with its query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
  /** 0 where no answer was given. */
  status: number;
}

/** A vendor's API as a real HTTP server on loopback, over seeded data in memory. */
export interface Simulator {
  readonly vendor: Vendor;
  /** The root of the server, `http://127.0.0.1:<port>`. */
  readonly origin: string;
  /** The key that it accepts. */
  readonly key: string;
  /** The last requests, oldest first. */
  readonly calls: readonly SimulatedCall[];
  readonly faults: Readonly<Faults>;
  setFaults(faults: Partial<Faults>): void;
  /** The seeded data again, no faults, no calls. */
  reset(): void;
  close(): Promise<void>;
}

/** One person of the sandbox's population, with the record that each vendor holds of them, if any. */
export interface SandboxPerson {
  readonly number: number;
  readonly numi?: {
    readonly phoneNumber: string;
    readonly firstName?: string;
    readonly lastName?: string;
    readonly email?: string;
    readonly dateOfBirth?: string;
    readonly metadata: Readonly<Record<string, unknown>>;
  };
  readonly chatwoot?: {
    readonly id: number;
    readonly name: string;
    readonly displayName?: string;
    readonly email: string;
    readonly customAttributes?: Readonly<Record<string, unknown>>;
    readonly accounts: readonly { readonly id: number; readonly name: string; readonly role: UserRole }[];
    /** The user belongs to another platform app: it exists, and our token may not see it. */
    readonly foreign?: boolean;
  };
  readonly perfex?: {
    readonly contactId: number;
    readonly customerId: number;
    readonly company: string;
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
    /** As somebody typed it: national, with spaces, or international. */
    readonly phoneNumber: string;
    readonly title: string;
    readonly isPrimary: boolean;
    readonly isActive: boolean;
    readonly direction: TextDirection | null;
    readonly notifications: Readonly<ContactNotifications>;
    readonly createdAt: Date;
    readonly lastLoginAt: Date | null;
    readonly customFields?: Readonly<Record<string, string>>;
  };
  readonly groups: readonly {
    readonly groupId: string;
    readonly traits: Readonly<Record<string, unknown>>;
    readonly joinedAt: Date;
  }[];
}

export interface SimulatorOptions {
  readonly people: readonly SandboxPerson[];
  /** The current time in milliseconds; for windows of quotas. */
  readonly now?: () => number;
}

interface SimulatorDefinition {
  readonly vendor: Vendor;
  readonly key: string;
  /** Requests a minute that the vendor itself allows; null for no limit. */
  readonly quota: number | null;
  readonly now?: () => number;
  /** Puts the seeded data back. */
  readonly seed: () => void;
  /** Adds the vendor's routes, authentication included. */
  readonly routes: (server: FastifyInstance) => void;
  /** The vendor's answer when the quota is used up. `resetAt` is in milliseconds since the epoch. */
  readonly overQuota: (reply: FastifyReply, resetAt: number) => FastifyReply;
  /** Called before each answer; for the vendor's quota headers. */
  readonly quotaHeaders?: (reply: FastifyReply, quota: { limit: number; remaining: number; resetAt: number }) => void;
}

const minute = 60_000;
const callsKept = 10_000;

/** Starts a simulator on a free loopback port. What all vendors share is here: faults, quota, the record of calls. */
export async function startSimulator(definition: SimulatorDefinition): Promise<Simulator> {
  const now = definition.now ?? Date.now;
  const calls: SimulatedCall[] = [];
  const callOf = new WeakMap<FastifyRequest, SimulatedCall>();
  let faults: Faults = { ...noFaults };
  let failureDebt = 0;
  let window = { startedAt: 0, used: 0 };

  // Connections are closed at once when the simulator stops, those of hanging requests too.
  const server = fastify({ forceCloseConnections: true, bodyLimit: 8 * 1024 * 1024 });

  server.addHook('preHandler', async (request, reply) => {
    const call: SimulatedCall = {
      method: request.method,
      url: request.url,
      headers: request.headers,
      body: request.body,
      status: 0,
    };
    callOf.set(request, call);
    calls.push(call);
    if (calls.length > callsKept) calls.shift();

    // The response closes with the connection; the request already does when its body has been read.
    if (faults.hang)
      return new Promise<never>((_, reject) => reply.raw.once('close', () => reject(new Error('hung up'))));
    if (faults.latency > 0) await new Promise((resolve) => setTimeout(resolve, faults.latency));
    if (faults.outage) {
      reply.hijack();
      // The socket: a request whose body has been read no longer owns it, and would leave it open.
      request.raw.socket.destroy();
      return reply;
    }
    failureDebt += faults.errorRate;
    if (failureDebt >= 1) {
      failureDebt -= 1;
      return reply.code(faults.errorStatus).send({ error: 'simulated failure' });
    }
    if (faults.malformed) return reply.code(200).type('application/json').send('{"status": tru');

    const limit = faults.quota ?? definition.quota;
    if (limit === null) return undefined;
    if (now() - window.startedAt >= minute) window = { startedAt: now(), used: 0 };
    window.used += 1;
    const resetAt = window.startedAt + minute;
    definition.quotaHeaders?.(reply, { limit, remaining: Math.max(0, limit - window.used), resetAt });
    return window.used > limit ? definition.overQuota(reply, resetAt) : undefined;
  });
  server.addHook('onResponse', async (request, reply) => {
    const call = callOf.get(request);
    if (call) call.status = reply.statusCode;
  });

  definition.routes(server);
  definition.seed();
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;

  return {
    vendor: definition.vendor,
    origin: `http://127.0.0.1:${port}`,
    key: definition.key,
    calls,
    get faults() {
      return faults;
    },
    setFaults(change) {
      faults = { ...faults, ...change };
      // A new quota starts a new window, so that it holds from the next request on.
      if (change.quota !== undefined) window = { startedAt: now(), used: 0 };
      failureDebt = 0;
    },
    reset() {
      faults = { ...noFaults };
      failureDebt = 0;
      window = { startedAt: 0, used: 0 };
      calls.length = 0;
      definition.seed();
    },
    close: () => server.close(),
  };
}
