import { type ChatwootSimulator, startChatwootSimulator } from '../../../src/vendors/chatwoot/simulator.js';
import { people } from './people.js';

let clock = 1_750_000_000_000;
let simulator: ChatwootSimulator;

beforeAll(async () => {
  simulator = await startChatwootSimulator({ people, now: () => clock });
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

async function call(method: string, path: string, body?: unknown, headers?: Record<string, string>) {
  const response = await fetch(`${simulator.origin}/platform/api/v1${path}`, {
    method,
    headers: {
      ...(headers ?? { 'Api-Access-Token': simulator.key }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson ? (JSON.parse(text) as Record<string, unknown>) : undefined,
  };
}

describe('authentication', () => {
  it.each([
    ['no header', {}],
    ['only Authorization', { authorization: 'Bearer KEY' }],
    ['the header with underscores', { api_access_token: 'KEY' }],
    ['a wrong token', { 'Api-Access-Token': 'wrong' }],
  ])('refuses %s', async (_, headers: Record<string, string>) => {
    const sent = Object.entries(headers).map(([name, value]) => [name, value.replace('KEY', simulator.key)] as const);
    const answer = await call('GET', '/users/12', undefined, Object.fromEntries(sent));
    expect(answer).toMatchObject({ status: 401, json: { error: 'Invalid access_token' } });
  });

  it('answers the other 401 for a user of another platform app, whatever the method', async () => {
    for (const [method, path] of [
      ['GET', '/users/31'],
      ['PATCH', '/users/31'],
      ['DELETE', '/users/31'],
      ['GET', '/users/31/login'],
    ] as const) {
      const answer = await call(method, path, method === 'PATCH' ? {} : undefined);
      expect(answer).toMatchObject({ status: 401, json: { error: 'Non permissible resource' } });
    }
  });
});

describe('a user', () => {
  it('has every field, the secrets included, and works in its first account', async () => {
    const { status, json } = await call('GET', '/users/12');
    expect(status).toBe(200);
    expect(json).toEqual({
      id: 12,
      uid: 'ada@example.com',
      name: 'Ada Lovelace',
      display_name: 'Ada',
      available_name: 'Ada',
      email: 'ada@example.com',
      account_id: 1,
      role: 'administrator',
      confirmed: true,
      custom_attributes: { department: 'engines', address: { city: 'London', zip: 'W1' } },
      avatar_url: '',
      provider: 'email',
      message_signature: 'Regards, Ada Lovelace',
      ui_settings: { rtl_view: false, editor_message_key: 'enter' },
      accounts: [
        { id: 1, name: 'Acme', active_at: null, role: 'administrator' },
        { id: 2, name: 'Globex', active_at: null, role: 'agent' },
      ],
      access_token: 'secret-access-token-12',
      pubsub_token: 'secret-pubsub-token-12',
      hmac_identifier: 'secret-hmac-identifier-12',
    });
  });

  it('without attributes lacks custom_attributes, and without accounts has no account_id and role', async () => {
    const { json } = await call('GET', '/users/20');
    expect(json).toMatchObject({ account_id: null, role: null, accounts: [], display_name: null });
    expect(json).not.toHaveProperty('custom_attributes');
  });

  it('was active at an ISO time where it was', async () => {
    const { json } = await call('GET', '/users/15');
    expect(json?.['accounts']).toEqual([
      { id: 1, name: 'Acme', active_at: expect.stringMatching(/^2025-01-01T15:00:00.000Z$/) as string, role: 'agent' },
    ]);
  });

  it('that is not there is a 404, as is a list of users', async () => {
    for (const path of ['/users/404', '/users/nobody', '/users'])
      expect(await call('GET', path)).toMatchObject({ status: 404, json: { status: 404, error: 'Not Found' } });
  });
});

describe('POST /users', () => {
  it('creates with the next id and the e-mail in lower case', async () => {
    const answer = await call('POST', '/users', { name: 'Alan', email: 'Alan@Example.com', password: 'Secret-1' });
    expect(answer).toMatchObject({ status: 200, json: { id: 32, email: 'alan@example.com', accounts: [] } });
    expect(answer.json).not.toHaveProperty('custom_attributes');
    expect(answer.text).not.toContain('Secret-1');
  });

  it('answers the existing user unchanged for an e-mail that exists, and permits it from then on', async () => {
    const before = await call('GET', '/users/12');
    const answer = await call('POST', '/users', { name: 'X', email: 'ADA@example.com', custom_attributes: { a: 1 } });
    expect(answer).toMatchObject({ status: 200, text: before.text });
    expect(await call('GET', '/users/12')).toMatchObject({ text: before.text });
    expect(await call('POST', '/users', { name: 'X', email: 'foreign@example.com' })).toMatchObject({ status: 200 });
    expect(await call('GET', '/users/31')).toMatchObject({ status: 200, json: { name: 'Foreign' } });
  });

  it.each([
    ['no e-mail', { name: 'X' }, ['email']],
    ['an invalid e-mail', { email: 'nothing' }, ['email']],
    ['a short password', { email: 'x@example.com', password: 'Aa-1' }, ['password']],
    ['a long password', { email: 'x@example.com', password: `Aa-1${'x'.repeat(125)}` }, ['password']],
    ['no upper-case letter', { email: 'x@example.com', password: 'secret-1' }, ['password']],
    ['no lower-case letter', { email: 'x@example.com', password: 'SECRET-1' }, ['password']],
    ['no digit', { email: 'x@example.com', password: 'Secret-x' }, ['password']],
    ['no special character', { email: 'x@example.com', password: 'Secret1' }, ['password']],
    ['both', { email: 'x', password: 'x' }, ['email', 'password']],
  ])('refuses %s', async (_, body, attributes) => {
    const answer = await call('POST', '/users', body);
    expect(answer).toMatchObject({ status: 422, json: { message: expect.any(String) as string, attributes } });
  });
});

describe('PATCH /users', () => {
  it('changes what is sent and merges attributes shallowly', async () => {
    const answer = await call('PATCH', '/users/12', { custom_attributes: { address: { city: 'Ockham' }, age: 36 } });
    expect(answer).toMatchObject({ status: 200, json: { name: 'Ada Lovelace', display_name: 'Ada' } });
    expect(answer.json?.['custom_attributes']).toEqual({
      department: 'engines',
      address: { city: 'Ockham' },
      age: 36,
    });
  });

  it("refuses another user's e-mail and accepts the user's own", async () => {
    expect(await call('PATCH', '/users/12', { email: 'Grace@example.com' })).toMatchObject({
      status: 422,
      json: { message: 'Email has already been taken', attributes: ['email'] },
    });
    expect(await call('PATCH', '/users/12', { email: 'ADA@example.com' })).toMatchObject({ status: 200 });
  });
});

describe('DELETE /users', () => {
  it('answers 200 with nothing, and the user can be read until the deletion runs', async () => {
    expect(await call('DELETE', '/users/12')).toMatchObject({ status: 200, text: '' });
    clock += 1_999;
    expect(await call('GET', '/users/12')).toMatchObject({ status: 200 });
    clock += 1;
    expect(await call('GET', '/users/12')).toMatchObject({ status: 404 });
    expect(await call('GET', '/accounts/1/account_users')).toMatchObject({ json: [{ user_id: 15 }] });
  });

  it('runs when told to, and reset brings the user back', async () => {
    await call('DELETE', '/users/12');
    simulator.runDeletions();
    expect(await call('GET', '/users/12')).toMatchObject({ status: 404 });
    simulator.reset();
    expect(await call('GET', '/users/12')).toMatchObject({ status: 200 });
  });
});

describe('GET /users/{id}/login', () => {
  it('answers a new single sign-on link each time', async () => {
    const [one, other] = [await call('GET', '/users/12/login'), await call('GET', '/users/12/login')];
    expect(one.json?.['url']).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/app\/login\?.*sso_auth_token=[\da-f]{32}$/);
    expect(other.json?.['url']).not.toBe(one.json?.['url']);
  });
});

describe('account_users', () => {
  const path = '/accounts/2/account_users';

  it('lists, adds, changes and removes memberships', async () => {
    expect(await call('GET', path)).toMatchObject({ json: [{ account_id: 2, user_id: 12, role: 'agent' }] });
    const added = { account_id: 2, user_id: 20, role: 'agent' };
    expect(await call('POST', path, { user_id: 20, role: 'agent' })).toMatchObject({ status: 200, json: added });
    expect(await call('GET', '/users/20')).toMatchObject({ json: { account_id: 2, role: 'agent' } });
    await call('POST', path, { user_id: 20, role: 'administrator' });
    expect((await call('GET', path)).json).toEqual([
      { account_id: 2, user_id: 12, role: 'agent' },
      { ...added, role: 'administrator' },
    ]);
    expect(await call('DELETE', path, { user_id: 20 })).toMatchObject({ status: 200, text: '' });
    expect((await call('GET', path)).json).toHaveLength(1);
  });

  it('refuses an unknown user and an unknown role, and does not know every account', async () => {
    expect(await call('POST', path, { user_id: 404 })).toMatchObject({ status: 422 });
    expect(await call('POST', path, { user_id: 20, role: 'owner' })).toMatchObject({ status: 422 });
    for (const [method, body] of [['GET'], ['POST', { user_id: 20 }], ['DELETE', { user_id: 20 }]] as const)
      expect(await call(method, '/accounts/404/account_users', body)).toMatchObject({ status: 404 });
  });
});

describe('the quota', () => {
  it('is 3000 requests a minute, and the next gets plain text without Retry-After', async () => {
    for (let sent = 0; sent < 3_000; sent += 100) {
      const answers = await Promise.all(Array.from({ length: 100 }, () => call('GET', '/users/12')));
      expect(answers.every(({ status }) => status === 200)).toBe(true);
    }
    const over = await call('GET', '/users/12');
    expect(over).toMatchObject({ status: 429, text: 'Retry later' });
    expect(over.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(over.headers.has('retry-after')).toBe(false);
    clock += 60_000;
    expect(await call('GET', '/users/12')).toMatchObject({ status: 200 });
  });
});
