import { ErrorCode } from '../../src/errors.js';
import type { Contact } from '../../src/domain/contact.js';
import { chatwoot } from '../../src/vendors/chatwoot/index.js';
import { numi } from '../../src/vendors/numi/index.js';
import { perfex } from '../../src/vendors/perfex/index.js';
import { persio } from '../../src/vendors/persio/index.js';
import { TestClock } from '../support/clock.js';
import { type ScriptedAnswer, startScriptedServer } from '../support/scripted-server.js';
import { vendorEnvironment } from '../support/vendor-environment.js';
import { fixture } from '../vendors/chatwoot/fixtures.js';
import { failure, scopeOn } from './support.js';

let script: ScriptedAnswer[] = [];
let server: Awaited<ReturnType<typeof startScriptedServer>>;
let clock: TestClock;
const environment = () => vendorEnvironment({ retries: 3, clock });
const perfexSource = () => perfex.connect({ url: server.url, token: 'token', timezone: 'UTC' }, environment());
const chatwootSource = () => chatwoot.connect({ url: server.url, token: 'token' }, environment());
const persioSource = (batch = false) => persio.connect({ url: server.url, writeKey: 'key', batch }, environment());

beforeAll(async () => {
  server = await startScriptedServer(() => script.shift() ?? { status: 500 });
});
beforeEach(() => {
  server.requests.length = 0;
  clock = new TestClock(true);
});
afterAll(() => server.close());

const bodies = () => server.requests.map(({ text }) => JSON.parse(text) as Record<string, unknown>);
const user = fixture('user-bare') as { readonly id: number };
const contact = {
  id: '5',
  customerId: '2',
  emailRaw: 'ada@example.com',
  isPrimary: true,
  notifications: {},
} as Partial<Contact> as Contact;

describe('is sent again after a 503:', () => {
  it('a contact that Perfex is to create, with the same Idempotency-Key', async () => {
    script = [{ status: 503 }, { status: 503 }, { status: 200, body: { status: true, record_id: 8 } }];
    const draft = { customerId: '2', firstName: 'Ada', lastName: 'Brandt', email: 'ada@example.com' };
    expect(await perfexSource().createContact(draft, scopeOn(clock))).toBe('8');

    const keys = server.requests.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(3);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(keys).size).toBe(1);
  });

  it('an event for Persio, with the same messageId', async () => {
    script = [{ status: 503 }, { status: 429, headers: { 'retry-after': '1' } }, { status: 200 }];
    await persioSource().group({ userId: '1', groupId: 'g' }, scopeOn(clock));

    expect(bodies()).toHaveLength(3);
    expect(bodies()[0]?.['messageId']).toEqual(expect.any(String));
    expect(new Set(bodies().map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('a batch for Persio, with the same messageId for each event', async () => {
    script = [{ status: 503 }, { status: 200 }];
    const calls = ['a', 'b'].map((groupId) => ({ userId: '1', groupId }));
    await persioSource(true).groupMany(calls, scopeOn(clock));

    const ids = bodies().map(({ batch }) => (batch as { messageId: string }[]).map(({ messageId }) => messageId));
    expect(ids[1]).toEqual(ids[0]);
    expect(new Set(ids[0]).size).toBe(2);
  });

  it('a PUT to Perfex and a PATCH to Chatwoot, with the same values', async () => {
    script = [{ status: 503 }, { status: 200, body: { status: true } }];
    await perfexSource().updateContact(
      { current: contact, change: { title: 'Chief' }, knownPermissions: undefined },
      scopeOn(clock),
    );
    script = [{ status: 503 }, { status: 200, body: user }];
    await chatwootSource().updateUser(String(user.id), { name: 'Ada' }, scopeOn(clock));

    expect(server.requests.map(({ method }) => method)).toEqual(['PUT', 'PUT', 'PATCH', 'PATCH']);
    expect(bodies()[1]).toEqual(bodies()[0]);
    expect(bodies()[3]).toEqual(bodies()[2]);
  });

  it('a profile that Numi is to store, with the same values', async () => {
    const settings = {
      url: server.url,
      apiKey: 'key',
      profilePath: '/profiles/{phone}',
      profilesPath: '/profiles',
      authHeader: 'Authorization',
      authScheme: 'Bearer',
    };
    script = [{ status: 503 }, { status: 201 }];
    await numi
      .connect(settings, environment())
      .setProfile({ phoneNumber: '+4930901820', firstName: 'Ada' }, scopeOn(clock));

    expect(bodies()[1]).toEqual(bodies()[0]);
    expect(server.requests).toHaveLength(2);
  });
});

describe('is never sent twice:', () => {
  it.each([503, 429, 408])('a user that Chatwoot is to create, refused with %d', async (status) => {
    script = [{ status }, { status: 200, body: user }];
    const error = await failure(
      chatwootSource().createUser({ name: 'Ada', email: 'ada@example.com', password: 'Secret-1' }, scopeOn(clock)),
    );

    expect(server.requests).toHaveLength(1);
    if (status !== 429) expect(error.retryable).toBe(false);
  });

  it('a contact that Perfex is to delete: the second answer would be "there is none"', async () => {
    script = [{ status: 503 }, { status: 200, body: { status: true } }];
    const { code } = await failure(perfexSource().deleteContact('5', scopeOn(clock)));

    expect([code, server.requests.length]).toEqual([ErrorCode.VENDOR_UNAVAILABLE, 1]);
  });
});
