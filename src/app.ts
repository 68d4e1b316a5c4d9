import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from './config.js';
import type { AcceptedGroupCall } from './domain/group-membership.js';
import type { PersioUserId } from './domain/persio-user-id.js';
import type { Region } from './domain/phone-number.js';
import { buildGraphSchema } from './graphql/schema.js';
import { startGraphServer } from './graphql/server.js';
import { createHttpServer } from './http/server.js';
import { createServices } from './services/index.js';
import { openStore } from './store/index.js';
import { connectVendors, type VendorSettings } from './vendors/index.js';

export interface AppOptions {
  readonly config: Config;
  readonly logger: Logger;
  /** The vendors to talk to: those of the configuration, or their simulators. */
  readonly vendors: VendorSettings;
  readonly persioUserId: PersioUserId;
  readonly defaultRegion: Region | undefined;
  /** The file in the data directory that holds the store. */
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
  const store = await openStore(config.dataDirectory, storeFile);
  await store.memberships.record(memberships);
  const services = createServices({
    sources: connectVendors(vendors, {
      logger,
      defaultRegion,
      timeoutMs: config.vendorTimeoutMs,
      concurrency: config.vendorConcurrency,
    }),
    memberships: store.memberships,
    permissions: store.permissions,
    defaultRegion,
    persioUserId,
    logger,
  });
  const graph = await startGraphServer({
    schema: await buildGraphSchema(),
    maximumComplexity: config.maximumComplexity,
    logger,
  });
  const http = createHttpServer({ ...config, graph, services, logger });
  return {
    http,
    async close() {
      await http.close();
      await graph.stop();
      await store.close();
    },
  };
}
