import { readFileSync } from 'node:fs';
import type { EventSource } from '../../../src/domain/sources.js';
import { ErrorCode } from '../../../src/errors.js';
import { persio } from '../../../src/vendors/persio/index.js';
import { callScope } from '../../support/scope.js';
import { type ScriptedAnswer, startScriptedServer } from '../../support/scripted-server.js';
import { vendorEnvironment } from '../../support/vendor-environment.js';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')) as unknown;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const timestamp = new Date('2024-02-29T12:34:56.789Z');

let answer: ScriptedAnswer;
let server: Awaited<ReturnType<typeof startScriptedServer>>;

beforeAll(async () => {
  server = await startScriptedServer(() => answer);
});
beforeEach(() => {
  answer = { status: 200 };
  server.requests.length = 0;
});
afterAll(() => server.close());

const connect = (batch = false): EventSource =>
  persio.connect({ url: `${server.url}/v1`, writeKey: 'secret-key', batch }, vendorEnvironment());

const sentBodies = (): Record<string, unknown>[] =>
  server.requests.map(({ text }) => JSON.parse(text) as Record<string, unknown>);

describe('a call to Persio', () => {
  test('to group carries the ids, the traits, the whole context and the integration flags', async () => {
    await connect().group(
      {
        userId: '42',
        groupId: 'acme',
        traits: { plan: 'gold', seats: 3, address: { city: 'Köln' } },
        context: {
          active: false,
          ip: '203.0.113.7',
          locale: 'en-US',
          timezone: 'America/New_York',
          page: {
            hash: '#top',
            path: '/pricing',
            referrer: 'https://example.com/',
            search: '?q=1',
            title: 'Pricing',
            url: 'https://example.com/pricing?q=1#top',
          },
          app: { name: 'Portal', version: '1.2.3', build: '77' },
          campaign: { name: 'spring', source: 'mail', medium: 'newsletter', term: 'crm', content: 'button' },
          device: {
            id: 'd-1',
            manufacturer: 'Fairphone',
            model: 'FP5',
            name: 'phone',
            type: 'android',
            version: '14',
          },
        },
        integrations: { all: true, Salesforce: false },
        timestamp,
      },
      callScope(),
    );
    expect(sentBodies()).toEqual([
      { ...(fixture('group') as object), messageId: expect.stringMatching(uuid), sentAt: expect.any(String) },
    ]);
    expect(server.requests[0]).toMatchObject({ method: 'POST', url: '/v1/group' });
  });

  test('to identify, track and page has its own path and fields', async () => {
    const source = connect();
    await source.identify({ anonymousId: 'visitor-7', traits: { plan: 'gold' }, timestamp }, callScope());
    await source.track(
      {
        userId: '42',
        anonymousId: 'visitor-7',
        event: 'Order placed',
        properties: { total: 12.5, items: ['a', 'b'] },
        timestamp,
      },
      callScope(),
    );
    await source.page(
      { userId: '42', name: 'Pricing', properties: { dark: true }, context: { active: true }, timestamp },
      callScope(),
    );
    expect(server.requests.map(({ url }) => url)).toEqual(['/v1/identify', '/v1/track', '/v1/page']);
    expect(sentBodies()).toEqual(
      ['identify', 'track', 'page'].map((name) => ({
        ...(fixture(name) as object),
        messageId: expect.stringMatching(uuid) as unknown,
        sentAt: expect.any(String) as unknown,
      })),
    );
  });

  test('leaves out what is undefined, and a part of the context of which nothing remains', async () => {
    await connect().group(
      {
        userId: '42',
        groupId: 'acme',
        context: { ip: undefined, page: { url: undefined }, device: { id: 'd-1', name: undefined } },
        integrations: {},
        timestamp,
      },
      callScope(),
    );
    await connect().group({ userId: '42', groupId: 'acme', context: { app: {} }, timestamp }, callScope());
    const [some, none] = sentBodies();
    expect(some?.context).toEqual({ device: { id: 'd-1' } });
    expect(Object.keys(some ?? {}).sort()).toEqual([
      'context',
      'groupId',
      'messageId',
      'sentAt',
      'timestamp',
      'userId',
    ]);
    expect(Object.keys(none ?? {}).sort()).toEqual(['groupId', 'messageId', 'sentAt', 'timestamp', 'userId']);
  });

  test('carries the write key as the user name of Basic authentication', async () => {
    await connect().group({ userId: '42', groupId: 'acme' }, callScope());
    expect(server.requests[0]?.headers.authorization).toBe('Basic c2VjcmV0LWtleTo=');
  });

  test('is in a batch one of its items, with its type', async () => {
    await connect(true).groupMany(
      [
        { userId: '42', groupId: 'acme', timestamp },
        { anonymousId: 'visitor-7', groupId: 'acme', traits: { plan: 'gold' }, timestamp },
      ],
      callScope(),
    );
    expect(server.requests.map(({ url }) => url)).toEqual(['/v1/batch']);
    expect(sentBodies()).toEqual([
      {
        batch: [
          {
            type: 'group',
            userId: '42',
            groupId: 'acme',
            timestamp: '2024-02-29T12:34:56.789Z',
            messageId: expect.stringMatching(uuid),
          },
          {
            type: 'group',
            anonymousId: 'visitor-7',
            groupId: 'acme',
            traits: { plan: 'gold' },
            timestamp: '2024-02-29T12:34:56.789Z',
            messageId: expect.stringMatching(uuid),
          },
        ],
        sentAt: expect.any(String),
      },
    ]);
  });
});

describe('an answer of Persio', () => {
  test.each([
    ['without a body', undefined],
    ['with JSON', { success: true }],
    ['with a text', 'ok'],
    ['with a page', '<html></html>'],
  ])('200 %s is a success', async (_, body) => {
    answer = { status: 200, body };
    await expect(connect().group({ userId: '42', groupId: 'acme' }, callScope())).resolves.toMatchObject({
      userId: '42',
    });
    expect(await connect(true).groupMany([{ userId: '42', groupId: 'acme' }], callScope())).toMatchObject([
      { userId: '42' },
    ]);
  });

  test.each([
    [400, ErrorCode.VENDOR_REJECTED, false],
    [401, ErrorCode.VENDOR_UNAUTHORIZED, false],
    [404, ErrorCode.VENDOR_BAD_RESPONSE, false],
    [429, ErrorCode.VENDOR_RATE_LIMITED, true],
    [500, ErrorCode.VENDOR_UNAVAILABLE, true],
  ])('%i is %s, without what Persio wrote', async (status, code, retryable) => {
    answer = { status, body: { error: 'user 42 of acme' } };
    const sending = connect().group({ userId: '42', groupId: 'acme' }, callScope());
    await expect(sending).rejects.toMatchObject({ vendor: 'PERSIO', code, retryable });
    await expect(sending).rejects.not.toThrow(/42 of acme|secret-key/);
  });

  test('429 says when the quota is back', async () => {
    answer = { status: 429, headers: { 'retry-after': '17' } };
    await expect(connect().track({ userId: '42', event: 'Opened' }, callScope())).rejects.toMatchObject({
      code: ErrorCode.VENDOR_RATE_LIMITED,
      retryAfter: 17,
    });
  });
});
