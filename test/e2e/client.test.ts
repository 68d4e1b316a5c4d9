import { execute } from '../client/client.js';
import {
  AddToGroupsDocument,
  CreateUserDocument,
  type CreateUserOutcome,
  PersonDocument,
  SetProfileDocument,
  UpdateContactDocument,
} from '../client/generated/graphql.js';
import { startServer, type TestServer } from '../support/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

describe('the generated client', () => {
  it('asks all four vendors about one person in one query', async () => {
    const { data, errors } = await execute(server.url, PersonDocument, { contactId: '1', userId: '1' });

    expect(errors).toBeUndefined();
    const { contact, user } = data;
    expect(contact).toMatchObject({
      email: 'ada.lovelace@example.com',
      phoneNumber: '+4930901820',
      phoneNumberRaw: '030 901820',
      isPrimary: true,
      direction: 'LTR',
    });
    // The compiler knows these as texts, and the wire has to agree.
    const createdAt: string | null | undefined = contact?.createdAt;
    expect(createdAt).toBe(new Date(createdAt ?? Number.NaN).toISOString());
    const metadata: Record<string, unknown> | undefined = contact?.profile?.metadata;
    expect(metadata).toHaveProperty('loyalty.tier', 'gold');
    expect(contact?.profile?.dateOfBirth).toBe('1815-12-10');
    expect(user).toMatchObject({ name: 'Ada Lovelace', role: 'ADMINISTRATOR' });
    const [membership] = user?.memberships?.nodes ?? [];
    expect(membership).toMatchObject({
      groupId: 'mathematicians',
      status: 'ACCEPTED',
      source: 'LEDGER',
      joinedAt: '2024-02-01T09:00:00.000Z',
      user: { id: '1' },
    });
    expect(user?.memberships?.pageInfo.hasNextPage).toBe(true);
  });

  it('sets a profile at Numi', async () => {
    const { data } = await execute(server.url, SetProfileDocument, {
      input: {
        phoneNumber: '+4930901820',
        dateOfBirth: '1815-12-11',
        metadataJson: [
          { name: 'loyalty', value: '{"tier":"platinum"}' },
          { name: 'broken', value: '{tier' },
        ],
      },
    });

    const payload = data.setProfile;
    const profile = payload?.profile;
    expect(profile).toMatchObject({ firstName: 'Ada', dateOfBirth: '1815-12-11' });
    expect(profile?.metadata['loyalty']).toEqual({ tier: 'platinum' });
    expect(payload?.skippedMetadata).toEqual([{ name: 'broken' }]);
  });

  it('creates a user at Chatwoot', async () => {
    const { data } = await execute(server.url, CreateUserDocument, {
      input: {
        name: 'Mary Somerville',
        email: 'Mary.Somerville@Example.com',
        customAttributes: { shift: { from: 8 } },
      },
    });

    const created: CreateUserOutcome = 'CREATED';
    expect(data.createUser?.outcome).toBe(created);
    expect(data.createUser?.user).toMatchObject({
      id: '601',
      email: 'mary.somerville@example.com',
      customAttributes: { shift: { from: 8 } },
    });
  });

  it('updates a contact at Perfex', async () => {
    const { data } = await execute(server.url, UpdateContactDocument, {
      input: { id: '1', title: 'Countess', permissions: ['INVOICES'] },
    });

    expect(data.updateContact?.contact).toEqual({ id: '1', title: 'Countess', isPrimary: true });
    expect(data.updateContact?.warnings).toEqual([]);
  });

  it('adds people to groups through Persio, each with an outcome of its own', async () => {
    const { data } = await execute(server.url, AddToGroupsDocument, {
      input: {
        memberships: [
          { userId: '1', groupId: 'poets', traits: { since: 1843 } },
          { groupId: '' },
          { groupId: 'poets' },
        ],
      },
    });

    const [known, refused, anonymous] = data.addToGroups?.results ?? [];
    expect(known?.payload?.membership).toEqual({ groupId: 'poets', status: 'ACCEPTED', traits: { since: 1843 } });
    expect(refused).toMatchObject({ index: 1, payload: null, error: { code: 'BAD_USER_INPUT', fields: ['groupId'] } });
    expect(anonymous?.payload?.anonymousId).toEqual(server.simulators.persio.received.at(-1)?.['anonymousId']);
    expect(server.simulators.persio.received).toHaveLength(2);
  });

  it('reads the code of an error beside the rest of the answer', async () => {
    server.simulators.numi.setFaults({ outage: true });

    const { data, errors } = await execute(server.url, PersonDocument, { contactId: '1', userId: '1' });

    expect(errors).toMatchObject([
      { path: ['contact', 'profile'], extensions: { code: 'VENDOR_UNAVAILABLE', vendor: 'NUMI', retryable: true } },
    ]);
    expect(data.contact).toMatchObject({ firstName: 'Ada', profile: null });
    expect(data.user?.name).toBe('Ada Lovelace');
  });
});
