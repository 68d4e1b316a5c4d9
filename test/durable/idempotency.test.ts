import { startServer, type TestServer } from '../support/server.js';
import { errorsOf } from '../graphql/mutations/support.js';
import { untilState } from './support.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => server.reset());

interface Mutation {
  readonly name: string;
  readonly vendor: 'numi' | 'chatwoot' | 'perfex' | 'persio';
  readonly input: Record<string, unknown>;
  readonly other: Record<string, unknown>;
  readonly selection: string;
}

const contact = { customerId: '1', firstName: 'Hedy', lastName: 'Lamarr' };

const mutations: readonly Mutation[] = [
  {
    name: 'setProfile',
    vendor: 'numi',
    input: { phoneNumber: '+4930901820', firstName: 'A' },
    other: { phoneNumber: '+4930901820', firstName: 'B' },
    selection: 'skippedMetadata { name }',
  },
  {
    name: 'setProfiles',
    vendor: 'numi',
    input: { profiles: [{ phoneNumber: '+4930901820', firstName: 'A' }, { phoneNumber: 'none' }] },
    other: { profiles: [{ phoneNumber: '+4930901820', firstName: 'B' }] },
    selection: 'results { index payload { skippedMetadata { name } } error { code } }',
  },
  {
    name: 'createUser',
    vendor: 'chatwoot',
    input: { name: 'Hedy', email: 'hedy@example.com', password: 'Secret-pass1' },
    other: { name: 'Hedy', email: 'hedy@example.com', password: 'Secret-pass2' },
    selection: 'outcome user { id name email accounts { activeAt } }',
  },
  {
    name: 'updateUser',
    vendor: 'chatwoot',
    input: { id: '1', displayName: 'A' },
    other: { id: '1', displayName: 'B' },
    selection: 'user { displayName accounts { activeAt } }',
  },
  {
    name: 'updateUsers',
    vendor: 'chatwoot',
    input: {
      users: [
        { id: '1', displayName: 'A' },
        { id: '999999', displayName: 'A' },
      ],
    },
    other: { users: [{ id: '1', displayName: 'B' }] },
    selection: 'results { index payload { user { displayName } } error { code } }',
  },
  { name: 'deleteUser', vendor: 'chatwoot', input: { id: '3' }, other: { id: '2' }, selection: 'userId outcome' },
  {
    name: 'createContact',
    vendor: 'perfex',
    input: { ...contact, email: 'h@example.com' },
    other: { ...contact, email: 'i@example.com' },
    selection: 'contactId warnings',
  },
  {
    name: 'updateContact',
    vendor: 'perfex',
    input: { id: '1', title: 'A' },
    other: { id: '1', title: 'B' },
    selection: 'contactId warnings',
  },
  {
    name: 'updateContacts',
    vendor: 'perfex',
    input: {
      contacts: [
        { id: '1', title: 'A' },
        { id: '999999', title: 'A' },
      ],
    },
    other: { contacts: [{ id: '1', title: 'B' }] },
    selection: 'results { index payload { contactId warnings } error { code } }',
  },
  { name: 'deleteContact', vendor: 'perfex', input: { id: '2' }, other: { id: '3' }, selection: 'contactId' },
  {
    name: 'addToGroup',
    vendor: 'persio',
    input: { groupId: 'g', traits: { a: 1 } },
    other: { groupId: 'g', traits: { a: 2 } },
    selection: 'messageId anonymousId timestamp acceptedAt membership { id joinedAt observedAt traits }',
  },
  {
    name: 'addToGroups',
    vendor: 'persio',
    input: { memberships: [{ userId: '1', groupId: 'g' }, { groupId: 'h' }] },
    other: { memberships: [{ userId: '2', groupId: 'g' }] },
    selection: 'results { index payload { messageId anonymousId acceptedAt membership { joinedAt } } error { code } }',
  },
  {
    name: 'identify',
    vendor: 'persio',
    input: { userId: '1', traits: { a: 1 } },
    other: { userId: '1', traits: { a: 2 } },
    selection: 'messageId timestamp acceptedAt',
  },
  {
    name: 'track',
    vendor: 'persio',
    input: { userId: '1', event: 'Seen' },
    other: { userId: '1', event: 'Left' },
    selection: 'messageId timestamp acceptedAt',
  },
  {
    name: 'page',
    vendor: 'persio',
    input: { name: 'Start' },
    other: { name: 'End' },
    selection: 'messageId anonymousId acceptedAt',
  },
];

const run = ({ name, selection }: Mutation, input: Record<string, unknown>) =>
  server.ask<Record<string, { write: { id: string; state: string } }>>(
    `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { write { id state attempts endedAt } ${selection} } }`,
    { input },
  );

describe.each(mutations)('$name', (mutation) => {
  const { name, vendor, input, other } = mutation;
  const calls = () => server.simulators[vendor].calls;

  it('with the same key and the same input answers the first outcome, and asks the vendor once', async () => {
    const keyed = { ...input, idempotencyKey: `same ${name}` };
    const first = await run(mutation, keyed);
    expect(first.errors).toBeUndefined();
    expect(first.data[name]?.write.state).toBe('DELIVERED');
    const asked = calls().length;
    expect(asked).toBeGreaterThan(0);

    const second = await run(mutation, keyed);
    await server.restart();
    const third = await run(mutation, Object.fromEntries(Object.entries(keyed).reverse()));
    expect([second.data, third.data]).toEqual([first.data, first.data]);
    expect(calls()).toHaveLength(asked);
  });

  it('with the same key and another input is CONFLICT, and asks the vendor nothing', async () => {
    await run(mutation, { ...input, idempotencyKey: `other ${name}` });
    const asked = calls().length;
    const answer = await run(mutation, { ...other, idempotencyKey: `other ${name}` });
    expect(errorsOf(answer)).toEqual([{ path: [name], code: 'CONFLICT', fields: ['idempotencyKey'] }]);
    expect(calls()).toHaveLength(asked);
  });

  it('without a key writes each time that it is asked', async () => {
    const { errors } = await run(mutation, other);
    expect(errors).toBeUndefined();
    const asked = calls().length;
    await run(mutation, other);
    expect(calls().length).toBeGreaterThan(asked);
  });

  it('that is not to be waited for answers PENDING, and is delivered all the same', async () => {
    server.simulators[vendor].setFaults({ latency: 50 });
    const { data, errors } = await run(mutation, { ...input, delivery: 'ASYNC' });
    expect(errors).toBeUndefined();
    expect(data[name]?.write.state).toBe('PENDING');
    const write = await untilState(server, data[name]?.write.id ?? '', 'DELIVERED');
    expect(write).toMatchObject({ vendor: vendor.toUpperCase(), attempts: 1, nextAttemptAt: null });
    expect(calls().length).toBeGreaterThan(0);
  });
});

it('the same key of another mutation is CONFLICT', async () => {
  await server.ask('mutation { track(input: { userId: "1", event: "e", idempotencyKey: "both" }) { messageId } }');
  const answer = await server.ask('mutation { page(input: { userId: "1", idempotencyKey: "both" }) { messageId } }');
  expect(errorsOf(answer)).toEqual([{ path: ['page'], code: 'CONFLICT', fields: ['idempotencyKey'] }]);
});

it('concurrent duplicates wait for the one that is delivered', async () => {
  server.simulators.numi.setFaults({ latency: 100 });
  const ask = () =>
    server.ask<{ setProfile: { write: object } }>(
      'mutation { setProfile(input: { phoneNumber: "+4930901820", firstName: "Ada", idempotencyKey: "twenty" }) { write { id state attempts } } }',
    );
  const answers = await Promise.all(Array.from({ length: 20 }, ask));
  const writes = answers.map(({ data }) => data.setProfile.write);
  expect(writes).toEqual(writes.map(() => ({ ...writes[0], state: 'DELIVERED', attempts: 1 })));
  expect(server.simulators.numi.calls).toHaveLength(1);
});

it('a rejection is the outcome of its key, too', async () => {
  const ask = () =>
    server.ask('mutation { updateUser(input: { id: "999999", name: "N", idempotencyKey: "none" }) { user { id } } }');
  const [first, second] = [await ask(), await ask()];
  expect(errorsOf(first)).toEqual([{ path: ['updateUser'], code: 'NOT_FOUND', vendor: 'CHATWOOT' }]);
  expect(second.errors).toEqual(first.errors);
  expect(server.simulators.chatwoot.calls).toHaveLength(1);
  const id = (first.errors?.[0]?.extensions as { writeId?: string }).writeId ?? '';
  expect(await untilState(server, id, 'REJECTED')).toMatchObject({ lastError: { code: 'NOT_FOUND' }, attempts: 1 });
});

it.each(['', 'x'.repeat(201)])('a key of a length that is not allowed is refused: %j', async (idempotencyKey) => {
  const answer = await server.ask(
    'mutation ($key: String) { track(input: { userId: "1", event: "e", idempotencyKey: $key }) { messageId } }',
    { key: idempotencyKey },
  );
  expect(errorsOf(answer)).toEqual([{ path: ['track'], code: 'BAD_USER_INPUT', fields: ['idempotencyKey'] }]);
});

it('a key of its own is refused in an item of a bulk mutation, and the other items go through', async () => {
  const { data } = await server.ask<{ updateUsers: { results: object[] } }>(
    `mutation { updateUsers(input: { users: [{ id: "1", displayName: "A", idempotencyKey: "k", delivery: ASYNC }, { id: "2", displayName: "B" }] }) {
      results { error { code fields } payload { user { displayName } } }
    } }`,
  );
  expect(data.updateUsers.results).toEqual([
    { error: { code: 'BAD_USER_INPUT', fields: ['idempotencyKey', 'delivery'] }, payload: null },
    { error: null, payload: { user: { displayName: 'B' } } },
  ]);
});
