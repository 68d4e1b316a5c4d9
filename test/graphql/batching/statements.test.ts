import { jest } from '@jest/globals';
import Database from 'libsql';
import { startServer, type TestServer } from '../../support/server.js';
import { range } from '../queries/support.js';

/** What the store really sends to its database, whoever in the process sends it. */
describe('statements', () => {
  let server: TestServer;
  const ran: string[] = [];
  const prepareReally = Reflect.get(Database.prototype, 'prepare') as (text: string) => Database.Statement;
  // A statement stays prepared: what counts is how often one is run.
  const prepare = jest.spyOn(Database.prototype, 'prepare').mockImplementation(function (this: unknown, text: string) {
    const statement = prepareReally.call(this, text);
    const allReally = statement.all.bind(statement);
    statement.all = (...parameters: unknown[]) => {
      ran.push(text);
      return Reflect.apply<unknown, unknown[], unknown[]>(allReally, statement, parameters);
    };
    return statement;
  });
  /** The background has statements of its own, of which none is about memberships. */
  const statements = (): string[] => ran.filter((statement) => statement.includes('_memberships"'));

  beforeAll(async () => {
    server = await startServer({ PERSIO_USER_ID: 'CHATWOOT_USER' });
  });
  beforeEach(() => {
    server.reset();
    ran.length = 0;
  });
  afterAll(async () => {
    await server.close();
    prepare.mockRestore();
  });

  interface WithMemberships {
    readonly id: string;
    readonly memberships: { readonly nodes: readonly { readonly userId: string; readonly groupId: string }[] };
  }

  it('takes one for the memberships of 100 users', async () => {
    const { data } = await server.ask<{ users: (WithMemberships | null)[] }>(
      `query ($ids: [ID!]!) { users(ids: $ids) { id memberships(first: 10) { nodes { userId groupId } } } }`,
      { ids: range(100) },
    );

    expect(statements()).toHaveLength(1);
    const users = data.users.filter((user) => user !== null);
    expect(users.length).toBeGreaterThan(90);
    expect(users.every(({ id, memberships }) => memberships.nodes.every(({ userId }) => userId === id))).toBe(true);
    expect(users[0]?.memberships.nodes.map(({ groupId }) => groupId)).toEqual(['mathematicians', 'newsletter']);
  });

  it('takes one for the memberships of as many users on several paths', async () => {
    await server.ask(
      `query ($ids: [ID!]!) {
        users(ids: $ids) { memberships { nodes { groupId } } }
        one: groupMemberships(userId: "1") { nodes { groupId } }
        two: groupMemberships(userId: "2") { nodes { groupId } }
        same: groupMemberships(userId: "1") { nodes { groupId } }
      }`,
      { ids: [] },
    );

    expect(statements()).toHaveLength(1);
  });

  it('takes one for 50 memberships that are asked for by key', async () => {
    const fields = range(50).map((id) => `m${id}: groupMembership(userId: "${id}", groupId: "newsletter") { userId }`);

    const { data } = await server.ask<Record<string, { userId: string } | null>>(`{ ${fields.join(' ')} }`);

    expect(statements()).toHaveLength(1);
    expect(data['m1']).toEqual({ userId: '1' });
    const answered = Object.entries(data).filter(([, membership]) => membership !== null);
    expect(answered.every(([name, membership]) => name === `m${membership?.userId}`)).toBe(true);
  });

  it('takes one for each size of page', async () => {
    await server.ask(`{
      two: groupMemberships(userId: "1", first: 2) { nodes { groupId } }
      alsoTwo: groupMemberships(userId: "2", first: 2) { nodes { groupId } }
      three: groupMemberships(userId: "1", first: 3) { nodes { groupId } }
    }`);

    expect(statements()).toHaveLength(2);
  });

  it('takes none for memberships of a type that Persio does not know', async () => {
    await server.ask(`{ contacts(ids: ["1", "2"]) { memberships { nodes { groupId } } } }`);

    expect(statements()).toEqual([]);
  });
});
