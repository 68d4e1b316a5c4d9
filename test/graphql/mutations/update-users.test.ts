import { startServer, type TestServer } from '../../support/server.js';
import { bodiesOf, type BulkItem, errorSelection, errorsOf } from './support.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => server.reset());

const updateUsers = (users: readonly Record<string, unknown>[]) =>
  server.ask<{ updateUsers: { results: BulkItem<{ user: { id: string; name: string } }>[] } }>(
    `mutation ($input: UpdateUsersInput!) {
      updateUsers(input: $input) { results { index payload { user { id name } } ${errorSelection} } }
    }`,
    { input: { users } },
  );

async function names(...ids: string[]): Promise<(string | undefined)[]> {
  const { data } = await server.ask<{ users: ({ name: string } | null)[] }>(
    'query ($ids: [ID!]!) { users(ids: $ids) { name } }',
    { ids },
  );
  return data.users.map((user) => user?.name);
}

describe('updateUsers', () => {
  it('gives each user its own outcome, in the order sent, and lets no bad one stop the others', async () => {
    const { data, errors } = await updateUsers([
      { id: '2', name: 'Amazing Grace' },
      { id: '99999', name: 'Nobody' },
      { id: '1', password: 'secret' },
      { id: '3', email: 'grace.hopper@example.org' },
      { id: '474', name: 'Not ours' },
      { id: 'secret', name: 'No id' },
      { id: '5', email: 'secret address' },
      { id: '1', name: 'Ada King' },
    ]);
    expect(errors).toBeUndefined();
    const { results } = data.updateUsers;
    expect(results.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(results.map(({ error }) => error && [error.code, error.vendor, error.fields])).toEqual([
      null,
      ['NOT_FOUND', 'CHATWOOT', []],
      ['BAD_USER_INPUT', null, ['password']],
      ['BAD_USER_INPUT', 'CHATWOOT', ['email']],
      ['VENDOR_FORBIDDEN', 'CHATWOOT', []],
      ['BAD_USER_INPUT', null, ['id']],
      ['BAD_USER_INPUT', null, ['email']],
      null,
    ]);
    expect(results.map(({ payload }) => payload?.user ?? null)).toEqual([
      { id: '2', name: 'Amazing Grace' },
      ...Array.from({ length: 6 }, () => null),
      { id: '1', name: 'Ada King' },
    ]);
    expect(JSON.stringify(results)).not.toMatch(/secret/);
    expect(await names('1', '2')).toEqual(['Ada King', 'Amazing Grace']);
  });

  it('applies two changes of one user in the order sent', async () => {
    server.simulators.chatwoot.setFaults({ latency: 10 });
    const { data } = await updateUsers([
      { id: '1', name: 'First' },
      { id: '1', name: 'Second' },
    ]);
    expect(data.updateUsers.results.map(({ payload }) => payload?.user.name)).toEqual(['First', 'Second']);
    expect(bodiesOf(server.simulators.chatwoot, 'PATCH')).toEqual([{ name: 'First' }, { name: 'Second' }]);
    expect(await names('1')).toEqual(['Second']);
  });

  it('gives each user the error of a quota that is used up on the way', async () => {
    server.simulators.chatwoot.setFaults({ quota: 1 });
    const { data } = await updateUsers([
      { id: '1', name: 'A' },
      { id: '2', name: 'B' },
    ]);
    expect(data.updateUsers.results.map(({ error }) => error?.code)).toEqual([undefined, 'VENDOR_RATE_LIMITED']);
    expect(data.updateUsers.results[1]?.error).toMatchObject({ vendor: 'CHATWOOT', retryable: true, retryAfter: null });
    server.simulators.chatwoot.setFaults({ quota: null });
    expect(await names('1', '2')).toEqual(['A', 'Grace Hooper']);
  });

  it('changes up to 100 users, and refuses none and more before anything is written', async () => {
    const users = Array.from({ length: 101 }, (_, index) => ({ id: String(index + 1), name: `User ${index}` }));
    for (const wrong of [[], users]) {
      const answer = await updateUsers(wrong);
      expect(errorsOf(answer)).toEqual([{ path: ['updateUsers'], code: 'BAD_USER_INPUT', fields: ['users'] }]);
    }
    expect(server.simulators.chatwoot.calls).toHaveLength(0);
    const { data } = await updateUsers(users.slice(0, 100));
    expect(data.updateUsers.results).toHaveLength(100);
    expect(bodiesOf(server.simulators.chatwoot, 'PATCH')).toHaveLength(100);
  });
});
