import { startServer, type TestServer } from '../../support/server.js';
import { errorsOf } from './support.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => server.reset());

interface Receipt {
  readonly messageId: string;
  readonly userId: string | null;
  readonly anonymousId: string | null;
  readonly timestamp: string;
  readonly acceptedAt: string;
}

const json = { plan: 'gold', price: 12.5, items: [1, { sku: null }], 'Name with spaces': true };

const calls = [
  ['identify', 'IdentifyInput', { traits: json }, { traits: json }],
  [
    'track',
    'TrackInput',
    { event: 'Order Completed', properties: json },
    { event: 'Order Completed', properties: json },
  ],
  ['page', 'PageInput', { name: 'Pricing', properties: json }, { name: 'Pricing', properties: json }],
] as const;

describe.each(calls)('%s', (mutation, inputType, input, wire) => {
  async function call(more: Record<string, unknown>) {
    const answer = await server.ask<Record<string, Receipt> | null>(
      `mutation ($input: ${inputType}!) {
        ${mutation}(input: $input) { messageId userId anonymousId timestamp acceptedAt }
      }`,
      { input: { ...input, ...more } },
    );
    return { ...answer, receipt: answer.data?.[mutation] };
  }

  it('sends what was sent to its own path, and answers what Persio took', async () => {
    const timestamp = '2024-05-01T12:30:00.000Z';
    const before = Date.now();
    const { receipt, errors } = await call({ userId: 'u-1', timestamp });
    expect(errors).toBeUndefined();
    expect(receipt).toMatchObject({ userId: 'u-1', anonymousId: null, timestamp });
    expect(Date.parse(receipt?.acceptedAt ?? '')).toBeGreaterThanOrEqual(before);
    expect(server.simulators.persio.received).toEqual([
      {
        type: mutation,
        userId: 'u-1',
        ...wire,
        messageId: receipt?.messageId,
        timestamp,
        sentAt: expect.any(String) as string,
      },
    ]);
    const [sent] = server.simulators.persio.calls;
    expect(sent).toMatchObject({ method: 'POST', url: `/v1/${mutation}` });
    expect(sent?.headers.authorization).toBe(
      `Basic ${Buffer.from(`${server.simulators.persio.key}:`).toString('base64')}`,
    );
  });

  it('makes an anonymous id where there is none, and answers it', async () => {
    const { receipt } = await call({});
    expect(receipt?.userId).toBeNull();
    expect(receipt?.anonymousId).toMatch(/^[0-9a-f-]{36}$/);
    expect(server.simulators.persio.received).toMatchObject([{ anonymousId: receipt?.anonymousId }]);
  });

  it('refuses what is over 32 KB before Persio is asked', async () => {
    const large = { text: 'x'.repeat(33_000) };
    const answer = await call({
      userId: 'u-1',
      ...(mutation === 'identify' ? { traits: large } : { properties: large }),
    });
    expect(errorsOf(answer)).toMatchObject([{ path: [mutation], code: 'BAD_USER_INPUT' }]);
    expect(server.simulators.persio.calls).toHaveLength(0);
  });

  it('answers the error of Persio', async () => {
    server.simulators.persio.setFaults({ errorRate: 1, errorStatus: 400 });
    expect(errorsOf(await call({ userId: 'u-1' }))).toEqual([
      { path: [mutation], code: 'VENDOR_REJECTED', vendor: 'PERSIO' },
    ]);
  });

  it('is no membership', async () => {
    await call({ userId: 'event-only' });
    const { data } = await server.ask<unknown>('{ groupMemberships(userId: "event-only") { nodes { id } } }');
    expect(data).toEqual({ groupMemberships: { nodes: [] } });
  });
});
