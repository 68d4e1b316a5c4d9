import { startServer, type TestServer } from '../../support/server.js';
import { bodiesOf, errorsOf, requestsTo } from './support.js';

/** Belongs to another platform app. */
const foreign = '474';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => server.reset());

type ReadUser = Record<string, unknown> | null;

const userSelection = '{ id uid name displayName availableName email role customAttributes accounts { id role } }';

const update = (input: Record<string, unknown>) =>
  server.ask<{ updateUser: { user: ReadUser } }>(
    `mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user ${userSelection} } }`,
    { input },
  );

async function held(id: string): Promise<ReadUser> {
  const { data } = await server.ask<{ user: ReadUser }>(`query ($id: ID!) { user(id: $id) ${userSelection} }`, { id });
  return data.user;
}

describe('updateUser', () => {
  it.each([
    ['name', { name: 'Ada King' }, { name: 'Ada King' }, { name: 'Ada King' }],
    [
      'display name',
      { displayName: 'Countess' },
      { display_name: 'Countess' },
      { displayName: 'Countess', availableName: 'Countess' },
    ],
    [
      'display name away',
      { displayName: '' },
      { display_name: '' },
      { displayName: null, availableName: 'Ada Lovelace' },
    ],
    [
      'e-mail address',
      { email: 'Ada@King.example' },
      { email: 'ada@king.example' },
      { email: 'ada@king.example', uid: 'ada@king.example' },
    ],
    ['password', { password: 'Secret-pass1' }, { password: 'Secret-pass1' }, {}],
  ])('changes the %s and nothing else', async (_, change, wire, expected) => {
    const before = await held('1');
    const { data, errors } = await update({ id: '1', ...change });
    expect(errors).toBeUndefined();
    expect(bodiesOf(server.simulators.chatwoot, 'PATCH')).toEqual([wire]);
    expect(data.updateUser.user).toEqual({ ...before, ...expected });
    expect(await held('1')).toEqual({ ...before, ...expected });
  });

  it('lays custom attributes over those that are there', async () => {
    await update({ id: '1', customAttributes: { language: 'fr', team: { name: 'engines' } } });
    expect(await held('1')).toMatchObject({
      customAttributes: { language: 'fr', team: { name: 'engines' }, phone_number: '+4930901820' },
    });
  });

  it('succeeds with a change to nothing, without a write', async () => {
    const before = await held('1');
    const { data, errors } = await update({ id: '1', name: null, password: null });
    expect(errors).toBeUndefined();
    expect(data.updateUser.user).toEqual(before);
    expect(bodiesOf(server.simulators.chatwoot, 'PATCH')).toEqual([]);
  });

  it('checks the password before Chatwoot is asked', async () => {
    const answer = await update({ id: '1', password: 'secret1!' });
    expect(answer.errors?.[0]?.message).toBe('password needs an upper-case letter.');
    expect(errorsOf(answer)).toEqual([{ path: ['updateUser'], code: 'BAD_USER_INPUT', fields: ['password'] }]);
    expect(server.simulators.chatwoot.calls).toHaveLength(0);
  });

  it('names the e-mail address that another user has, without repeating it', async () => {
    const answer = await update({ id: '1', email: 'grace.hopper@example.org' });
    expect(errorsOf(answer)).toEqual([
      { path: ['updateUser'], code: 'BAD_USER_INPUT', vendor: 'CHATWOOT', fields: ['email'] },
    ]);
    expect(answer.errors?.[0]?.message).not.toContain('grace');
    expect(await held('1')).toMatchObject({ email: 'ada.lovelace@example.com' });
  });

  it('tells a user that does not exist from one that it may not touch', async () => {
    expect(errorsOf(await update({ id: '99999', name: 'X' }))).toEqual([
      { path: ['updateUser'], code: 'NOT_FOUND', vendor: 'CHATWOOT' },
    ]);
    expect(errorsOf(await update({ id: '99999' }))).toEqual([
      { path: ['updateUser'], code: 'NOT_FOUND', vendor: 'CHATWOOT' },
    ]);
    expect(errorsOf(await update({ id: foreign, name: 'X' }))).toEqual([
      { path: ['updateUser'], code: 'VENDOR_FORBIDDEN', vendor: 'CHATWOOT' },
    ]);
  });

  it('refuses an id that is none, without asking Chatwoot', async () => {
    const answer = await update({ id: '1/../2', name: 'X' });
    expect(errorsOf(answer)).toEqual([{ path: ['updateUser'], code: 'BAD_USER_INPUT', fields: ['id'] }]);
    expect(server.simulators.chatwoot.calls).toHaveLength(0);
  });
});

describe('deleteUser', () => {
  const remove = (id: string) =>
    server.ask<{ deleteUser: { userId: string; outcome: string } }>(
      'mutation ($id: ID!) { deleteUser(input: { id: $id }) { userId outcome } }',
      { id },
    );

  it('says that the deletion is scheduled: the user answers until the job of Chatwoot has run', async () => {
    const { data, errors } = await remove('1');
    expect(errors).toBeUndefined();
    expect(data.deleteUser).toEqual({ userId: '1', outcome: 'SCHEDULED' });
    expect(requestsTo(server.simulators.chatwoot)).toEqual(['DELETE /platform/api/v1/users/1']);
    expect(await held('1')).toMatchObject({ id: '1', name: 'Ada Lovelace' });
    server.simulators.chatwoot.runDeletions();
    expect(await held('1')).toBeNull();
    expect(await held('2')).toMatchObject({ id: '2' });
  });

  it('answers NOT_FOUND for a user that does not exist', async () => {
    expect(errorsOf(await remove('99999'))).toEqual([{ path: ['deleteUser'], code: 'NOT_FOUND', vendor: 'CHATWOOT' }]);
  });
});

describe('createUserLoginLink', () => {
  const link = (userId: string) =>
    server.ask<{ createUserLoginLink: { url: string; expiresAt: string } }>(
      'mutation ($userId: ID!) { createUserLoginLink(input: { userId: $userId }) { url expiresAt } }',
      { userId },
    );

  it('answers a link that is good for five minutes', async () => {
    const before = Date.now();
    const { data, errors } = await link('1');
    expect(errors).toBeUndefined();
    const { url, expiresAt } = data.createUserLoginLink;
    expect(new URL(url).searchParams.get('sso_auth_token')).toMatch(/^[0-9a-f]{32}$/);
    expect(Date.parse(expiresAt)).toBeGreaterThanOrEqual(before + 300_000);
    expect(Date.parse(expiresAt)).toBeLessThanOrEqual(Date.now() + 300_000);
    expect(requestsTo(server.simulators.chatwoot)).toEqual(['GET /platform/api/v1/users/1/login']);
  });

  it('keeps the link out of the log', async () => {
    const { data } = await link('1');
    const token = new URL(data.createUserLoginLink.url).searchParams.get('sso_auth_token') ?? '';
    expect(server.log.length).toBeGreaterThan(0);
    expect(server.log.join('\n')).not.toContain(token);
    expect(server.log.join('\n')).not.toContain('sso_auth_token');
  });

  it('answers NOT_FOUND for a user that does not exist', async () => {
    expect(errorsOf(await link('99999'))).toEqual([
      { path: ['createUserLoginLink'], code: 'NOT_FOUND', vendor: 'CHATWOOT' },
    ]);
  });
});
