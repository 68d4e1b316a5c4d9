import { startServer, type TestServer } from '../../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => server.reset());

interface Membership {
  readonly id: string;
  readonly anonymousId: string | null;
  readonly traits: Record<string, unknown>;
  readonly joinedAt: string;
  readonly observedAt: string;
}

interface Payload {
  readonly acceptedAt: string;
  readonly membership: Membership;
}

const selection = '{ id anonymousId traits joinedAt observedAt }';

async function add(input: Record<string, unknown>): Promise<Payload> {
  const { data } = await server.ask<{ addToGroup: Payload }>(
    `mutation ($input: AddToGroupInput!) { addToGroup(input: $input) { acceptedAt membership ${selection} } }`,
    { input },
  );
  return data.addToGroup;
}

async function membershipsOf(userId: string): Promise<Membership[]> {
  const { data } = await server.ask<{ groupMemberships: { nodes: Membership[] } }>(
    `query ($userId: ID!) { groupMemberships(userId: $userId, first: 100) { nodes ${selection} } }`,
    { userId },
  );
  return data.groupMemberships.nodes;
}

describe('joining a group again', () => {
  it('updates the same membership: traits are laid over, the first time stays, the last acceptance is told', async () => {
    const early = '2024-01-01T00:00:00.000Z';
    const first = await add({
      userId: 'r-1',
      groupId: 'flyers',
      timestamp: early,
      traits: { a: 1, b: { x: 1, y: 2 } },
    });
    const second = await add({ userId: 'r-1', groupId: 'flyers', traits: { b: { z: 3 }, c: null } });
    expect(second.membership).toEqual({
      id: first.membership.id,
      anonymousId: null,
      traits: { a: 1, b: { z: 3 }, c: null },
      joinedAt: early,
      observedAt: second.acceptedAt,
    });
    expect(Date.parse(second.acceptedAt)).toBeGreaterThanOrEqual(Date.parse(first.acceptedAt));
    expect(await membershipsOf('r-1')).toEqual([second.membership]);
    expect(server.simulators.persio.received).toHaveLength(2);
  });

  it('lets a call that arrives late overwrite nothing newer, and takes its time as the earliest', async () => {
    await add({ userId: 'r-2', groupId: 'flyers', timestamp: '2024-06-01T00:00:00Z', traits: { role: 'pilot', b: 2 } });
    const late = await add({
      userId: 'r-2',
      groupId: 'flyers',
      timestamp: '2024-03-01T00:00:00Z',
      traits: { role: 'student', a: 1 },
    });
    expect(late.membership).toMatchObject({
      traits: { role: 'pilot', a: 1, b: 2 },
      joinedAt: '2024-03-01T00:00:00.000Z',
      observedAt: late.acceptedAt,
    });
    const between = await add({
      userId: 'r-2',
      groupId: 'flyers',
      timestamp: '2024-05-01T00:00:00Z',
      traits: { role: 'cadet' },
    });
    expect(between.membership).toMatchObject({ traits: { role: 'pilot' }, joinedAt: '2024-03-01T00:00:00.000Z' });
    expect(await membershipsOf('r-2')).toEqual([between.membership]);
  });

  it('keeps the traits where it brings none', async () => {
    await add({ userId: 'r-3', groupId: 'flyers', traits: { a: 1 } });
    const again = await add({ userId: 'r-3', groupId: 'flyers' });
    expect(again.membership.traits).toEqual({ a: 1 });
  });

  it('keeps other groups and other members apart', async () => {
    const memberships = [
      await add({ userId: 'r-4', groupId: 'flyers' }),
      await add({ userId: 'r-4', groupId: 'divers' }),
      await add({ userId: 'r-5', groupId: 'flyers' }),
      await add({ anonymousId: 'r-4', groupId: 'flyers' }),
    ];
    expect(new Set(memberships.map(({ membership }) => membership.id)).size).toBe(4);
    expect(await membershipsOf('r-4')).toHaveLength(2);
  });

  it('is the same membership for many calls at the same time', async () => {
    const joins = Array.from({ length: 8 }, (_, index) =>
      add({ userId: 'r-6', groupId: 'flyers', traits: { [`trait${index}`]: index } }),
    );
    await Promise.all(joins);
    const [membership, ...others] = await membershipsOf('r-6');
    expect(others).toEqual([]);
    expect(Object.keys(membership?.traits ?? {})).toHaveLength(8);
  });

  it('updates the membership that the sandbox began with', async () => {
    const [seeded] = (await membershipsOf('1')).filter(({ traits }) => traits['role'] === 'founder');
    const again = await add({ userId: '1', groupId: 'mathematicians', traits: { award: 'first program' } });
    expect(again.membership).toMatchObject({
      id: seeded?.id,
      traits: { role: 'founder', award: 'first program' },
      joinedAt: '2024-02-01T09:00:00.000Z',
    });
  });
});
