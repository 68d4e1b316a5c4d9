import type { GroupCall } from '../../../src/domain/group-event.js';
import type { EventSource } from '../../../src/domain/sources.js';
import { ErrorCode, InputError } from '../../../src/errors.js';
import { persio } from '../../../src/vendors/persio/index.js';
import { type PersioSimulator, startPersioSimulator } from '../../../src/vendors/persio/simulator.js';
import { callScope } from '../../support/scope.js';
import { vendorEnvironment } from '../../support/vendor-environment.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let simulator: PersioSimulator;
let source: EventSource;

const connect = ({ batch = false, writeKey = simulator.key, timeoutMs = 10_000, concurrency = 8 } = {}): EventSource =>
  persio.connect({ url: `${simulator.origin}/v1`, writeKey, batch }, vendorEnvironment({ timeoutMs, concurrency }));

beforeAll(async () => {
  simulator = await startPersioSimulator({ people: [], now: () => 1_700_000_000_000 });
});
beforeEach(() => {
  simulator.reset();
  source = connect();
});
afterAll(() => simulator.close());

const groupOf = (userId: string, length = 0): GroupCall => ({
  userId,
  groupId: 'acme',
  ...(length > 0 && { traits: { text: 'x'.repeat(length) } }),
});

describe('a receipt', () => {
  test('tells the ids, the time and the message id that were sent', async () => {
    const timestamp = new Date('2024-02-29T12:34:56.789Z');
    const before = Date.now();
    const receipt = await source.group({ userId: '42', groupId: 'acme', timestamp }, callScope());
    expect(receipt).toEqual({
      messageId: expect.stringMatching(uuid),
      userId: '42',
      anonymousId: null,
      timestamp,
      acceptedAt: expect.any(Date),
    });
    expect(receipt.acceptedAt.getTime()).toBeGreaterThanOrEqual(before);
    expect(simulator.received).toEqual([
      {
        type: 'group',
        messageId: receipt.messageId,
        userId: '42',
        groupId: 'acme',
        timestamp: '2024-02-29T12:34:56.789Z',
        sentAt: expect.any(String),
      },
    ]);
  });

  test('tells the time of sending where no time is given', async () => {
    const before = Date.now();
    const { timestamp } = await source.identify({ userId: '42' }, callScope());
    const [message] = simulator.received;
    expect(timestamp.getTime()).toBeGreaterThanOrEqual(before);
    expect(message?.timestamp).toBe(timestamp.toISOString());
    expect(Date.parse(message?.sentAt as string)).toBeGreaterThanOrEqual(timestamp.getTime());
  });

  test('tells the generated anonymous id where the caller has no id at all', async () => {
    const first = await source.page({ name: 'Pricing' }, callScope());
    const second = await source.page({ name: 'Pricing' }, callScope());
    expect(first).toMatchObject({ userId: null, anonymousId: expect.stringMatching(uuid) as unknown });
    expect(second.anonymousId).not.toBe(first.anonymousId);
    expect(simulator.received.map(({ anonymousId }) => anonymousId)).toEqual([first.anonymousId, second.anonymousId]);
    expect(simulator.received[0]).not.toHaveProperty('userId');
  });

  test("tells the caller's own anonymous id, with or without a user id", async () => {
    expect(await source.track({ anonymousId: 'visitor-7', event: 'Opened' }, callScope())).toMatchObject({
      userId: null,
      anonymousId: 'visitor-7',
    });
    expect(await source.track({ userId: '42', anonymousId: 'visitor-7', event: 'Opened' }, callScope())).toMatchObject({
      userId: '42',
      anonymousId: 'visitor-7',
    });
    expect(simulator.received).toMatchObject([
      { anonymousId: 'visitor-7' },
      { userId: '42', anonymousId: 'visitor-7' },
    ]);
  });

  test('has another message id for each call', async () => {
    await source.group(groupOf('42'), callScope());
    await source.group(groupOf('42'), callScope());
    expect(simulator.received).toHaveLength(2);
  });
});

describe('a call over 32 KB', () => {
  /** The bytes that a group call has beside the letters of its trait. */
  async function overhead(): Promise<number> {
    await source.group(groupOf('42', 1), callScope());
    return Number(simulator.calls[0]?.headers['content-length']) - 1;
  }

  test('is refused before it is sent, by the bytes of its JSON, naming size and limit', async () => {
    const room = 32_768 - (await overhead());
    await source.group(groupOf('42', room), callScope());
    expect(simulator.calls.map(({ status }) => status)).toEqual([200, 200]);

    const sending = source.group(groupOf('42', room + 1), callScope());
    await expect(sending).rejects.toBeInstanceOf(InputError);
    await expect(sending).rejects.toThrow(/32769 .* 32768 /);
    expect(simulator.calls).toHaveLength(2);
  });

  test('is measured in bytes, not in characters', async () => {
    const call = { userId: '42', groupId: 'acme', traits: { text: 'ü'.repeat(20_000) } };
    await expect(source.group(call, callScope())).rejects.toBeInstanceOf(InputError);
    await expect(source.identify(call, callScope())).rejects.toBeInstanceOf(InputError);
    expect(simulator.calls).toHaveLength(0);
  });
});

describe('many group calls', () => {
  test('are one call each where the batch is off, each with its own outcome in the order given', async () => {
    const outcomes = await source.groupMany(
      [groupOf('1'), groupOf('2', 40_000), { userId: '3', groupId: '' }, groupOf('4')],
      callScope(),
    );
    expect(outcomes).toMatchObject([
      { userId: '1' },
      { code: ErrorCode.BAD_USER_INPUT },
      { code: ErrorCode.VENDOR_REJECTED },
      { userId: '4' },
    ]);
    expect(simulator.calls.map(({ url }) => url)).toEqual(['/v1/group', '/v1/group', '/v1/group']);
    expect(simulator.received.map(({ userId }) => userId).sort()).toEqual(['1', '4']);
  });

  test('are one batch where it is on; what is too large by itself stays out and gets its own error', async () => {
    const outcomes = await connect({ batch: true }).groupMany(
      [groupOf('1'), groupOf('2', 40_000), { groupId: 'acme' }],
      callScope(),
    );
    expect(outcomes).toMatchObject([
      { userId: '1', anonymousId: null },
      { code: ErrorCode.BAD_USER_INPUT },
      { userId: null, anonymousId: expect.stringMatching(uuid) as unknown },
    ]);
    expect(simulator.calls.map(({ url, status }) => [url, status])).toEqual([['/v1/batch', 200]]);
    expect(simulator.received).toMatchObject([
      { type: 'group', userId: '1', messageId: (outcomes[0] as { messageId: string }).messageId },
      { type: 'group', anonymousId: (outcomes[2] as { anonymousId: string }).anonymousId },
    ]);
  });

  test('go in batches of 2500 items', async () => {
    const calls = Array.from({ length: 2_501 }, (_, index) => groupOf(String(index)));
    const outcomes = await connect({ batch: true, concurrency: 1 }).groupMany(calls, callScope());
    expect(simulator.calls.map(({ status }) => status)).toEqual([200, 200]);
    expect(simulator.calls.map(({ body }) => (body as { batch: unknown[] }).batch.length)).toEqual([2_500, 1]);
    expect(outcomes.map((outcome) => (outcome as { userId: string }).userId)).toEqual(
      calls.map(({ userId }) => userId),
    );
  });

  test('go in batches of 500 KB, measured in bytes', async () => {
    const calls = Array.from({ length: 40 }, (_, index) => ({
      userId: String(index),
      groupId: 'acme',
      traits: { text: 'ü'.repeat(15_000) },
    }));
    const outcomes = await connect({ batch: true }).groupMany(calls, callScope());
    const sizes = simulator.calls.map(({ headers }) => Number(headers['content-length']));
    expect(simulator.calls.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(500_000);
    expect(Math.max(...sizes)).toBeGreaterThan(460_000);
    expect(outcomes).toMatchObject(calls.map(({ userId }) => ({ userId })));
  });

  test('share the fate of their batch, and of no other', async () => {
    simulator.setFaults({ errorRate: 0.5, errorStatus: 500 });
    const calls = Array.from({ length: 2_501 }, (_, index) => groupOf(String(index)));
    const outcomes = await connect({ batch: true, concurrency: 1 }).groupMany(calls, callScope());
    expect(outcomes.filter((outcome) => !(outcome instanceof Error))).toHaveLength(2_500);
    expect(outcomes[2_500]).toMatchObject({ code: ErrorCode.VENDOR_UNAVAILABLE });
  });

  test('need no call where there are none', async () => {
    expect(await connect({ batch: true }).groupMany([], callScope())).toEqual([]);
    expect(await source.groupMany([], callScope())).toEqual([]);
    expect(simulator.calls).toHaveLength(0);
  });
});

describe('a failure of Persio', () => {
  test.each([
    ['outage', { outage: true }, ErrorCode.VENDOR_UNAVAILABLE],
    ['hang', { hang: true }, ErrorCode.VENDOR_TIMEOUT],
    ['quota', { quota: 0 }, ErrorCode.VENDOR_RATE_LIMITED],
    ['error', { errorRate: 1 }, ErrorCode.VENDOR_UNAVAILABLE],
  ])('by %s is named, and may be repeated', async (_, faults, code) => {
    simulator.setFaults(faults);
    // Only one that hangs is given up: a busy machine takes its time.
    const sending = connect({ timeoutMs: 'hang' in faults ? 300 : 10_000 }).group(groupOf('42'), callScope());
    await expect(sending).rejects.toMatchObject({ vendor: 'PERSIO', code, retryable: true });
  });

  test('by a used-up quota says how many seconds to wait', async () => {
    simulator.setFaults({ quota: 0 });
    const [outcome] = await source.groupMany([groupOf('42')], callScope());
    expect(outcome).toMatchObject({ code: ErrorCode.VENDOR_RATE_LIMITED, retryAfter: 60 });
  });

  test('by a wrong key is told to every call', async () => {
    const refused = { code: ErrorCode.VENDOR_UNAUTHORIZED, retryable: false };
    for (const batch of [false, true])
      expect(
        await connect({ writeKey: 'wrong', batch }).groupMany([groupOf('1'), groupOf('2')], callScope()),
      ).toMatchObject([refused, refused]);
    expect(simulator.received).toEqual([]);
  });
});
