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
import type { PerfexSimulator } from '../../../src/vendors/perfex/simulator.js';
import type { PersioSimulator } from '../../../src/vendors/persio/simulator.js';
import { connectVendors } from '../../../src/vendors/index.js';
import type { GraphError } from '../../support/server.js';

/** The service as `createApp` builds it, with a store that has been closed: every statement fails. */
async function startWithoutStore() {
  const directory = await mkdtemp(join(tmpdir(), 'peoplegraph-test-'));
  const config = loadConfig({ SANDBOX: 'on', SANDBOX_CONTROL_PORT: '0', DATA_DIR: directory });
  const log: string[] = [];
  const logger = createLogger('trace', { write: (line) => void log.push(line) });
  const { sandbox, vendors, persioUserId, defaultRegion, storeFile } = await openSandbox(config);
  const store = await openStore(directory, storeFile);
  await store.close();
  const { sources } = connectVendors(vendors, { ...config.vendorLimits, logger, defaultRegion, clock: systemClock });
  const services = createServices({
    sources,
    health: () => undefined,
    memberships: store.memberships,
    permissions: store.permissions,
    defaultRegion,
    persioUserId,
    logger,
  });
  const schema = await buildGraphSchema();
  const graph = await startGraphServer({ ...config, schema, persioUserId, logger });
  const http = createHttpServer({ ...config, graph, services, logger });
  const url = await http.listen({ host: '127.0.0.1', port: 0 });
  return {
    log,
    perfex: sandbox.simulators.PERFEX as PerfexSimulator,
    persio: sandbox.simulators.PERSIO as PersioSimulator,
    async ask<Data>(query: string): Promise<{ data: Data; errors?: GraphError[] }> {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      return (await response.json()) as { data: Data; errors?: GraphError[] };
    },
    async close() {
      await http.close();
      await graph.apollo.stop();
      await sandbox.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

let server: Awaited<ReturnType<typeof startWithoutStore>>;
beforeAll(async () => {
  server = await startWithoutStore();
});
afterAll(() => server.close());
beforeEach(() => {
  server.perfex.reset();
  server.persio.reset();
  server.log.length = 0;
});

describe('a store that fails', () => {
  it('does not make a membership look failed that Persio has accepted', async () => {
    const { data, errors } = await server.ask<{ addToGroup: { messageId: string } }>(
      'mutation { addToGroup(input: { userId: "u-1", groupId: "flyers" }) { messageId userId membership { id } } }',
    );
    expect(errors).toBeUndefined();
    const { messageId } = data.addToGroup;
    expect(data.addToGroup).toEqual({ messageId, userId: 'u-1', membership: null });
    expect(server.persio.received).toMatchObject([{ messageId, userId: 'u-1', groupId: 'flyers' }]);
    expect(server.log.join('\n')).toContain('Persio accepted memberships that could not be recorded');
    expect(server.log.join('\n')).not.toContain('u-1');
  });

  it('does not make any of several memberships look failed', async () => {
    const { data, errors } = await server.ask(
      `mutation { addToGroups(input: { memberships: [{ userId: "u-1", groupId: "a" }, { userId: "u-2", groupId: "a" }] }) {
        results { payload { userId membership { id } } error { code } }
      } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      addToGroups: {
        results: ['u-1', 'u-2'].map((userId) => ({ payload: { userId, membership: null }, error: null })),
      },
    });
    expect(server.persio.received).toHaveLength(2);
  });

  it('does not let identify, track and page fail', async () => {
    const { errors } = await server.ask(
      `mutation {
        identify(input: { userId: "u-1" }) { messageId }
        track(input: { userId: "u-1", event: "Seen" }) { messageId }
        page(input: { userId: "u-1" }) { messageId }
      }`,
    );
    expect(errors).toBeUndefined();
    expect(server.persio.received).toHaveLength(3);
  });

  it('is an error for a membership that is read', async () => {
    const { data, errors } = await server.ask('{ groupMembership(userId: "u-1", groupId: "flyers") { id } }');
    expect(data).toEqual({ groupMembership: null });
    expect(errors).toMatchObject([{ extensions: { code: 'STORE_UNAVAILABLE', retryable: true } }]);
  });

  it('stops an update of a contact before it could clear permissions that are not known', async () => {
    const { errors } = await server.ask('mutation { updateContact(input: { id: "1", title: "X" }) { contactId } }');
    expect(errors).toMatchObject([{ path: ['updateContact'], extensions: { code: 'STORE_UNAVAILABLE' } }]);
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
