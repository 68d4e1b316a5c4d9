import { type PersioSimulator, startPersioSimulator } from '../../../src/vendors/persio/simulator.js';
import { startServer, type TestServer } from '../../support/server.js';
import { type BulkItem, errorSelection, requestsTo } from './support.js';

let persio: PersioSimulator;
let server: TestServer;
beforeAll(async () => {
  persio = await startPersioSimulator({ people: [] });
  server = await startServer({
    PERSIO_URL: `${persio.origin}/v1`,
    PERSIO_WRITE_KEY: persio.key,
    PERSIO_BATCH: 'on',
  });
});
afterAll(async () => {
  await server.close();
  await persio.close();
});
beforeEach(() => persio.reset());

const addToGroups = (memberships: readonly Record<string, unknown>[]) =>
  server.ask<{ addToGroups: { results: BulkItem<{ messageId: string; membership: { groupId: string } | null }>[] } }>(
    `mutation ($input: AddToGroupsInput!) {
      addToGroups(input: $input) { results { payload { messageId membership { groupId } } ${errorSelection} } }
    }`,
    { input: { memberships } },
  );

async function memberCount(groupId: string): Promise<number> {
  const { data } = await server.ask<{ groupMemberships: { nodes: unknown[] } }>(
    'query ($groupId: ID!) { groupMemberships(groupId: $groupId, first: 100) { nodes { id } } }',
    { groupId },
  );
  return data.groupMemberships.nodes.length;
}

describe('addToGroups with PERSIO_BATCH=on', () => {
  it('sends 100 memberships in one call, and records each', async () => {
    const memberships = Array.from({ length: 100 }, (_, index) => ({ userId: `u-${index}`, groupId: 'batch-hundred' }));
    const { data, errors } = await addToGroups(memberships);
    expect(errors).toBeUndefined();
    expect(requestsTo(persio)).toEqual(['POST /v1/batch']);
    expect(persio.received.map(({ type, userId, messageId }) => [type, userId, messageId])).toEqual(
      data.addToGroups.results.map(({ payload }, index) => ['group', `u-${index}`, payload?.messageId]),
    );
    expect(await memberCount('batch-hundred')).toBe(100);
  });

  it('leaves out what is too large, or wrong, and sends the others', async () => {
    const { data } = await addToGroups([
      { userId: 'u-1', groupId: 'batch-mixed', traits: { text: 'x'.repeat(33_000) } },
      { userId: 'u-2', groupId: 'batch-mixed' },
      { userId: 'u-3', groupId: 'batch-mixed', context: { timezone: 'Mars/Olympus' } },
      { userId: 'u-4', groupId: 'batch-mixed' },
    ]);
    expect(data.addToGroups.results.map(({ error }) => error?.code ?? null)).toEqual([
      'BAD_USER_INPUT',
      null,
      'BAD_USER_INPUT',
      null,
    ]);
    expect(requestsTo(persio)).toEqual(['POST /v1/batch']);
    expect(persio.received.map(({ userId }) => userId)).toEqual(['u-2', 'u-4']);
    expect(await memberCount('batch-mixed')).toBe(2);
  });

  it('splits what is over 500 KB', async () => {
    const memberships = Array.from({ length: 20 }, (_, index) => ({
      userId: `u-${index}`,
      groupId: 'batch-large',
      traits: { text: 'x'.repeat(30_000) },
    }));
    const { data } = await addToGroups(memberships);
    expect(data.addToGroups.results.every(({ error }) => error === null)).toBe(true);
    expect(requestsTo(persio)).toEqual(['POST /v1/batch', 'POST /v1/batch']);
    expect(persio.received).toHaveLength(20);
  });

  it('gives each membership the error of a batch that failed, and records none', async () => {
    persio.setFaults({ errorRate: 1, errorStatus: 503 });
    const { data } = await addToGroups([
      { userId: 'u-1', groupId: 'batch-down' },
      { userId: 'u-2', groupId: 'batch-down' },
    ]);
    expect(data.addToGroups.results).toMatchObject(
      Array.from({ length: 2 }, () => ({ payload: null, error: { code: 'VENDOR_UNAVAILABLE', vendor: 'PERSIO' } })),
    );
    expect(await memberCount('batch-down')).toBe(0);
  });

  it('sends a single membership to its own path', async () => {
    await server.ask('mutation { addToGroup(input: { userId: "u-1", groupId: "batch-single" }) { messageId } }');
    expect(requestsTo(persio)).toEqual(['POST /v1/group']);
  });
});
