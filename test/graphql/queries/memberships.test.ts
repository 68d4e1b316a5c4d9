import { startServer, type TestServer } from '../../support/server.js';
import { onlyError } from './support.js';

const everything = `id userId anonymousId groupId traits status joinedAt observedAt source`;

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

const join = async (input: Record<string, unknown>): Promise<{ acceptedAt: string; membership: { id: string } }> => {
  const { data } = await server.ask<{ addToGroup: Awaited<ReturnType<typeof join>> }>(
    `mutation ($input: AddToGroupInput!) { addToGroup(input: $input) { acceptedAt membership { id } } }`,
    { input },
  );
  return data.addToGroup;
};

describe('groupMembership', () => {
  const query = `query ($userId: ID, $anonymousId: ID, $groupId: ID!) {
    groupMembership(userId: $userId, anonymousId: $anonymousId, groupId: $groupId) { ${everything} }
  }`;

  it('answers every field of a membership', async () => {
    const { data, errors } = await server.ask(query, { userId: '1', groupId: 'mathematicians' });

    expect(errors).toBeUndefined();
    expect(data.groupMembership).toEqual({
      id: expect.stringMatching(/^[\w-]{20,}$/),
      userId: '1',
      anonymousId: null,
      groupId: 'mathematicians',
      traits: { role: 'founder' },
      status: 'ACCEPTED',
      joinedAt: '2024-02-01T09:00:00.000Z',
      observedAt: '2024-02-01T09:00:00.000Z',
      source: 'LEDGER',
    });
  });

  it('answers what was written just now, by user id', async () => {
    const traits = { seats: 3, tags: ['a', null], nested: { ok: true } };
    const { acceptedAt, membership } = await join({
      userId: 'u-1',
      groupId: 'written',
      traits,
      timestamp: '2025-06-01T10:00:00+02:00',
    });

    const { data } = await server.ask(query, { userId: 'u-1', groupId: 'written' });

    expect(data.groupMembership).toEqual({
      id: membership.id,
      userId: 'u-1',
      anonymousId: null,
      groupId: 'written',
      traits,
      status: 'ACCEPTED',
      joinedAt: '2025-06-01T08:00:00.000Z',
      observedAt: acceptedAt,
      source: 'LEDGER',
    });
  });

  it('answers a membership by anonymous id', async () => {
    const { membership } = await join({ anonymousId: 'a-1', groupId: 'anonymous' });

    const { data } = await server.ask(query, { anonymousId: 'a-1', groupId: 'anonymous' });

    expect(data.groupMembership).toMatchObject({ id: membership.id, userId: null, anonymousId: 'a-1' });
  });

  it('does not take an anonymous id for a user id', async () => {
    await join({ anonymousId: 'same', groupId: 'kinds' });

    const { data } = await server.ask(query, { userId: 'same', groupId: 'kinds' });

    expect(data.groupMembership).toBeNull();
  });

  it.each([
    { userId: '1', groupId: 'nowhere' },
    { userId: 'nobody', groupId: 'mathematicians' },
  ])('answers null for a membership that this service never wrote: %j', async (variables) => {
    const { data, errors } = await server.ask(query, variables);

    expect(data.groupMembership).toBeNull();
    expect(errors).toBeUndefined();
  });

  it.each([
    { groupId: 'mathematicians' },
    { userId: '1', anonymousId: 'a-1', groupId: 'mathematicians' },
    { userId: '', groupId: 'mathematicians' },
  ])('refuses none and both of the ids: %j', async (variables) => {
    const { data, errors } = await server.ask(query, variables);

    expect(data.groupMembership).toBeNull();
    expect(onlyError(errors)).toEqual({ code: 'BAD_USER_INPUT', fields: ['userId', 'anonymousId'] });
  });
});

describe('groupMemberships', () => {
  const query = `query ($userId: ID, $anonymousId: ID, $groupId: ID, $first: Int) {
    groupMemberships(userId: $userId, anonymousId: $anonymousId, groupId: $groupId, first: $first) {
      nodes { userId anonymousId groupId joinedAt }
    }
  }`;

  it('answers the memberships of a user in the order in which they began', async () => {
    const { data } = await server.ask(query, { userId: '1' });

    expect(data.groupMemberships.nodes).toEqual([
      { userId: '1', anonymousId: null, groupId: 'mathematicians', joinedAt: '2024-02-01T09:00:00.000Z' },
      { userId: '1', anonymousId: null, groupId: 'newsletter', joinedAt: '2024-03-15T10:30:00.000Z' },
    ]);
  });

  it('answers the members of a group in the order in which they joined, whichever was written first', async () => {
    await join({ userId: 'late', groupId: 'ordered', timestamp: '2025-03-03T00:00:00Z' });
    await join({ anonymousId: 'early', groupId: 'ordered', timestamp: '2025-01-01T00:00:00Z' });
    await join({ userId: 'middle', groupId: 'ordered', timestamp: '2025-02-02T00:00:00Z' });

    const { data } = await server.ask(query, { groupId: 'ordered' });

    expect(data.groupMemberships.nodes).toEqual([
      { userId: null, anonymousId: 'early', groupId: 'ordered', joinedAt: '2025-01-01T00:00:00.000Z' },
      { userId: 'middle', anonymousId: null, groupId: 'ordered', joinedAt: '2025-02-02T00:00:00.000Z' },
      { userId: 'late', anonymousId: null, groupId: 'ordered', joinedAt: '2025-03-03T00:00:00.000Z' },
    ]);
  });

  it('answers the memberships of an anonymous id', async () => {
    await join({ anonymousId: 'visitor', groupId: 'first', timestamp: '2025-01-01T00:00:00Z' });
    await join({ anonymousId: 'visitor', groupId: 'second', timestamp: '2025-01-02T00:00:00Z' });

    const { data } = await server.ask(query, { anonymousId: 'visitor' });

    expect(data.groupMemberships.nodes).toMatchObject([{ groupId: 'first' }, { groupId: 'second' }]);
  });

  it.each([{ userId: 'nobody' }, { anonymousId: 'nobody' }, { groupId: 'nowhere' }])(
    'answers an empty page where there is nothing: %j',
    async (variables) => {
      const { data, errors } = await server.ask(query, variables);

      expect(errors).toBeUndefined();
      expect(data.groupMemberships.nodes).toEqual([]);
    },
  );

  it.each([
    {},
    { userId: '1', groupId: 'newsletter' },
    { anonymousId: 'a', groupId: 'newsletter' },
    { userId: '1', anonymousId: 'a' },
    { userId: '1', anonymousId: 'a', groupId: 'newsletter' },
  ])('refuses all but one of the ids: %j', async (variables) => {
    const { data, errors } = await server.ask(query, variables);

    expect(data.groupMemberships).toBeNull();
    expect(onlyError(errors)).toEqual({ code: 'BAD_USER_INPUT', fields: ['userId', 'anonymousId', 'groupId'] });
  });
});
