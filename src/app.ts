import type { FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { cachedSources } from './cache/cached-sources.js';
import type { EntityCache } from './cache/entity-cache.js';
import { memoryCache } from './cache/memory-cache.js';
import { localBus } from './changes/local-bus.js';
import type { Config } from './config.js';
import { type ChangeBus, ChangeCause } from './domain/change.js';
import { identifierGuard } from './domain/blocked-identifiers.js';
import { systemClock } from './domain/clock.js';
import type { AcceptedGroupCall } from './domain/group-membership.js';
import type { Sighting } from './domain/identity.js';
import type { PersioUserId } from './domain/persio-user-id.js';
import type { Region } from './domain/phone-number.js';
import { Vendor } from './domain/vendor.js';
import { Pages } from './explorer/index.js';
import { buildSubgraph } from './graphql/federation/subgraph-schema.js';
import type { SharedDocuments } from './graphql/persisted-documents.js';
import { startGraphServer } from './graphql/server.js';
import { createHttpServer } from './http/server.js';
import { createServices } from './services/index.js';
import { JobService } from './services/jobs/job-service.js';
import { Learner } from './services/people/learner.js';
import { learningSources } from './services/people/learning-sources.js';
import { WriteService } from './services/writes/write-service.js';
import { openSharedStore, openStore, type Store } from './store/index.js';
import { schemaOf } from './store/names.js';
import { connectVendors, rehearseVendors, type VendorSettings, webhookReceivers } from './vendors/index.js';

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
  /** Records that a sandbox knows from the start. */
  readonly sightings?: readonly Sighting[];
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
  sightings = [],
}: AppOptions): Promise<App> {
  const { bus, begin } = await makeBus(config, { vendors, defaultRegion, storeFile, logger });
  const store = await openConfiguredStore(config, storeFile, bus, logger);
  // A database that is not there is the store's to tell.
  await begin();
  await store.memberships.record(memberships);
  if (sightings.length > 0) await store.identities.observe(sightings, new Date());
  const { sources, observers } = connectVendors(vendors, {
    ...config.vendorLimits,
    defaultRegion,
    logger,
    clock: systemClock,
  });
  const { lifetimes, batchWindowMs } = config.cache;
  const { cache, documents } = await openCaches(config, { vendors, defaultRegion, logger });
  const times = { ...config.writes, attemptMs: config.operation.timeoutMs, graceMs: config.vendorLimits.timeoutMs };
  const writes = new WriteService(store.writes, times, systemClock, logger, (id, subjects) =>
    services.changes.written(id, subjects),
  );
  const jobs = new JobService({ store: store.jobs, times, clock: systemClock, logger });
  const learner = new Learner(store.identities, logger);
  const names = bus.reachesOthers ? store.recordNames : undefined;
  const { sources: cached, kept } = cachedSources(learningSources(sources, learner), {
    cache,
    lifetimes,
    batchWindow: batchWindowMs,
    // More than have a turn at the vendor, as some may be waiting to be repeated.
    abreast: 4 * config.vendorLimits.concurrency,
    clock: systemClock,
    onStale: (vendor) => observers.get(vendor)?.answeredStale(),
    onDemoted: (ids) =>
      services.changes.touched(
        ids.map((recordId) => ({ vendor: Vendor.PERFEX, recordId })),
        ChangeCause.WRITE,
      ),
    names,
  });
  const services = createServices({
    sources: cached,
    kept,
    names,
    bus,
    memberships: store.memberships,
    permissions: store.permissions,
    identities: store.identities,
    timelines: store.timelines,
    jobStore: store.jobs,
    erasures: store.erasures,
    isBlocked: identifierGuard(config.identities.blocked),
    writes,
    jobs,
    health: (vendor) => observers.get(vendor)?.snapshot(),
    rehearse: rehearseVendors(vendors, defaultRegion),
    defaultRegion,
    persioUserId,
    logger,
  });
  const { schema } = await buildSubgraph(config.federation);
  const graph = await startGraphServer({
    schema,
    maximumComplexity: config.maximumComplexity,
    maximumVendorCalls: config.maximumVendorCalls,
    persioUserId,
    logger,
    sharedDocuments: documents,
  });
  const pages = new Pages({
    schema,
    explorer: config.explorer,
    seeded: config.sandbox.length === Object.keys(Vendor).length,
    needsKey: config.apiKeys.length > 0,
  });
  const webhooks = webhookReceivers(config.webhookSecrets);
  const http = createHttpServer({ ...config, graph, services, pages, webhooks, logger });
  writes.start();
  jobs.start((scope, caller) => services.open(scope, caller));
  store.renewal.start(logger);
  return {
    http,
    async close() {
      await http.close();
      await graph.apollo.stop();
      await jobs.close();
      await writes.close();
      await learner.close();
      await services.changes.close();
      await bus.close();
      await cache.close();
      await store.close();
    },
  };
}

/** @throws PeoplegraphError STORE_UNAVAILABLE where it cannot be opened. */
function openConfiguredStore(config: Config, storeFile: string, bus: ChangeBus, logger: Logger): Promise<Store> {
  const { database, dataDirectory, encryptionKeys, identities } = config;
  const options = {
    recordsPerIdentifier: identities.recordsPerIdentifier,
    blockedIdentifiers: identities.blocked,
    onPeopleChanged: (ids: readonly string[]) => bus.publish([{ kind: 'PEOPLE', ids, cause: ChangeCause.LINKS }]),
  };
  if (database.url === undefined) return openStore(dataDirectory, storeFile, encryptionKeys, options);
  const settings = { url: database.url, schema: schemaOf(storeFile), connections: database.connections };
  return openSharedStore({ ...settings, ...options, encryptionKeys, logger });
}

interface Caches {
  readonly cache: EntityCache;
  /** Undefined where the process keeps them alone. */
  readonly documents: SharedDocuments | undefined;
}

/** Replicas share records only where they read the same vendors in the same way: what that depends on is in the keys. */
async function openCaches(
  { cache: { redisUrl, entries, bytes }, operation, vendorLimits }: Config,
  { vendors, defaultRegion, logger }: Pick<AppOptions, 'vendors' | 'defaultRegion' | 'logger'>,
): Promise<Caches> {
  if (!redisUrl) return { cache: memoryCache({ entries, bytes, clock: systemClock }), documents: undefined };
  // Its client takes as much memory as ten thousand records: only who uses it pays for it.
  const { RedisConnection } = await import('./cache/redis-connection.js');
  const { redisCache } = await import('./cache/redis-cache.js');
  const { RedisDocuments } = await import('./cache/redis-documents.js');
  const connection = new RedisConnection(redisUrl, logger);
  const cache = redisCache({
    connection,
    namespace: namespaceOf(vendors, defaultRegion),
    longestRead: Math.max(30_000, operation.timeoutMs + vendorLimits.timeoutMs),
  });
  return { cache, documents: new RedisDocuments(connection) };
}

/** Names the vendors, and how their records are read: processes with the same name share records, and changes of them. */
function namespaceOf({ numi, chatwoot, perfex }: VendorSettings, defaultRegion: Region | undefined): string {
  const origin = [numi?.url, numi?.profilePath, chatwoot?.url, perfex?.url, perfex?.timezone, defaultRegion];
  return createHash('sha256').update(JSON.stringify(origin)).digest('hex').slice(0, 12);
}

/** Who shares the database shares people and writes, so that it tells of changes where there is one; Redis tells of records. */
async function makeBus(
  { database, cache }: Config,
  { vendors, defaultRegion, storeFile, logger }: Pick<AppOptions, 'vendors' | 'defaultRegion' | 'storeFile' | 'logger'>,
): Promise<{ readonly bus: ChangeBus; readonly begin: () => Promise<void> }> {
  if (database.url !== undefined) {
    const { PostgresBus } = await import('./changes/postgres-bus.js');
    const bus = new PostgresBus({ url: database.url, schema: schemaOf(storeFile), logger });
    return { bus, begin: () => bus.start() };
  }
  if (!cache.redisUrl) return { bus: localBus(), begin: () => Promise.resolve() };
  const { RedisBus } = await import('./changes/redis-bus.js');
  const bus = new RedisBus({ url: cache.redisUrl, namespace: namespaceOf(vendors, defaultRegion), logger });
  return { bus, begin: () => bus.start() };
}
