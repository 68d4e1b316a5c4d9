import { type PersioSimulator, startPersioSimulator } from '../../../src/vendors/persio/simulator.js';

let clock = 1_700_000_000_000;
let simulator: PersioSimulator;

beforeAll(async () => {
  const groups = [{ groupId: 'acme', traits: {}, joinedAt: new Date(0) }];
  simulator = await startPersioSimulator({ people: [{ number: 1, groups }], now: () => clock });
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

const basic = (user: string) => `Basic ${Buffer.from(user).toString('base64')}`;

const send = (path: string, body: unknown, authorization = basic(`${simulator.key}:`)) =>
  fetch(`${simulator.origin}/v1/${path}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const status = async (path: string, body: unknown) => (await send(path, body)).status;

test('it starts empty, whatever groups the population has', () => {
  expect(simulator.received).toEqual([]);
});

test.each([
  ['group', { userId: '42', groupId: 'acme' }],
  ['group', { anonymousId: 'visitor-7', groupId: 'acme', traits: { plan: 'gold' } }],
  ['identify', { userId: '42', traits: { plan: 'gold' } }],
  ['track', { userId: '42', event: 'Opened', properties: {} }],
  ['page', { userId: '42', name: 'Pricing' }],
])('it takes %s, answers 200 without a body and keeps the message', async (type, body) => {
  const response = await send(type, body);
  expect([response.status, await response.text()]).toEqual([200, '']);
  expect(simulator.received).toEqual([{ type, ...body }]);
});

test('it takes a batch and keeps its messages in order', async () => {
  const batch = [
    { type: 'track', userId: '42', event: 'Opened' },
    { type: 'group', userId: '42', groupId: 'acme' },
  ];
  expect(await status('batch', { batch, sentAt: '2024-02-29T00:00:00Z' })).toBe(200);
  expect(simulator.received).toEqual(batch);
});

test('it drops the repeat of a message id, in a batch too', async () => {
  const message = { userId: '42', groupId: 'acme', messageId: 'm-1' };
  const item = { type: 'group', ...message };
  expect([
    await status('group', message),
    await status('group', message),
    await status('batch', { batch: [item, { ...item, messageId: 'm-2' }, { ...item, messageId: 'm-2' }] }),
  ]).toEqual([200, 200, 200]);
  expect(simulator.received.map(({ messageId }) => messageId)).toEqual(['m-1', 'm-2']);
});

test.each([
  ['a wrong key', () => basic('wrong:')],
  ['the key as password', () => basic(`:${simulator.key}`)],
  ['the key without its colon', () => basic(simulator.key)],
  ['the key as bearer', () => `Bearer ${simulator.key}`],
])('it answers 401 to %s', async (_, authorization) => {
  expect((await send('group', { userId: '42', groupId: 'acme' }, authorization())).status).toBe(401);
  expect(simulator.received).toEqual([]);
});

test.each([
  ['neither user id nor anonymous id', 'group', { groupId: 'acme' }],
  ['no group id', 'group', { userId: '42' }],
  ['no event', 'track', { userId: '42' }],
  ['no object', 'page', []],
  ['no JSON', 'identify', '{"userId":'],
  ['a message id of 100 characters', 'identify', { userId: '42', messageId: 'm'.repeat(100) }],
  ['a body over 32 KB', 'identify', { userId: '42', traits: { text: 'x'.repeat(32_768) } }],
  ['no batch', 'batch', { userId: '42' }],
  ['an item of no known type', 'batch', { batch: [{ type: 'alias', userId: '42' }] }],
  ['a wrong item beside a right one', 'batch', { batch: [{ type: 'page', userId: '42' }, { type: 'page' }] }],
  ['an item over 32 KB', 'batch', { batch: [{ type: 'page', userId: '42', name: 'x'.repeat(32_768) }] }],
  ['more than 2500 items', 'batch', { batch: new Array(2_501).fill({ type: 'page', userId: '42' }) }],
  ['over 500 KB', 'batch', { batch: new Array(20).fill({ type: 'page', userId: '4', name: 'x'.repeat(26_000) }) }],
])('it answers 400 to %s and keeps nothing', async (_, path, body) => {
  expect(await status(path, body)).toBe(400);
  expect(simulator.received).toEqual([]);
});

test('it can be neither read nor deleted from', async () => {
  for (const method of ['GET', 'DELETE']) {
    const headers = { authorization: basic(`${simulator.key}:`) };
    expect((await fetch(`${simulator.origin}/v1/group`, { method, headers })).status).toBe(404);
  }
});

test('a used-up quota is 429 with the seconds until it is back', async () => {
  simulator.setFaults({ quota: 1 });
  clock += 20_500;
  expect(await status('page', { userId: '42' })).toBe(200);
  const refused = await send('page', { userId: '42' });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '40']);
  clock += 40_000;
  expect(await status('page', { userId: '42' })).toBe(200);
});

test('a reset forgets what was received, message ids too', async () => {
  const message = { userId: '42', groupId: 'acme', messageId: 'm-1' };
  await send('group', message);
  simulator.reset();
  expect(simulator.received).toEqual([]);
  await send('group', message);
  expect(simulator.received).toHaveLength(1);
});
