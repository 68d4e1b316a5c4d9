import {
  BadUserInputError,
  type CreateUserOutcome,
  NotFoundError,
  Peoplegraph,
  VendorUnavailableError,
} from '../../client/src/index.js';
import { startServer, type TestServer } from '../support/server.js';

let server: TestServer;
let client: Peoplegraph;

beforeAll(async () => {
  server = await startServer({}, { knowsUsers: true });
  client = new Peoplegraph({ url: `${server.url}/graphql`, retries: 0 });
});
beforeEach(() => server.reset());
afterAll(() => server.close());

const ada = '+4930901820';

async function firstOf<Item>(items: AsyncIterable<Item>): Promise<Item | undefined> {
  for await (const item of items) return item;
  return undefined;
}

describe('the client, of the whole service', () => {
  it('finds a person with what all vendors hold', async () => {
    const person = await client.person({ by: { phoneNumber: ada } });
    expect(person).toMatchObject({
      name: { full: 'Ada Lovelace' },
      dateOfBirth: { value: '1815-12-10' },
      users: [{ role: 'ADMINISTRATOR' }],
      contacts: [{ title: 'Mathematician', isPrimary: true }],
      unavailable: [],
    });
    // The compiler knows these, and the wire has to agree.
    const createdAt: string | undefined = person?.createdAt;
    expect(createdAt).toBe(new Date(createdAt ?? Number.NaN).toISOString());
    const metadata: Record<string, unknown> | undefined = person?.profile?.metadata;
    expect(metadata).toHaveProperty('loyalty.tier', 'gold');
    expect(person?.memberships?.nodes[0]).toMatchObject({
      groupId: 'mathematicians',
      status: 'ACCEPTED',
      source: 'LEDGER',
    });
    expect(await client.person({ by: { phoneNumber: '+12025559876' } })).toBeNull();
  });

  it('asks for as many records of each kind as the schema allows, within the limits of the service', async () => {
    const phoneNumbers = Array.from({ length: 100 }, (_, index) => `+1202555${String(1000 + index)}`);
    const ids = phoneNumbers.map((_, index) => String(index + 1));
    let requests = 0;
    const counting = new Peoplegraph({
      url: `${server.url}/graphql`,
      fetch: (...request) => {
        requests += 1;
        return fetch(...request);
      },
    });
    const [profiles, users, contacts, people] = await Promise.all([
      counting.profiles({ phoneNumbers: [ada, ...phoneNumbers] }),
      counting.users({ ids }),
      counting.contacts({ ids }),
      counting.people({ by: ids.slice(0, 50).map((contactId) => ({ contactId })) }),
    ]);
    expect(profiles[0]).toMatchObject({ firstName: 'Ada', dateOfBirth: '1815-12-10' });
    expect(users[0]).toMatchObject({ name: 'Ada Lovelace', role: 'ADMINISTRATOR' });
    expect(contacts[0]).toMatchObject({ phoneNumber: ada, phoneNumberRaw: '030 901820', direction: 'LTR' });
    expect(people[0]).toMatchObject({ name: { full: 'Ada Lovelace' } });
    expect([profiles, users, contacts, people].map(({ length }) => length)).toEqual([101, 100, 100, 50]);
    expect([profiles, contacts, people].map(({ errors }) => errors)).toEqual([undefined, undefined, undefined]);
    // One of them belongs to another platform app.
    expect(users.errors?.map(({ code }) => code)).toEqual(['VENDOR_FORBIDDEN']);
    expect(requests).toBe(5);
  });

  it('lets a bad key fail alone', async () => {
    const [good, bad, wrong, right] = await Promise.allSettled([
      client.profile({ phoneNumber: ada }),
      client.profile({ phoneNumber: 'nobody' }),
      client.person({ by: { phoneNumber: 'nobody' } }),
      client.person({ by: { contactId: '1' } }),
    ]);
    expect(good).toMatchObject({ value: { firstName: 'Ada' } });
    expect(bad).toMatchObject({ reason: { code: 'BAD_USER_INPUT', fields: ['phoneNumber'], path: ['profile'] } });
    expect(wrong).toMatchObject({ reason: { code: 'BAD_USER_INPUT', path: ['person'] } });
    expect(right).toMatchObject({ value: { name: { full: 'Ada Lovelace' } } });
  });

  it('asks for the fields of a fragment', async () => {
    const fields = 'fragment Named on Contact { firstName profile { dateOfBirth } }';
    expect(await client.contact({ id: 1 }, { fields })).toEqual({
      firstName: 'Ada',
      profile: { dateOfBirth: '1815-12-10' },
    });
    server.simulators.numi.setFaults({ outage: true });
    expect(await client.contact({ id: 1 }, { fields })).toMatchObject({
      firstName: 'Ada',
      profile: null,
      errors: [{ code: 'VENDOR_UNAVAILABLE', vendor: 'NUMI', path: ['contact', 'profile'] }],
    });
    await expect(client.profile({ phoneNumber: ada })).rejects.toThrow(VendorUnavailableError);
    await server.restart();
    client = new Peoplegraph({ url: `${server.url}/graphql`, retries: 0 });
  });

  it('reads lists to their end', async () => {
    const contacts: string[] = [];
    for await (const { customerId, isActive } of client.customerContacts({ customerId: '1' }, { pageSize: 1 })) {
      contacts.push(`${customerId} ${isActive}`);
    }
    expect(contacts.length).toBeGreaterThan(1);
    expect(new Set(contacts)).toEqual(new Set(['1 true']));
    expect(await firstOf(client.recentContacts())).toHaveProperty('id');
    expect(await firstOf(client.searchContacts({ term: 'Ada' }))).toMatchObject({ firstName: 'Ada' });
    expect(await firstOf(client.accountUsers({ accountId: '1' }))).toHaveProperty('user.name');
    expect(await firstOf(client.groupMemberships({ userId: '1' }))).toMatchObject({ groupId: 'mathematicians' });
    expect(await firstOf(client.timeline({ by: { userId: '1' } }))).toHaveProperty('kind');
  });

  it('answers everything else that can be read', async () => {
    expect(await client.sources()).toMatchObject([{ configured: true }, {}, {}, {}]);
    expect(await client.groupMembership({ groupId: 'mathematicians', userId: '1' })).toMatchObject({ userId: '1' });
    expect(await client.exportPerson({ by: { userId: '1' } })).toHaveProperty('unavailable');
    const unknown = { id: '00000000-0000-4000-8000-000000000000' };
    expect(await Promise.all([client.write(unknown), client.upsert(unknown), client.erasure(unknown)])).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('writes to each vendor', async () => {
    const set = await client.setProfile({
      phoneNumber: ada,
      dateOfBirth: '1815-12-11',
      metadataJson: [
        { name: 'loyalty', value: '{"tier":"platinum"}' },
        { name: 'broken', value: '{tier' },
      ],
    });
    expect(set.profile).toMatchObject({
      firstName: 'Ada',
      dateOfBirth: '1815-12-11',
      metadata: { loyalty: { tier: 'platinum' } },
    });
    expect(set.skippedMetadata).toMatchObject([{ name: 'broken' }]);

    const created: CreateUserOutcome = 'CREATED';
    const user = await client.createUser({
      name: 'Mary Somerville',
      email: 'Mary.Somerville@Example.com',
      customAttributes: { shift: { from: 8 } },
    });
    expect(user).toMatchObject({
      outcome: created,
      user: { email: 'mary.somerville@example.com', customAttributes: { shift: { from: 8 } } },
    });
    expect(await client.write({ id: user.write.id })).toMatchObject({ kind: 'CREATE_USER', state: 'DELIVERED' });
    expect(await firstOf(client.writes({ kind: 'CREATE_USER' }))).toMatchObject({ id: user.write.id });

    const contact = await client.updateContact({ id: '1', title: 'Countess', permissions: ['INVOICES'] });
    expect(contact).toMatchObject({ contact: { id: '1', title: 'Countess', isPrimary: true }, warnings: [] });

    const { results } = await client.addToGroups({
      memberships: [{ userId: '1', groupId: 'poets', traits: { since: 1843 } }, { groupId: '' }],
    });
    expect(results[0]?.payload?.membership).toMatchObject({
      groupId: 'poets',
      status: 'ACCEPTED',
      traits: { since: 1843 },
    });
    expect(results[1]).toMatchObject({
      index: 1,
      payload: null,
      error: { code: 'BAD_USER_INPUT', fields: ['groupId'] },
    });
  });

  it('writes to all vendors at once, and follows it', async () => {
    const { plan } = await client.upsertPerson({ by: { userId: '1' }, givenName: 'Augusta', dryRun: true });
    expect(plan?.length).toBeGreaterThan(0);
    const { upsert } = await client.upsertPerson({ by: { userId: '1' }, givenName: 'Augusta' });
    expect(await client.upsert({ id: upsert?.id ?? '' })).toMatchObject({ id: upsert?.id, state: upsert?.state });
  });

  it('writes once what is sent twice with one key', async () => {
    const input = { name: 'Hedy Lamarr', email: 'hedy@example.com', idempotencyKey: 'signup-of-hedy' };
    const [first, second] = [await client.createUser(input), await client.createUser(input)];
    expect(second).toMatchObject({ outcome: 'CREATED', write: { id: first.write.id } });
  });

  it('throws what a mutation fails with', async () => {
    await expect(client.updateUser({ id: '1', email: 'x' })).rejects.toThrow(BadUserInputError);
    const error: unknown = await client.updateUser({ id: '99999', name: 'Nobody' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({
      vendor: 'CHATWOOT',
      writeId: expect.any(String),
      idempotencyKey: expect.any(String),
      requestId: expect.any(String),
    });
  });

  it('has a document for each mutation that the service finds valid', async () => {
    const documents = Object.entries(await import('../../client/src/generated/graphql.js'))
      .filter(([name]) => name.endsWith('Document'))
      .map(([, document]) => String(document));
    expect(documents.length).toBeGreaterThan(35);
    const answers = await Promise.all(documents.map((document) => server.ask(document)));
    // Without variables none gets further than that.
    const codes = new Set(answers.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions.code)));
    expect(codes).not.toContain('GRAPHQL_VALIDATION_FAILED');
  });
});
