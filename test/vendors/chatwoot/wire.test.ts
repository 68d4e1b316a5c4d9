import type { UserSource } from '../../../src/domain/sources.js';
import { UserRole } from '../../../src/domain/user.js';
import { chatwoot } from '../../../src/vendors/chatwoot/index.js';
import { readUser as readBody } from '../../../src/vendors/chatwoot/normalize.js';
import { callScope } from '../../support/scope.js';
import { type ScriptedAnswer, startScriptedServer } from '../../support/scripted-server.js';
import { vendorEnvironment } from '../../support/vendor-environment.js';
import { errorFixture, fixture } from './fixtures.js';

let answer: ScriptedAnswer;
let server: Awaited<ReturnType<typeof startScriptedServer>>;
let source: UserSource;

beforeAll(async () => {
  server = await startScriptedServer(() => answer);
  source = chatwoot.connect({ url: `${server.url}/`, token: 'token-12' }, vendorEnvironment());
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
});

const readUser = async (id: string, body: unknown, status = 200) => {
  answer = { status, body };
  const [user] = await source.readUsers([id], callScope());
  return user;
};

describe('a request', () => {
  it('goes below the installation with the token in the hyphenated header, and in no other', async () => {
    await readUser('12', fixture('user'));
    const [request] = server.requests;
    expect(request).toMatchObject({ method: 'GET', url: '/platform/api/v1/users/12' });
    expect(request?.headers['api-access-token']).toBe('token-12');
    expect(Object.entries(request?.headers ?? {}).filter(([, value]) => String(value).includes('token-12'))).toEqual([
      ['api-access-token', 'token-12'],
    ]);
  });
});

describe('a user on the wire', () => {
  it('becomes a user with every field of the contract', async () => {
    expect(await readUser('12', fixture('user'))).toEqual({
      id: '12',
      uid: 'Ada.Lovelace@Example.com',
      name: 'Ada Lovelace',
      displayName: 'Ada',
      availableName: 'Ada',
      email: 'ada.lovelace@example.com',
      emailRaw: 'Ada.Lovelace@Example.com',
      accountId: '3',
      role: UserRole.ADMINISTRATOR,
      isConfirmed: true,
      customAttributes: { department: 'engines', languages: ['en', 'fr'] },
      avatarUrl: 'https://app.chatwoot.com/avatars/12.png',
      provider: 'email',
      messageSignature: 'Yours, Ada',
      uiSettings: { rtl_view: false, sidebar: { open: true } },
      accounts: [
        {
          id: '3',
          name: 'Analytical Engines',
          activeAt: new Date('2025-03-04T05:06:07.890Z'),
          role: UserRole.ADMINISTRATOR,
        },
        { id: '7', name: 'Royal Society', activeAt: null, role: UserRole.AGENT },
      ],
    });
  });

  it('has null, {} and [] for what is empty, null or absent', async () => {
    expect(await readUser('13', fixture('user-bare'))).toEqual({
      id: '13',
      uid: '13',
      name: 'Charles',
      displayName: null,
      availableName: 'Charles',
      email: null,
      emailRaw: 'not an address',
      accountId: null,
      role: null,
      isConfirmed: false,
      customAttributes: {},
      avatarUrl: null,
      provider: null,
      messageSignature: null,
      uiSettings: {},
      accounts: [],
    });
  });

  it('may lack every field that can be null', async () => {
    const body = fixture('user-bare');
    for (const name of ['display_name', 'account_id', 'role', 'avatar_url', 'provider']) delete body[name];
    for (const name of ['message_signature', 'ui_settings']) delete body[name];
    expect(await readUser('13', body)).toMatchObject({
      displayName: null,
      accountId: null,
      role: null,
      uiSettings: {},
    });
  });

  it.each([
    ['2025-03-04T05:06:07Z', '2025-03-04T05:06:07.000Z'],
    ['2025-03-04T05:06:07.890+05:30', '2025-03-03T23:36:07.890Z'],
    ['', null],
    [null, null],
    [undefined, null],
  ])('was active in an account at %j', async (wire, expected) => {
    const account = { id: 3, name: 'Engines', active_at: wire, role: 'agent' };
    const user = await readUser('12', { ...fixture('user'), accounts: [account] });
    expect(user).toMatchObject({ accounts: [{ activeAt: expected && new Date(expected) }] });
  });

  it('loses a custom attribute that would be taken for a prototype', async () => {
    const attributes = JSON.parse('{"department":"engines","__proto__":{"isAdmin":true}}') as Record<string, unknown>;
    const user = await readUser('12', { ...fixture('user'), custom_attributes: attributes, ui_settings: attributes });
    expect(JSON.stringify(user)).not.toContain('__proto__');
    expect(user).toMatchObject({ customAttributes: { department: 'engines' }, uiSettings: { department: 'engines' } });
  });

  it('loses its secrets at the door, those nested in accounts too', async () => {
    for (const [id, name] of [
      ['12', 'user'],
      ['13', 'user-bare'],
    ] as const) {
      expect(JSON.stringify(readBody(fixture(name)))).not.toMatch(/SECRET|access_token|pubsub_token|hmac_identifier/);
      const text = JSON.stringify(await readUser(id, fixture(name)));
      expect(text).not.toMatch(/SECRET|access_token|pubsub_token|hmac_identifier|accessToken|peoplegraph_creation_id/);
    }
  });
});

describe('a wrong shape', () => {
  const account = { id: 3, name: 'Engines', active_at: null, role: 'agent' };

  it.each([
    ['an unknown role', { role: 'SECRET-owner' }, 'user.role is not one of agent, administrator'],
    ['an upper-case role', { role: 'AGENT' }, 'user.role is not one of agent, administrator'],
    ['an id as text', { id: '12' }, 'user.id is not of type number'],
    ['a fraction as id', { id: 12.5 }, 'user.id is not of type number'],
    ['a text as account', { account_id: '3' }, 'user.account_id is not of type number'],
    ['a number as picture', { avatar_url: 5551234 }, 'user.avatar_url is not of type string'],
    ['an account that is none', { accounts: ['SECRET'] }, 'user.accounts.0 is not of type object'],
    [
      'a day without a time',
      { accounts: [{ ...account, active_at: '2025-03-04' }] },
      'user.accounts.0.active_at is not',
    ],
    ['no e-mail', { email: undefined }, 'user.email is not of type string'],
    ['a number as e-mail', { email: 5551234 }, 'user.email is not of type string'],
    ['a text for confirmed', { confirmed: 'true' }, 'user.confirmed is not of type boolean'],
    ['an array of custom attributes', { custom_attributes: [] }, 'user.custom_attributes is not of type record'],
    ['no accounts', { accounts: undefined }, 'user.accounts is not of type array'],
    ['an account without role', { accounts: [{ ...account, role: null }] }, 'user.accounts.0.role is not one of'],
    ['a wrong time', { accounts: [{ ...account, active_at: 'SECRET-soon' }] }, 'user.accounts.0.active_at is not'],
  ])('such as %s is a bad response that names the place and not the value', async (_, change, message) => {
    const error = await readUser('12', { ...fixture('user'), ...change });
    expect(error).toMatchObject({ code: 'VENDOR_BAD_RESPONSE', vendor: 'CHATWOOT', retryable: false });
    expect((error as Error).message).toContain(message);
    expect(`${(error as Error).message} ${JSON.stringify(error)}`).not.toMatch(/SECRET|5551234|Ada/);
  });

  it.each([
    ['an empty body', undefined],
    ['an array', []],
    ['text', 'Welcome to nginx'],
  ])('such as %s is a bad response', async (_, body) => {
    expect(await readUser('12', body)).toMatchObject({ code: 'VENDOR_BAD_RESPONSE' });
  });

  it('such as another user than the one asked for is a bad response, after a change too', async () => {
    expect(await readUser('13', fixture('user'))).toMatchObject({ code: 'VENDOR_BAD_RESPONSE' });
    await expect(source.updateUser('13', { name: 'Ada' }, callScope())).rejects.toMatchObject({
      code: 'VENDOR_BAD_RESPONSE',
    });
  });
});

describe('a refusal', () => {
  it.each([
    [401, 'invalidToken', 'VENDOR_UNAUTHORIZED'],
    [401, 'nonPermissible', 'VENDOR_FORBIDDEN'],
    [403, 'invalidToken', 'VENDOR_FORBIDDEN'],
    [503, 'invalidToken', 'VENDOR_UNAVAILABLE'],
  ])('with status %i and body %s is %s', async (status, name, code) => {
    expect(await readUser('12', errorFixture(name), status)).toMatchObject({ code, vendor: 'CHATWOOT' });
  });

  it("with the vendor's 404 is null, and with a 404 of somebody else a bad response", async () => {
    expect(await readUser('12', errorFixture('notFound'), 404)).toBeNull();
    expect(await readUser('12', '<html>Not Found</html>', 404)).toMatchObject({ code: 'VENDOR_BAD_RESPONSE' });
  });

  it('of values names the fields as the schema does, and repeats nothing that the vendor wrote', async () => {
    answer = { status: 422, body: errorFixture('invalidValues') };
    for (const call of [
      source.updateUser('12', { displayName: 'x', email: 'ada@example.com' }, callScope()),
      source.createUser({ name: 'x', email: 'ada@example.com' }, callScope()),
    ]) {
      const error = await call.catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'BAD_USER_INPUT', vendor: 'CHATWOOT', fields: ['displayName', 'email'] });
      expect(`${(error as Error).message} ${JSON.stringify(error)}`).not.toMatch(/ada@|taken|too long|uid/);
    }
  });

  it('of values that names none has no fields', async () => {
    answer = { status: 422, body: { error: 'SECRET' } };
    await expect(source.updateUser('12', { name: 'x' }, callScope())).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [],
    });
  });
});

describe('the members of an account', () => {
  it('are account users with roles', async () => {
    answer = { status: 200, body: fixture('account-users') };
    expect(await source.readAccountUsers('3', callScope())).toEqual([
      { accountId: '3', userId: '12', role: UserRole.ADMINISTRATOR },
      { accountId: '3', userId: '14', role: UserRole.AGENT },
    ]);
    expect(server.requests[0]?.url).toBe('/platform/api/v1/accounts/3/account_users');
  });

  it('of another account are a bad response, as is a member without a role', async () => {
    answer = { status: 200, body: fixture('account-users') };
    await expect(source.readAccountUsers('4', callScope())).rejects.toMatchObject({ code: 'VENDOR_BAD_RESPONSE' });
    answer = { status: 200, body: [{ account_id: 3, user_id: 12, role: null }] };
    await expect(source.readAccountUsers('3', callScope())).rejects.toMatchObject({ code: 'VENDOR_BAD_RESPONSE' });
  });
});

describe('a login link', () => {
  it('is the URL, valid for five minutes', async () => {
    answer = { status: 200, body: fixture('login') };
    const before = Date.now();
    const link = await source.createLoginLink('12', callScope());
    expect(link.url).toBe(fixture('login')['url']);
    const lifetime = link.expiresAt.getTime() - before;
    expect(lifetime).toBeGreaterThanOrEqual(300_000);
    expect(lifetime).toBeLessThanOrEqual(300_000 + (Date.now() - before));
  });

  it('that is no web address is a bad response without the URL', async () => {
    answer = { status: 200, body: { url: 'javascript:SECRET' } };
    const error = await source.createLoginLink('12', callScope()).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'VENDOR_BAD_RESPONSE' });
    expect(`${(error as Error).message} ${JSON.stringify(error)}`).not.toContain('SECRET');
  });
});
