import { startServer, type TestServer } from '../../support/server.js';
import { addContact, callsDuring, range } from '../queries/support.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ DEFAULT_REGION: 'DE' });
});
beforeEach(() => server.reset());
afterAll(() => server.close());

/** How many operations each call to the batch route of Perfex held. */
const batchSizes = (): number[] =>
  server.simulators.perfex.calls.map(({ body }) => (body as { operations: unknown[] }).operations.length);

const idsIn = (records: unknown): unknown[] => (records as ({ id: string } | null)[]).map((record) => record?.id);

describe('contacts', () => {
  const query = `query ($ids: [ID!]!) { contacts(ids: $ids) { id } }`;

  it('takes two calls for 100 contacts, each of 50', async () => {
    const ids = range(100);

    const { data } = await server.ask(query, { ids });

    // The simulator answers the items of a batch out of order.
    expect(idsIn(data.contacts)).toEqual(ids);
    expect(server.simulators.perfex.calls.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /api/batch',
      'POST /api/batch',
    ]);
    expect(batchSizes()).toEqual([50, 50]);
  });

  it.each([
    [1, [1]],
    [50, [50]],
    [51, [50, 1]],
  ])('asks for %i contacts in calls of %j', async (count, sizes) => {
    await server.ask(query, { ids: range(count) });

    expect(batchSizes()).toEqual(sizes);
  });

  it('asks for contacts that are asked for one by one in one call', async () => {
    const fields = range(30).map((id) => `c${id}: contact(id: "${id}") { id }`);

    const { data } = await server.ask(`{ ${fields.join(' ')} }`);

    expect(idsIn(Object.values(data))).toEqual(range(30));
    expect(batchSizes()).toEqual([30]);
  });
});

describe('users', () => {
  it('takes 40 calls for 100 users of whom 40 are distinct', async () => {
    const distinct = range(40);
    const ids = range(100, 0).map((position) => distinct[Number(position) % 40] as string);
    let answered: unknown;

    const calls = await callsDuring(server.simulators.chatwoot, async () => {
      answered = (await server.ask(`query ($ids: [ID!]!) { users(ids: $ids) { id } }`, { ids })).data.users;
    });

    expect(idsIn(answered)).toEqual(ids);
    expect(calls.sort()).toEqual(distinct.map((id) => `GET /platform/api/v1/users/${id}`).sort());
  });

  it('takes one call for the users of an account, however many pages are asked for at once', async () => {
    const calls = await callsDuring(server.simulators.chatwoot, () =>
      server.ask(`{
        few: accountUsers(accountId: "1", first: 3) { nodes { userId } }
        many: accountUsers(accountId: "1", first: 90) { nodes { userId } }
      }`),
    );

    expect(calls).toEqual(['GET /platform/api/v1/accounts/1/account_users']);
  });
});

describe('profiles', () => {
  it('takes 10 calls for 100 phone numbers of which 10 are distinct', async () => {
    const phoneNumbers = range(100).map((position) => `+49301234567${Number(position) % 10}`);

    const calls = await callsDuring(server.simulators.numi, () =>
      server.ask(`query ($phoneNumbers: [String!]!) { profiles(phoneNumbers: $phoneNumbers) { firstName } }`, {
        phoneNumbers,
      }),
    );

    expect(calls).toHaveLength(10);
  });
});

describe('contacts with their profiles', () => {
  /** 100 contacts who share 10 numbers, each number typed in more than one way. */
  const addContacts = (): Promise<string[]> =>
    Promise.all(
      range(100, 0).map((position) => {
        const digits = `9018${20 + (Number(position) % 10)}`;
        return addContact(server, {
          customer_id: 2,
          phonenumber: Number(position) % 3 === 0 ? `030 ${digits}` : `+49 (0)30/${digits}`,
        });
      }),
    );

  it('takes 2 + 10 calls for 100 contacts with 10 distinct phone numbers', async () => {
    const ids = await addContacts();
    const { perfex, numi } = server.simulators;
    let answered: { id: string; phoneNumber: string; profile: { firstName: string } | null }[] = [];
    let callsToPerfex: string[] = [];

    const callsToNumi = await callsDuring(numi, async () => {
      callsToPerfex = await callsDuring(perfex, async () => {
        const query = `query ($ids: [ID!]!) { contacts(ids: $ids) { id phoneNumber profile { firstName } } }`;
        answered = (await server.ask<{ contacts: typeof answered }>(query, { ids })).data.contacts;
      });
    });

    expect(idsIn(answered)).toEqual(ids);
    expect(new Set(answered.map(({ phoneNumber }) => phoneNumber)).size).toBe(10);
    // Of the ten numbers only that of Ada has a profile, and all who share it get it.
    expect(answered.filter(({ profile }) => profile?.firstName === 'Ada')).toHaveLength(10);
    expect(answered.every(({ phoneNumber, profile }) => (profile !== null) === (phoneNumber === '+4930901820'))).toBe(
      true,
    );
    expect(callsToPerfex).toEqual(['POST /api/batch', 'POST /api/batch']);
    expect(callsToNumi).toHaveLength(10);
    expect(new Set(callsToNumi).size).toBe(10);
  });

  it('takes as few calls for the profiles of a page of a list', async () => {
    await addContacts();
    const { perfex, numi } = server.simulators;
    let callsToPerfex: string[] = [];

    const callsToNumi = await callsDuring(numi, async () => {
      callsToPerfex = await callsDuring(perfex, () =>
        server.ask(`{ searchContacts(term: "Babbage", first: 100) { nodes { id profile { firstName } } } }`),
      );
    });

    expect(callsToPerfex).toEqual(['GET /api/contacts/search?q=Babbage&page=1&per_page=100']);
    expect(callsToNumi).toHaveLength(10);
  });
});
