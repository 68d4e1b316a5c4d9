import { startServer, type TestServer } from '../../support/server.js';
import { type BulkItem, errorSelection, errorsOf } from './support.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => server.reset());

interface Payload {
  readonly userId: string | null;
  readonly anonymousId: string | null;
  readonly membership: { readonly id: string; readonly traits: Record<string, unknown> } | null;
}

const addToGroups = (memberships: readonly Record<string, unknown>[]) =>
  server.ask<{ addToGroups: { results: BulkItem<Payload>[] } }>(
    `mutation ($input: AddToGroupsInput!) {
      addToGroups(input: $input) {
        results { index payload { userId anonymousId membership { id traits } } ${errorSelection} }
      }
    }`,
    { input: { memberships } },
  );

async function membersOf(groupId: string): Promise<(string | null)[]> {
  const { data } = await server.ask<{ groupMemberships: { nodes: { userId: string | null }[] } }>(
    'query ($groupId: ID!) { groupMemberships(groupId: $groupId, first: 100) { nodes { userId } } }',
    { groupId },
  );
  return data.groupMemberships.nodes.map(({ userId }) => userId).toSorted();
}

const oversize = { text: 'secret '.repeat(5_000) };

describe('addToGroups', () => {
  it('gives each membership its own outcome, in the order sent, and lets no bad one stop the others', async () => {
    const { data, errors } = await addToGroups([
      { userId: 'b-1', groupId: 'bulk', traits: { a: 1 } },
      { userId: 'b-2', groupId: 'bulk', traits: oversize },
      { userId: 'b-3', groupId: 'bulk', context: { ip: 'secret' } },
      { userId: 'b-4', groupId: '' },
      { groupId: 'bulk' },
      { userId: 'b-5', groupId: 'bulk', context: { locale: 'en-US' }, integrations: { salesforce: true } },
    ]);
    expect(errors).toBeUndefined();
    const { results } = data.addToGroups;
    expect(results.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(results.map(({ error }) => error?.code ?? null)).toEqual([
      null,
      'BAD_USER_INPUT',
      'BAD_USER_INPUT',
      'BAD_USER_INPUT',
      null,
      null,
    ]);
    expect(results.map(({ error }) => error?.fields)).toMatchObject({ 2: ['context.ip'], 3: ['groupId'] });
    expect(JSON.stringify(results)).not.toMatch(/secret/);
    expect(results[0]?.payload).toMatchObject({ userId: 'b-1', membership: { traits: { a: 1 } } });
    expect(results[4]?.payload).toMatchObject({
      userId: null,
      anonymousId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    expect(server.simulators.persio.calls.map(({ url }) => url)).toEqual(['/v1/group', '/v1/group', '/v1/group']);
    expect(server.simulators.persio.received.find(({ userId }) => userId === 'b-5')).toMatchObject({
      groupId: 'bulk',
      context: { locale: 'en-US' },
      integrations: { Salesforce: true },
    });
    expect(await membersOf('bulk')).toEqual(['b-1', 'b-5', null]);
  });

  it('lays the traits of two joins of one member over each other in the order sent', async () => {
    const { data } = await addToGroups([
      { userId: 'b-6', groupId: 'bulk-twice', traits: { role: 'student', a: 1 } },
      { userId: 'b-6', groupId: 'bulk-twice', traits: { role: 'pilot' } },
    ]);
    const [first, second] = data.addToGroups.results.map(({ payload }) => payload?.membership);
    expect(second).toEqual({ id: first?.id, traits: { role: 'pilot', a: 1 } });
    expect(await membersOf('bulk-twice')).toEqual(['b-6']);
  });

  it('gives an error to those alone that Persio did not take, and records the others', async () => {
    server.simulators.persio.setFaults({ errorRate: 0.5, errorStatus: 429 });
    const userIds = ['b-10', 'b-11', 'b-12', 'b-13'];
    const { data } = await addToGroups(userIds.map((userId) => ({ userId, groupId: 'bulk-half' })));
    const { results } = data.addToGroups;
    const taken = userIds.filter((_, index) => results[index]?.error === null);
    expect(taken).toHaveLength(2);
    for (const { payload, error } of results)
      expect(error).toEqual(
        payload ? null : expect.objectContaining({ code: 'VENDOR_RATE_LIMITED', vendor: 'PERSIO', retryable: true }),
      );
    expect(await membersOf('bulk-half')).toEqual(taken);
  });

  it('gives each membership the error of a Persio that is down, and records none', async () => {
    server.simulators.persio.setFaults({ outage: true });
    const { data, errors } = await addToGroups([
      { userId: 'b-20', groupId: 'bulk-down' },
      { userId: 'b-21', groupId: 'bulk-down' },
    ]);
    expect(errors).toBeUndefined();
    expect(data.addToGroups.results).toMatchObject(
      Array.from({ length: 2 }, () => ({ payload: null, error: { code: 'VENDOR_UNAVAILABLE', vendor: 'PERSIO' } })),
    );
    expect(await membersOf('bulk-down')).toEqual([]);
  });

  it('adds up to 100, one call each, and refuses none and more before anything is sent', async () => {
    const memberships = Array.from({ length: 101 }, (_, index) => ({ userId: `h-${index}`, groupId: 'bulk-hundred' }));
    for (const wrong of [[], memberships]) {
      const answer = await addToGroups(wrong);
      expect(errorsOf(answer)).toEqual([{ path: ['addToGroups'], code: 'BAD_USER_INPUT', fields: ['memberships'] }]);
    }
    expect(server.simulators.persio.calls).toHaveLength(0);
    const { data } = await addToGroups(memberships.slice(0, 100));
    expect(data.addToGroups.results.map(({ payload }) => payload?.userId)).toEqual(
      memberships.slice(0, 100).map(({ userId }) => userId),
    );
    expect(server.simulators.persio.calls).toHaveLength(100);
    expect(await membersOf('bulk-hundred')).toHaveLength(100);
  });
});
