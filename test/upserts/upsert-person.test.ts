import { errorsOf } from '../graphql/mutations/support.js';
import { startServer, type TestServer } from '../support/server.js';
import { changesAt, resumed, statesOf, untilEnded, upserted, upsertPerson } from './support.js';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

/** Has a reader find the records of somebody whom all vendors hold, so that they are linked. */
async function knowAda(): Promise<string> {
  const { data } = await server.ask<{ person: { id: string } }>('{ person(by: { userId: "1" }) { id } }');
  return data.person.id;
}

const hedy = {
  by: { phoneNumber: '+4915112345678' },
  givenName: 'Hedy',
  familyName: 'Lamarr',
  email: 'Hedy@Example.com',
  metadata: { plan: 'gold' },
  vendors: ['NUMI', 'CHATWOOT', 'PERFEX', 'PERSIO'],
  customerId: '1',
};

describe('a person whom all vendors hold', () => {
  it('is written to each of them, in the fields that each has, and joins groups', async () => {
    const id = await knowAda();
    const upsert = await upserted(server, {
      by: { contactId: '1' },
      givenName: 'Augusta',
      dateOfBirth: '1815-12-11',
      metadata: { plan: 'gold' },
      joinGroups: ['vip'],
    });
    expect(upsert).toMatchObject({ state: 'DELIVERED', person: { id } });
    expect(statesOf(upsert)).toEqual([
      'NUMI DELIVERED',
      'CHATWOOT DELIVERED',
      'PERFEX DELIVERED',
      'PERSIO DELIVERED',
      'PERSIO vip DELIVERED',
    ]);
    expect(upsert.outcomes.map(({ notHeld }) => notHeld)).toEqual([
      [],
      ['dateOfBirth'],
      ['dateOfBirth', 'metadata'],
      [],
      [],
    ]);
    const { data } = await server.ask(`{ person(by: { id: "${id}" }) {
      profile { firstName lastName dateOfBirth metadata } users { name customAttributes } contacts { firstName lastName }
      memberships(first: 10) { nodes { groupId } } } }`);
    expect(data.person).toMatchObject({
      profile: { firstName: 'Augusta', lastName: 'Lovelace', dateOfBirth: '1815-12-11', metadata: { plan: 'gold' } },
      users: [{ name: 'Augusta Lovelace', customAttributes: { plan: 'gold' } }],
      contacts: [{ firstName: 'Augusta', lastName: 'Lovelace' }],
    });
    expect(JSON.stringify(data.person.memberships)).toContain('vip');
    expect(server.simulators.persio.calls.map(({ body }) => body)).toEqual([
      expect.objectContaining({ userId: '1', traits: { firstName: 'Augusta', birthday: '1815-12-11', plan: 'gold' } }),
      expect.objectContaining({ userId: '1', groupId: 'vip' }),
    ]);
  });

  it('is written once for each vendor, and not at all where the vendor holds it already', async () => {
    await knowAda();
    const change = { by: { userId: '1' }, givenName: 'Augusta', vendors: ['NUMI', 'CHATWOOT', 'PERFEX'] };
    await upserted(server, change);
    expect(changesAt(server)).toEqual({ NUMI: 1, CHATWOOT: 1, PERFEX: 1, PERSIO: 0 });
    const again = await upserted(server, change);
    expect(statesOf(again)).toEqual(['NUMI UNCHANGED', 'CHATWOOT UNCHANGED', 'PERFEX UNCHANGED']);
    expect(again.outcomes.map(({ write }) => write)).toEqual([null, null, null]);
    expect(changesAt(server)).toEqual({ NUMI: 1, CHATWOOT: 1, PERFEX: 1, PERSIO: 0 });
  });

  it('is written only where the caller says, and a vendor without a place for any of it is skipped', async () => {
    await knowAda();
    const upsert = await upserted(server, {
      by: { userId: '1' },
      metadata: { plan: 'x' },
      vendors: ['PERFEX', 'NUMI'],
    });
    expect(statesOf(upsert)).toEqual(['NUMI DELIVERED', 'PERFEX SKIPPED']);
    expect(changesAt(server)).toEqual({ NUMI: 1, CHATWOOT: 0, PERFEX: 0, PERSIO: 0 });
  });

  it('shows no value of an upsert in the log', async () => {
    await knowAda();
    await upserted(server, { by: { userId: '1' }, givenName: 'Zaphodina', metadata: { plan: 'Zaphodina' } });
    expect(server.log.join('')).not.toContain('Zaphodina');
  });
});

describe('a person whom nobody holds', () => {
  it('gets a record at each vendor named, and they are one person', async () => {
    const upsert = await upserted(server, hedy);
    expect(statesOf(upsert)).toEqual(['NUMI DELIVERED', 'CHATWOOT DELIVERED', 'PERFEX DELIVERED', 'PERSIO DELIVERED']);
    const { data } = await server.ask<{ person: { id: string; links: { vendor: string; recordId: string }[] } }>(
      '{ person(by: { email: "hedy@example.com" }) { id links { vendor recordId } } }',
    );
    expect(data.person.id).toBe(upsert.person?.id);
    const links = data.person.links.map(({ vendor, recordId }) => `${vendor} ${recordId}`);
    expect(links.toSorted()).toEqual(upsert.outcomes.map(({ vendor, recordId }) => `${vendor} ${recordId}`).toSorted());
    // Persio names people by the ids of Chatwoot's users, of whom this one is new.
    const idAt = (name: string) => upsert.outcomes.find(({ vendor }) => vendor === name)?.recordId;
    expect(idAt('PERSIO')).toBe(idAt('CHATWOOT'));
    expect(changesAt(server)).toEqual({ NUMI: 1, CHATWOOT: 1, PERFEX: 1, PERSIO: 1 });
  });

  it('is refused by a vendor that needs more, with what is missing, and by no other', async () => {
    const { customerId: _, ...withoutCustomer } = hedy;
    const upsert = await upserted(server, withoutCustomer);
    expect(upsert.state).toBe('PARTIAL');
    expect(statesOf(upsert)).toEqual(['NUMI DELIVERED', 'CHATWOOT DELIVERED', 'PERFEX REJECTED', 'PERSIO DELIVERED']);
    expect(upsert.outcomes[2]?.error).toMatchObject({ code: 'BAD_USER_INPUT', fields: ['customerId'] });
  });

  it('is an error where no vendor is named', async () => {
    const { vendors: _, ...unnamed } = hedy;
    expect(errorsOf(await upsertPerson(server, unnamed))).toMatchObject([{ code: 'NOT_FOUND', fields: ['by'] }]);
    expect(changesAt(server)).toEqual({ NUMI: 0, CHATWOOT: 0, PERFEX: 0, PERSIO: 0 });
  });

  it('whose address a user at Chatwoot has is not mixed up with that user', async () => {
    const upsert = await upserted(server, {
      ...hedy,
      email: 'ada.lovelace@example.com',
      vendors: ['NUMI', 'CHATWOOT'],
    });
    expect(statesOf(upsert)).toEqual(['NUMI DELIVERED', 'CHATWOOT REJECTED']);
    expect(upsert.outcomes[1]?.error).toMatchObject({ code: 'CONFLICT', fields: ['email'] });
    const { data } = await server.ask('{ user(id: "1") { name } }');
    expect(data.user.name).toBe('Ada Lovelace');
  });
});

describe('a vendor that is out of order', () => {
  it('leaves the upsert partial for whoever waits without a key, and a resumption writes that one alone', async () => {
    await knowAda();
    server.simulators.numi.setFaults({ errorRate: 1, errorStatus: 503 });
    const partial = await upserted(server, { by: { userId: '1' }, givenName: 'Augusta' });
    expect(partial.state).toBe('PARTIAL');
    expect(statesOf(partial)).toEqual(['NUMI DEAD', 'CHATWOOT DELIVERED', 'PERFEX DELIVERED', 'PERSIO DELIVERED']);
    expect(partial.outcomes[0]?.error?.code).toBe('VENDOR_UNAVAILABLE');

    server.simulators.numi.setFaults({ errorRate: 0 });
    const { NUMI: attempts = 0, ...others } = changesAt(server);
    const whole = await resumed(server, partial.id);
    expect([whole.id, whole.state]).toEqual([partial.id, 'DELIVERED']);
    expect(changesAt(server)).toEqual({ NUMI: attempts + 1, ...others });
    // Nothing is left to be done.
    expect(await resumed(server, partial.id)).toEqual(whole);
    expect(changesAt(server)).toEqual({ NUMI: attempts + 1, ...others });
  });

  it('has a creation that failed made once by the resumption', async () => {
    const { perfex } = server.simulators;
    perfex.setFaults({ errorRate: 1, errorStatus: 503 });
    const partial = await upserted(server, { ...hedy, vendors: ['CHATWOOT', 'PERFEX'] });
    expect(statesOf(partial)).toEqual(['CHATWOOT DELIVERED', 'PERFEX DEAD']);
    perfex.setFaults({ errorRate: 0 });
    const { CHATWOOT } = changesAt(server);
    const whole = await resumed(server, partial.id);
    expect(statesOf(whole)).toEqual(['CHATWOOT DELIVERED', 'PERFEX DELIVERED']);
    expect(changesAt(server)).toMatchObject({ CHATWOOT });
    const { data } = await server.ask('{ searchContacts(term: "hedy@example.com", first: 10) { nodes { id } } }');
    expect(data.searchContacts.nodes).toHaveLength(1);
  });

  it('leaves the upsert pending for whoever has a key, and it ends by itself', async () => {
    await knowAda();
    server.simulators.numi.setFaults({ errorRate: 1, errorStatus: 503 });
    const change = { by: { userId: '1' }, givenName: 'Augusta', idempotencyKey: 'k', delivery: 'ASYNC' };
    const pending = await upserted(server, change);
    expect(pending.state).toBe('PENDING');
    server.simulators.numi.setFaults({ errorRate: 0 });
    expect((await untilEnded(server, pending.id)).state).toBe('DELIVERED');
    const before = changesAt(server);
    const again = await upserted(server, change);
    expect([again.id, again.state]).toEqual([pending.id, 'DELIVERED']);
    expect(changesAt(server)).toEqual(before);
  });
});

describe('a key', () => {
  const change = { by: { phoneNumber: '+49 151 12345678' }, givenName: 'Hedy', vendors: ['NUMI'], idempotencyKey: 'k' };

  it('answers the first outcome to the same input, however it is written, also after a restart', async () => {
    const first = await upserted(server, change);
    await server.restart();
    expect(await upserted(server, { ...change, by: { phoneNumber: '+4915112345678' } })).toEqual(first);
    expect(changesAt(server)).toMatchObject({ NUMI: 1 });
  });

  it('is one upsert for two who send it at the same time', async () => {
    const both = await Promise.all([1, 2].map(() => upserted(server, change)));
    expect(new Set(both.map(({ id }) => id)).size).toBe(1);
    expect(both.map(({ state }) => state)).toEqual(['DELIVERED', 'DELIVERED']);
    expect(changesAt(server)).toMatchObject({ NUMI: 1 });
  });

  it('with another input is a conflict', async () => {
    await upserted(server, change);
    const answer = await upsertPerson(server, { ...change, givenName: 'Hedwig' });
    expect(errorsOf(answer)).toMatchObject([{ code: 'CONFLICT', fields: ['idempotencyKey'] }]);
    expect(changesAt(server)).toMatchObject({ NUMI: 1 });
  });
});

it('an upsert of nothing is refused, and so is one of a number that is none', async () => {
  const refused = async (input: Record<string, unknown>) => errorsOf(await upsertPerson(server, input));
  expect(await refused({ by: { userId: '1' } })).toEqual([{ path: ['upsertPerson'], code: 'BAD_USER_INPUT' }]);
  expect(await refused({ by: { userId: '1' }, phoneNumber: 'none' })).toMatchObject([
    { code: 'BAD_USER_INPUT', fields: ['phoneNumber'] },
  ]);
  const unknown = await server.ask('mutation { resumeUpsert(input: { id: "none" }) { upsert { id } } }');
  expect(errorsOf(unknown)).toEqual([{ path: ['resumeUpsert'], code: 'NOT_FOUND' }]);
  expect((await server.ask('{ upsert(id: "none") { id } }')).data).toEqual({ upsert: null });
});
