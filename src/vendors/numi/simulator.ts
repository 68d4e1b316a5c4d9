import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { toE164 } from '../../domain/phone-number.js';
import { Vendor } from '../../domain/vendor.js';
import { type SandboxPerson, type Simulator, type SimulatorOptions, startSimulator } from '../simulator.js';
import { names } from './wire.js';

const key = 'numi-sandbox-key';

const writeSchema = z.strictObject({
  [names.phoneNumber]: z.string().min(1),
  [names.firstName]: z.string().optional(),
  [names.lastName]: z.string().optional(),
  [names.email]: z.string().optional(),
  [names.dateOfBirth]: z.iso.date().or(z.literal('')).optional(),
  [names.metadata]: z.record(z.string(), z.unknown()).optional(),
});

type Held = Partial<Record<keyof z.infer<typeof writeSchema>, unknown>>;

/** A number is found however it was typed, as long as it parses. */
const identifier = (phoneNumber: string): string => toE164(phoneNumber, undefined) ?? phoneNumber;

const seeded = (person: NonNullable<SandboxPerson['numi']>): Held => ({
  [names.phoneNumber]: person.phoneNumber,
  [names.firstName]: person.firstName ?? null,
  [names.lastName]: person.lastName ?? null,
  [names.email]: person.email ?? null,
  [names.dateOfBirth]: person.dateOfBirth ?? null,
  [names.metadata]: structuredClone(person.metadata),
});

/**
 * Numi as assumed: a read of an unknown number answers `{"exists":false}` where the number ends in an
 * even digit and 404 where it ends in an odd one, since the contract allows both. A creation answers
 * 201 without a body, an update 200 with one. Metadata is merged name by name (assumed).
 */
export function startNumiSimulator(options: SimulatorOptions): Promise<Simulator> {
  const profiles = new Map<string, Held>();

  function routes(server: FastifyInstance): void {
    server.addHook('preHandler', async (request, reply) =>
      request.headers.authorization === `Bearer ${key}` ? undefined : reply.code(401).send({ error: 'Unauthorized' }),
    );

    server.get<{ Params: { phone: string } }>('/profiles/:phone', async (request, reply) => {
      const profile = profiles.get(identifier(request.params.phone));
      if (profile) return { [names.exists]: true, [names.profile]: profile };
      if (/[13579]$/.test(request.params.phone)) return reply.code(404).send({ error: 'Not Found' });
      return { [names.exists]: false };
    });

    server.post('/profiles', async (request, reply) => {
      const write = writeSchema.safeParse(request.body);
      if (!write.success || Object.keys(write.data).length < 2) return reply.code(400).send({ error: 'Bad Request' });
      const phoneNumber = write.data[names.phoneNumber];
      const held = profiles.get(identifier(phoneNumber));
      const profile: Held = {
        ...held,
        ...write.data,
        [names.phoneNumber]: held?.[names.phoneNumber] ?? phoneNumber,
        [names.metadata]: { ...(held?.[names.metadata] as object | undefined), ...write.data[names.metadata] },
      };
      profiles.set(identifier(phoneNumber), profile);
      if (!held) return reply.code(201).send();
      return { [names.exists]: true, [names.profile]: profile };
    });
  }

  return startSimulator({
    vendor: Vendor.NUMI,
    key,
    quota: null,
    now: options.now,
    seed() {
      profiles.clear();
      for (const { numi } of options.people) if (numi) profiles.set(identifier(numi.phoneNumber), seeded(numi));
    },
    routes,
    overQuota: (reply) => reply.code(429).send({ error: 'Too Many Requests' }),
  });
}
