import { startServer, type TestServer } from '../../support/server.js';
import { range } from '../queries/support.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ DEFAULT_REGION: 'DE', PERSIO_USER_ID: 'CHATWOOT_USER' });
});
beforeEach(() => server.reset());
afterAll(() => server.close());

const callsToAll = () => {
  const { numi, chatwoot, perfex, persio } = server.simulators;
  return {
    numi: numi.calls.length,
    chatwoot: chatwoot.calls.length,
    perfex: perfex.calls.length,
    persio: persio.calls.length,
  };
};

it('takes the sum of the distinct keys for a nested query over three vendors', async () => {
  const { data } = await server.ask(
    `query ($contactIds: [ID!]!, $userIds: [ID!]!) {
      contacts(ids: $contactIds) { phoneNumber profile { firstName } }
      users(ids: $userIds) { id memberships(first: 5) { nodes { userId user { name } } } }
      groupMemberships(groupId: "mathematicians", first: 50) {
        nodes { userId user { memberships(first: 5) { nodes { userId user { id } } } } }
      }
    }`,
    { contactIds: [...range(70), ...range(10)], userIds: [...range(20), ...range(5)] },
  );

  const numbers = (data.contacts as { phoneNumber: string | null }[]).map(({ phoneNumber }) => phoneNumber);
  const members = (data.groupMemberships.nodes as { userId: string }[]).map(({ userId }) => userId);
  const distinctNumbers = new Set(numbers.filter((phoneNumber) => phoneNumber !== null));
  const distinctUsers = new Set([...range(20), ...members]);
  expect(members).toHaveLength(50);
  expect(distinctNumbers.size).toBeGreaterThan(50);
  expect(callsToAll()).toEqual({ perfex: 2, numi: distinctNumbers.size, chatwoot: distinctUsers.size, persio: 0 });
});

it('fetches a key once that is reached on several paths and under several names', async () => {
  const { data } = await server.ask(`{
    one: contact(id: "1") { ...ContactParts }
    same: contact(id: "1") { ...ContactParts }
    listed: contacts(ids: ["1", "1"]) { ...ContactParts }
    profile(phoneNumber: "030 901820") { firstName }
    profiles(phoneNumbers: ["+49 30 901820"]) { lastName }
    user(id: "1") { name }
    users(ids: ["1", "1"]) { email }
    groupMembership(userId: "1", groupId: "newsletter") { user { role memberships { nodes { user { id } } } } }
  }
  fragment ContactParts on Contact { id profile { firstName email } }`);

  expect(data).toMatchObject({
    one: { id: '1', profile: { firstName: 'Ada' } },
    same: { id: '1', profile: { firstName: 'Ada' } },
    listed: [{ id: '1' }, { id: '1' }],
    profile: { firstName: 'Ada' },
    profiles: [{ lastName: 'Lovelace' }],
    user: { name: 'Ada Lovelace' },
    groupMembership: { user: { role: 'ADMINISTRATOR', memberships: { nodes: [{ user: { id: '1' } }, {}] } } },
  });
  expect(callsToAll()).toEqual({ perfex: 1, numi: 1, chatwoot: 1, persio: 0 });
});

it('fetches a key once that the vendor does not know', async () => {
  await server.ask(`{
    contacts(ids: ["999999", "999999"]) { id } contact(id: "999999") { id }
    users(ids: ["999999", "999999"]) { id } user(id: "999999") { id }
    profiles(phoneNumbers: ["+493012345678", "+493012345678"]) { email } profile(phoneNumber: "+493012345678") { email }
  }`);

  expect(callsToAll()).toEqual({ perfex: 1, numi: 1, chatwoot: 1, persio: 0 });
});

it('fetches a key once that fails, and answers the failure wherever it was asked for', async () => {
  server.simulators.chatwoot.setFaults({ errorRate: 1 });

  const { errors } = await server.ask(`{ one: user(id: "1") { id } same: user(id: "1") { id } }`);

  expect(errors?.map(({ path }) => path)).toEqual([['one'], ['same']]);
  expect(callsToAll().chatwoot).toBe(1);
});

it('fetches a key again in the next request, so that nobody reads what is old', async () => {
  const query = `{ contact(id: "1") { profile { firstName } } user(id: "1") { name } }`;
  await server.ask(query);
  await server.ask(query);

  expect(callsToAll()).toEqual({ perfex: 2, numi: 2, chatwoot: 2, persio: 0 });
});

it('fetches from the vendors that are asked for and from no other', async () => {
  await server.ask(`{ contact(id: "1") { firstName } groupMembership(userId: "1", groupId: "newsletter") { traits } }`);

  expect(callsToAll()).toEqual({ perfex: 1, numi: 0, chatwoot: 0, persio: 0 });
});
