import { withoutReplicas } from '../../support/changes.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../../src/config.js';
import { buildGraphSchema } from '../../../src/graphql/schema.js';
import { startGraphServer } from '../../../src/graphql/server.js';
import { createHttpServer } from '../../../src/http/server.js';
import { createLogger } from '../../../src/observability/log.js';
import { openSandbox } from '../../../src/sandbox/index.js';
import { systemClock } from '../../../src/domain/clock.js';
import { createServices } from '../../../src/services/index.js';
import { openStore } from '../../../src/store/index.js';
import { ErrorCode, PeoplegraphError } from '../../../src/errors.js';
import type { PerfexSimulator } from '../../../src/vendors/perfex/simulator.js';
import type { PersioSimulator } from '../../../src/vendors/persio/simulator.js';
import { connectVendors, rehearseVendors } from '../../../src/vendors/index.js';
import type { GraphError } from '../../support/server.js';
import { untilThere } from '../../support/until.js';
import { testJobs, testWrites } from '../../support/writes.js';

/** What of the store fails while `broken.now` is true. */
const broken = { now: true };

/** A part of the store whose every statement fails as long as it is broken. */
const failing = <Part extends object>(part: Part): Part =>
  new Proxy(part, {
    get: (target, name) => (broken.now ? fail : Reflect.get(target, name)) as unknown,
  });

const fail = (): Promise<never> =>
  Promise.reject(new PeoplegraphError(ErrorCode.STORE_UNAVAILABLE, "This service's store failed. Try again later."));

/** The service as `createApp` builds it, with parts of the store that fail. */
async function startFailing(part: 'ledgers' | 'everything') {
  const directory = await mkdtemp(join(tmpdir(), 'peoplegraph-test-'));
  const config = loadConfig({ SANDBOX: 'on', SANDBOX_CONTROL_PORT: '0', DATA_DIR: directory });
  const log: string[] = [];
  let waiting: { text: string; found: () => void } | undefined;
  const logger = createLogger('trace', {
    write: (line) => {
      log.push(line);
      if (waiting && line.includes(waiting.text)) waiting.found();
    },
  });
  const { sandbox, vendors, persioUserId, defaultRegion, storeFile } = await openSandbox(config);
  const store = await openStore(directory, storeFile);
  const journal = part === 'everything' ? failing(store.writes) : store.writes;
  const writes = testWrites(journal, logger, { attemptMs: 2_000 });
  const { sources } = connectVendors(vendors, { ...config.vendorLimits, logger, defaultRegion, clock: systemClock });
  const services = createServices({
    sources,
    health: () => undefined,
    ...withoutReplicas(),
    memberships: failing(store.memberships),
    permissions: failing(store.permissions),
    identities: failing(store.identities),
    timelines: store.timelines,
    jobStore: store.jobs,
    erasures: store.erasures,
    isBlocked: () => false,
    writes,
    rehearse: rehearseVendors(vendors, defaultRegion),
    jobs: testJobs(failing(store.jobs), logger),
    defaultRegion,
    persioUserId,
    logger,
  });
  const schema = await buildGraphSchema();
  const graph = await startGraphServer({ ...config, schema, persioUserId, logger });
  const http = createHttpServer({ ...config, graph, services, webhooks: [], logger });
  writes.start();
  const url = await http.listen({ host: '127.0.0.1', port: 0 });
  return {
    log,
    perfex: sandbox.simulators.PERFEX as PerfexSimulator,
    persio: sandbox.simulators.PERSIO as PersioSimulator,
    /** Settles when a line of the log holds the text. */
    logged: (text: string) =>
      new Promise<void>((found) => {
        waiting = { text, found };
      }),
    async ask<Data>(
      query: string,
      headers: Record<string, string> = {},
    ): Promise<{ data: Data; errors?: GraphError[] }> {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      });
      return (await response.json()) as { data: Data; errors?: GraphError[] };
    },
    async close() {
      await http.close();
      await graph.apollo.stop();
      await writes.close();
      await store.close();
      await sandbox.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

let server: Awaited<ReturnType<typeof startFailing>>;
beforeEach(() => {
  broken.now = true;
});
afterEach(() => server.close());

describe('a store that fails', () => {
  beforeEach(async () => {
    server = await startFailing('everything');
  });

  it.each([
    'addToGroup(input: { userId: "u-1", groupId: "flyers" }) { messageId }',
    'identify(input: { userId: "u-1" }) { messageId }',
    'createContact(input: { customerId: "1", firstName: "H", lastName: "L", email: "h@example.com" }) { contactId }',
    'deleteContact(input: { id: "2" }) { contactId }',
  ])('lets no write begin that could be lost: %s', async (mutation) => {
    const { errors } = await server.ask(`mutation { ${mutation} }`);
    expect(errors).toMatchObject([{ extensions: { code: 'STORE_UNAVAILABLE', retryable: true } }]);
    expect([...server.persio.calls, ...server.perfex.calls]).toEqual([]);
  });
});

describe('a ledger that fails', () => {
  beforeEach(async () => {
    server = await startFailing('ledgers');
  });

  it('keeps a membership pending that Persio has taken, and records it later under the same call', async () => {
    const asked = server.ask<{ addToGroup: { messageId: string; membership: object; write: object } }>(
      'mutation { addToGroup(input: { userId: "u-1", groupId: "flyers" }) { messageId membership { id } write { state } } }',
    );
    await server.logged('write postponed');
    broken.now = false;
    const { data, errors } = await asked;
    expect(errors).toBeUndefined();
    const { messageId, membership, write } = data.addToGroup;
    expect([membership, write]).toEqual([{ id: expect.any(String) as string }, { state: 'DELIVERED' }]);
    expect(server.persio.received).toMatchObject([{ messageId, userId: 'u-1', groupId: 'flyers' }]);
    expect(server.persio.calls).toHaveLength(2);
    expect(server.log.join('\n')).not.toContain('u-1');
  });

  it('is an error for a membership that is read', async () => {
    const { data, errors } = await server.ask('{ groupMembership(userId: "u-1", groupId: "flyers") { id } }');
    expect(data).toEqual({ groupMembership: null });
    expect(errors).toMatchObject([{ extensions: { code: 'STORE_UNAVAILABLE', retryable: true } }]);
  });

  it('stops an update of a contact before it could clear permissions that are not known', async () => {
    const { data } = await server.ask<{ updateContact: { write: { id: string } } }>(
      'mutation { updateContact(input: { id: "1", title: "X", delivery: ASYNC }) { write { id } } }',
    );
    const { id } = data.updateContact.write;
    const write = await untilThere(async () => {
      const found = await server.ask<{ write: { lastError: object | null } }>(
        `{ write(id: "${id}") { state lastError { code } } }`,
      );
      return found.data.write.lastError ? found.data.write : undefined;
    }, 'The failed attempt');
    expect(write).toEqual({ state: 'PENDING', lastError: { code: 'STORE_UNAVAILABLE' } });
    expect(server.perfex.calls.filter(({ method }) => method === 'PUT')).toEqual([]);
    expect(server.perfex.permissionsOf('1')).toEqual(['INVOICES', 'SUPPORT']);
  });

  it('is a warning for a new contact whose permissions could not be noted', async () => {
    const input = 'customerId: "1", firstName: "Hedy", lastName: "Lamarr"';
    const { data, errors } = await server.ask<Record<string, { contactId: string; warnings: string[] }>>(
      `mutation {
        with: createContact(input: { ${input}, email: "a@example.com", permissions: [PROJECTS] }) { contactId warnings }
        without: createContact(input: { ${input}, email: "b@example.com" }) { contactId warnings }
      }`,
    );
    expect(errors).toBeUndefined();
    expect(data['with']?.warnings).toEqual(['PERMISSIONS_NOT_NOTED']);
    expect(data['without']?.warnings).toEqual([]);
    expect(server.perfex.permissionsOf(data['with']?.contactId ?? '')).toEqual(['PROJECTS']);
  });

  it('does not make a deletion look failed', async () => {
    const { data, errors } = await server.ask('mutation { deleteContact(input: { id: "2" }) { contactId } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ deleteContact: { contactId: '2' } });
  });
});
