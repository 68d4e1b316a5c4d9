import { startServer, type TestServer } from '../../support/server.js';
import { callVendor, callsDuring, onlyError } from './support.js';

const everything = `id uid name displayName availableName email emailRaw accountId role isConfirmed customAttributes
  avatarUrl provider messageSignature uiSettings accounts { id name activeAt role }`;
const query = `query ($id: ID!) { user(id: $id) { ${everything} } }`;

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

describe('user', () => {
  it('answers every field of a user', async () => {
    const { data, errors } = await server.ask(query, { id: '1' });

    expect(errors).toBeUndefined();
    expect(data.user).toEqual({
      id: '1',
      uid: 'ada.lovelace@example.com',
      name: 'Ada Lovelace',
      displayName: 'Ada',
      availableName: 'Ada',
      email: 'ada.lovelace@example.com',
      emailRaw: 'ada.lovelace@example.com',
      accountId: '1',
      role: 'ADMINISTRATOR',
      isConfirmed: true,
      customAttributes: { language: 'en', phone_number: '+4930901820' },
      avatarUrl: 'https://chatwoot.example/avatars/1.png',
      provider: 'email',
      messageSignature: null,
      uiSettings: { rtl_view: false, editor_message_key: 'enter' },
      accounts: [{ id: '1', name: 'Peoplegraph Demo', activeAt: '2025-01-01T01:00:00.000Z', role: 'ADMINISTRATOR' }],
    });
  });

  it('answers each account of a user with the role in it, and null for a name and a picture that are not set', async () => {
    const { data } = await server.ask(query, { id: '2' });

    expect(data.user).toMatchObject({
      displayName: null,
      availableName: 'Grace Hooper',
      avatarUrl: null,
      accountId: '1',
      role: 'AGENT',
      accounts: [
        { id: '1', name: 'Peoplegraph Demo', role: 'AGENT' },
        { id: '3', name: 'Support Chicago', role: 'ADMINISTRATOR' },
      ],
    });
  });

  it('answers a user without an account and without attributes', async () => {
    const { id } = (await callVendor(server.simulators.chatwoot, 'POST', '/platform/api/v1/users', {
      name: 'Charles Babbage',
      email: 'charles@example.com',
    })) as { id: number };

    const { data } = await server.ask(query, { id: String(id) });

    expect(data.user).toMatchObject({ accountId: null, role: null, accounts: [], customAttributes: {} });
  });

  it('answers null for the activity of a user who was never active in an account', async () => {
    await callVendor(server.simulators.chatwoot, 'POST', '/platform/api/v1/accounts/2/account_users', { user_id: 1 });

    const { data } = await server.ask(query, { id: '1' });

    expect(data.user.accounts).toContainEqual({ id: '2', name: 'Support Hamburg', activeAt: null, role: 'AGENT' });
  });

  it('answers null for an id that Chatwoot does not know', async () => {
    const { data, errors } = await server.ask(query, { id: '999999' });

    expect(data.user).toBeNull();
    expect(errors).toBeUndefined();
  });
});

describe('accountUsers', () => {
  const accountUsers = `query ($accountId: ID!) {
    accountUsers(accountId: $accountId, first: 2) { nodes { accountId userId role user { name } } totalCount }
  }`;

  it('answers the users of an account with their roles in it', async () => {
    const { data } = await server.ask(accountUsers, { accountId: '1' });

    expect(data.accountUsers.nodes).toEqual([
      { accountId: '1', userId: '1', role: 'ADMINISTRATOR', user: { name: 'Ada Lovelace' } },
      { accountId: '1', userId: '2', role: 'AGENT', user: { name: 'Grace Hooper' } },
    ]);
  });

  it('answers the role in the account asked for, not in the one that the user is working in', async () => {
    const { data } = await server.ask(accountUsers, { accountId: '3' });

    expect(data.accountUsers.nodes[0]).toMatchObject({ userId: '2', role: 'ADMINISTRATOR' });
  });

  it('answers null for an account that Chatwoot does not know', async () => {
    const { data, errors } = await server.ask(accountUsers, { accountId: '999' });

    expect(data.accountUsers).toBeNull();
    expect(errors).toBeUndefined();
  });

  it('refuses an account id that is none, before Chatwoot is asked', async () => {
    const { chatwoot } = server.simulators;
    let answer: Awaited<ReturnType<TestServer['ask']>> | undefined;

    const calls = await callsDuring(chatwoot, async () => {
      answer = await server.ask(accountUsers, { accountId: 'demo' });
    });

    expect(onlyError(answer?.errors)).toEqual({ code: 'BAD_USER_INPUT', fields: ['accountId'] });
    expect(calls).toEqual([]);
  });
});
