import type { FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { cachedSources } from './cache/cached-sources.js';
import type { EntityCache } from './cache/entity-cache.js';
import { memoryCache } from './cache/memory-cache.js';
import type { Config } from './config.js';
import { systemClock } from './domain/clock.js';
import type { AcceptedGroupCall } from './domain/group-membership.js';
import type { PersioUserId } from './domain/persio-user-id.js';
import type { Region } from './domain/phone-number.js';
import { buildGraphSchema } from './graphql/schema.js';
import { startGraphServer } from './graphql/server.js';
import { createHttpServer } from './http/server.js';
import { createServices } from './services/index.js';
import { WriteService } from './services/writes/write-service.js';
import { openSharedStore, openStore, type Store } from './store/index.js';
import { schemaOf } from './store/names.js';
import { connectVendors, type VendorSettings } from './vendors/index.js';

export interface AppOptions {
  readonly config: Config;
  readonly logger: Logger;
  /** The vendors to talk to: those of the configuration, or their simulators. */
  readonly vendors: VendorSettings;
  readonly persioUserId: PersioUserId;
  readonly defaultRegion: Region | undefined;
  /** The file in the data directory that holds the store; without `.db` the schema in a PostgreSQL database. */
  readonly storeFile: string;
  /** Memberships that a sandbox begins with. */
  readonly memberships?: readonly AcceptedGroupCall[];
}

export interface App {
  /** Built and ready; whoever built it lets it listen. */
  readonly http: FastifyInstance;
  /** Finishes the requests under way and closes everything. */
  close(): Promise<void>;
}

/** The composition root: the only place that knows vendors, services and store together. It never listens. */
export async function createApp({
  config,
  logger,
  vendors,
  persioUserId,
  defaultRegion,
  storeFile,
  memberships = [],
}: AppOptions): Promise<App> {
  const store = await openConfiguredStore(config, storeFile, logger);
  await store.memberships.record(memberships);
  const { sources, observers } = connectVendors(vendors, {
    ...config.vendorLimits,
    defaultRegion,
    logger,
    clock: systemClock,
  });
  const { lifetimes, batchWindowMs } = config.cache;
  const cache = await openCache(config, { vendors, defaultRegion, logger });
  const times = { ...config.writes, attemptMs: config.operation.timeoutMs, graceMs: config.vendorLimits.timeoutMs };
  const writes = new WriteService(store.writes, times, systemClock, logger);
  const services = createServices({
    sources: cachedSources(sources, {
      cache,
      lifetimes,
      batchWindow: batchWindowMs,
      // More than have a turn at the vendor, as some may be waiting to be repeated.
      abreast: 4 * config.vendorLimits.concurrency,
      clock: systemClock,
      onStale: (vendor) => observers.get(vendor)?.answeredStale(),
    }),
    memberships: store.memberships,
    permissions: store.permissions,
    writes,
    health: (vendor) => observers.get(vendor)?.snapshot(),
    defaultRegion,
    persioUserId,
    logger,
  });
  const graph = await startGraphServer({
    schema: await buildGraphSchema(),
    maximumComplexity: config.maximumComplexity,
    maximumVendorCalls: config.maximumVendorCalls,
    persioUserId,
    logger,
  });
  const http = createHttpServer({ ...config, graph, services, logger });
  writes.start();
  return {
    http,
    async close() {
      await http.close();
      await graph.apollo.stop();
      await writes.close();
      await cache.close();
      await store.close();
    },
  };
}

/** @throws PeoplegraphError STORE_UNAVAILABLE where it cannot be opened. */
const openConfiguredStore = (
  { database: { url, connections }, dataDirectory, encryptionKeys }: Config,
  storeFile: string,
  logger: Logger,
): Promise<Store> =>
  url === undefined
    ? openStore(dataDirectory, storeFile, encryptionKeys)
    : openSharedStore({ url, schema: schemaOf(storeFile), connections, encryptionKeys, logger });

/** Replicas share records only where they read the same vendors in the same way: what that depends on is in the keys. */
async function openCache(
  { cache: { redisUrl, entries, bytes }, operation, vendorLimits }: Config,
  { vendors, defaultRegion, logger }: Pick<AppOptions, 'vendors' | 'defaultRegion' | 'logger'>,
): Promise<EntityCache> {
  if (!redisUrl) return memoryCache({ entries, bytes, clock: systemClock });
  // Its client takes as much memory as ten thousand records: only who uses it pays for it.
  const { redisCache } = await import('./cache/redis-cache.js');
  const { numi, chatwoot, perfex } = vendors;
  const origin = [numi?.url, numi?.profilePath, chatwoot?.url, perfex?.url, perfex?.timezone, defaultRegion];
  return redisCache({
    url: redisUrl,
    namespace: createHash('sha256').update(JSON.stringify(origin)).digest('hex').slice(0, 12),
    longestRead: Math.max(30_000, operation.timeoutMs + vendorLimits.timeoutMs),
    logger,
  });
}
