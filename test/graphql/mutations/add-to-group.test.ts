import { startServer, type TestServer } from '../../support/server.js';
import { errorsOf } from './support.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  server.reset();
  await server.restart();
});

interface Membership {
  readonly id: string;
  readonly userId: string | null;
  readonly anonymousId: string | null;
  readonly groupId: string;
  readonly traits: Record<string, unknown>;
}

interface Payload {
  readonly messageId: string;
  readonly userId: string | null;
  readonly anonymousId: string | null;
  readonly timestamp: string;
  readonly acceptedAt: string;
  readonly membership: (Membership & { readonly user: { readonly name: string } | null }) | null;
}

const membershipSelection = '{ id userId anonymousId groupId traits status source joinedAt observedAt }';

const add = (input: Record<string, unknown>) =>
  server.ask<{ addToGroup: Payload }>(
    `mutation ($input: AddToGroupInput!) {
      addToGroup(input: $input) {
        messageId userId anonymousId timestamp acceptedAt membership ${membershipSelection}
      }
    }`,
    { input },
  );

async function held(key: { userId?: string; anonymousId?: string; groupId: string }): Promise<Membership | null> {
  const { data } = await server.ask<{ groupMembership: Membership | null }>(
    `query ($userId: ID, $anonymousId: ID, $groupId: ID!) {
      groupMembership(userId: $userId, anonymousId: $anonymousId, groupId: $groupId) ${membershipSelection}
    }`,
    key,
  );
  return data.groupMembership;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('addToGroup', () => {
  it('sends the user id, answers it, and records the membership', async () => {
    const traits = { role: 'pilot', hours: 12.5, badges: ['a', { b: null }], nested: { on: true } };
    const before = Date.now();
    const { data, errors } = await add({ userId: 'u-1', groupId: 'flyers', traits });
    expect(errors).toBeUndefined();
    const { messageId, timestamp, acceptedAt, membership, ...ids } = data.addToGroup;
    expect(ids).toEqual({ userId: 'u-1', anonymousId: null });
    expect(Date.parse(timestamp)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(timestamp)).toBeLessThanOrEqual(Date.now());
    expect(Date.parse(acceptedAt)).toBeGreaterThanOrEqual(Date.parse(timestamp));
    expect(membership).toEqual({
      id: membership?.id,
      userId: 'u-1',
      anonymousId: null,
      groupId: 'flyers',
      traits,
      status: 'ACCEPTED',
      source: 'LEDGER',
      joinedAt: timestamp,
      observedAt: acceptedAt,
    });
    expect(server.simulators.persio.received).toEqual([
      {
        type: 'group',
        messageId,
        userId: 'u-1',
        groupId: 'flyers',
        traits,
        timestamp,
        sentAt: expect.any(String) as string,
      },
    ]);
    expect(server.simulators.persio.calls).toMatchObject([{ method: 'POST', url: '/v1/group', status: 200 }]);
    expect(await held({ userId: 'u-1', groupId: 'flyers' })).toEqual(membership);
  });

  it('sends an anonymous id alone', async () => {
    const { data } = await add({ anonymousId: 'device-1', groupId: 'flyers' });
    expect(data.addToGroup).toMatchObject({ userId: null, anonymousId: 'device-1' });
    expect(server.simulators.persio.received).toMatchObject([{ anonymousId: 'device-1', groupId: 'flyers' }]);
    expect(server.simulators.persio.received[0]).not.toHaveProperty('userId');
    expect(await held({ anonymousId: 'device-1', groupId: 'flyers' })).toMatchObject({
      id: data.addToGroup.membership?.id,
      userId: null,
      anonymousId: 'device-1',
      traits: {},
    });
  });

  it('sends both ids; the member is known by the user id', async () => {
    await add({ userId: 'u-2', anonymousId: 'device-2', groupId: 'flyers' });
    expect(server.simulators.persio.received).toMatchObject([{ userId: 'u-2', anonymousId: 'device-2' }]);
    expect(await held({ userId: 'u-2', groupId: 'flyers' })).toMatchObject({ userId: 'u-2', anonymousId: 'device-2' });
    expect(await held({ anonymousId: 'device-2', groupId: 'flyers' })).toBeNull();
  });

  it.each([[{}], [{ userId: null, anonymousId: null }]])(
    'makes an anonymous id for somebody without any id, sends it and answers it: %j',
    async (nobody) => {
      const { data } = await add({ ...nobody, groupId: 'flyers' });
      const { userId, anonymousId, membership } = data.addToGroup;
      expect(userId).toBeNull();
      expect(anonymousId).toMatch(uuid);
      expect(server.simulators.persio.received).toMatchObject([{ anonymousId, groupId: 'flyers' }]);
      expect(await held({ anonymousId: anonymousId ?? '', groupId: 'flyers' })).toEqual(membership);
    },
  );

  it('keeps the time at which it happened', async () => {
    const timestamp = '2024-05-01T12:30:00.000Z';
    const { data } = await add({ userId: 'u-3', groupId: 'flyers', timestamp: '2024-05-01T14:30:00+02:00' });
    expect(data.addToGroup).toMatchObject({ timestamp, membership: { joinedAt: timestamp } });
    expect(server.simulators.persio.received).toMatchObject([{ timestamp }]);
  });

  it('leads from the new membership to the user', async () => {
    const { data } = await server.ask<{ addToGroup: Payload }>(
      'mutation { addToGroup(input: { userId: "1", groupId: "flyers" }) { membership { user { name } } } }',
    );
    expect(data.addToGroup.membership?.user).toEqual({ name: 'Ada Lovelace' });
  });

  it('sends up to 32 KB and refuses more before Persio is asked', async () => {
    // What a call holds beside the text of its trait.
    await add({ userId: 'u-4', groupId: 'flyers', traits: { text: '' } });
    const frame = Number(server.simulators.persio.calls[0]?.headers['content-length']);
    const text = (bytes: number) => ({ text: 'ä'.repeat(Math.floor(bytes / 2)) + 'x'.repeat(bytes % 2) });

    const fits = await add({ userId: 'u-5', groupId: 'flyers', traits: text(32_768 - frame) });
    expect(fits.errors).toBeUndefined();
    const tooLarge = await add({ userId: 'u-6', groupId: 'flyers', traits: text(32_768 - frame + 1) });
    expect(errorsOf(tooLarge)).toMatchObject([{ path: ['addToGroup'], code: 'BAD_USER_INPUT' }]);
    expect(tooLarge.errors?.[0]?.message).not.toMatch(/ää/);
    expect(server.simulators.persio.calls).toHaveLength(2);
    expect(await held({ userId: 'u-6', groupId: 'flyers' })).toBeNull();
  });

  it.each([
    ['refuses', { errorRate: 1, errorStatus: 400 }, { code: 'VENDOR_REJECTED', retryable: false }],
    ['does not know the key', { errorRate: 1, errorStatus: 401 }, { code: 'VENDOR_UNAUTHORIZED', retryable: false }],
    [
      'has no quota left',
      { quota: 0 },
      { code: 'VENDOR_RATE_LIMITED', retryable: true, retryAfter: expect.any(Number) as number },
    ],
    ['is out of order', { errorRate: 1, errorStatus: 503 }, { code: 'VENDOR_UNAVAILABLE', retryable: true }],
    ['is down', { outage: true }, { code: 'VENDOR_UNAVAILABLE', retryable: true }],
  ])('records no membership where Persio %s', async (_, faults, extensions) => {
    server.simulators.persio.setFaults(faults);
    const { data, errors } = await add({ userId: 'u-7', groupId: 'flyers' });
    expect(data).toEqual({ addToGroup: null });
    expect(errors).toMatchObject([{ path: ['addToGroup'], extensions: { ...extensions, vendor: 'PERSIO' } }]);
    expect(await held({ userId: 'u-7', groupId: 'flyers' })).toBeNull();
  });
});
