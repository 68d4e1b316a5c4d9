import { webhookReceivers } from '../../src/vendors/index.js';
import { withoutReplicas } from '../support/changes.js';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sources } from '../../src/domain/sources.js';
import { buildGraphSchema } from '../../src/graphql/schema.js';
import { startGraphServer } from '../../src/graphql/server.js';
import { createHttpServer } from '../../src/http/server.js';
import { createLogger } from '../../src/observability/log.js';
import { createServices, type ServiceDependencies } from '../../src/services/index.js';
import { openStore } from '../../src/store/index.js';
import { testJobs, testWrites } from '../support/writes.js';

/** Every port that is asked throws this, as a mistake in our own code would. */
export const broken = <Port extends object>(error: () => unknown): Port =>
  new Proxy({} as Port, {
    get: () => async () => {
      throw error();
    },
  });

/** The service over sources that fail as nobody expects. The store is real unless it shall fail, too. */
export async function startBrokenServer(
  error: () => unknown,
  replace: (working: ServiceDependencies) => Partial<ServiceDependencies> = () => ({}),
) {
  const directory = await mkdtemp(join(tmpdir(), 'peoplegraph-broken-'));
  const store = await openStore(directory, 'peoplegraph.db');
  const log: string[] = [];
  const logger = createLogger('trace', { write: (line) => void log.push(line) });
  const sources: Sources = {
    profiles: broken(error),
    users: broken(error),
    contacts: broken(error),
    events: broken(error),
  };
  const working: ServiceDependencies = {
    sources,
    memberships: store.memberships,
    permissions: store.permissions,
    identities: store.identities,
    timelines: store.timelines,
    jobStore: store.jobs,
    erasures: store.erasures,
    isBlocked: () => false,
    writes: testWrites(store.writes, logger),
    rehearse: async () => {
      throw error();
    },
    jobs: testJobs(store.jobs, logger),
    health: () => undefined,
    ...withoutReplicas(),
    defaultRegion: undefined,
    persioUserId: 'OWN',
    logger,
  };
  const graph = await startGraphServer({
    schema: await buildGraphSchema(),
    maximumComplexity: 100_000,
    maximumVendorCalls: 1_000,
    persioUserId: 'OWN',
    logger,
  });
  const http = createHttpServer({
    graph,
    services: createServices({ ...working, ...replace(working) }),
    apiKeys: [],
    corsOrigins: [],
    compresses: true,
    bodyLimitBytes: 1024 * 1024,
    operation: { timeoutMs: 5_000, reserveMs: 0 },
    live: { subscriptions: 100, subscriptionsPerConnection: 10 },
    webhooks: webhookReceivers({ chatwoot: [], perfex: ['perfex-webhook-secret'] }),
    logger,
  });
  await http.listen({ host: '127.0.0.1', port: 0 });
  const { port } = http.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** What was logged, each line parsed. */
    log: () => log.map((line) => JSON.parse(line) as Record<string, unknown>),
    logText: () => log.join(''),
    async close() {
      await http.close();
      await graph.apollo.stop();
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
