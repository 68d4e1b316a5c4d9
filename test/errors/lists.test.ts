import { sandboxPeople } from '../../src/sandbox/people.js';
import { startServer, type TestServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
beforeEach(async () => {
  server.reset();
  await server.restart();
});
afterAll(() => server.close());

const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => `${index + 1}`);
const phoneNumbers = sandboxPeople()
  .flatMap(({ numi }) => (numi ? [numi.phoneNumber] : []))
  .slice(0, 100);

describe('a list by key', () => {
  it.each([
    ['profiles', 'numi', 'query ($keys: [String!]!) { profiles(phoneNumbers: $keys) { firstName } }', phoneNumbers],
    ['users', 'chatwoot', 'query ($keys: [ID!]!) { users(ids: $keys) { name } }', numbers(100)],
    ['contacts', 'perfex', 'query ($keys: [ID!]!) { contacts(ids: $keys) { id } }', numbers(100)],
  ] as const)(
    'of %s that fails as a whole is one error, and the whole list is null',
    async (field, name, query, keys) => {
      server.simulators[name].setFaults({ outage: true });
      const { data, errors } = await server.ask(query, { keys });

      expect(data).toEqual({ [field]: null });
      expect(errors).toHaveLength(1);
      expect(errors?.[0]).toMatchObject({ path: [field], extensions: { code: 'VENDOR_UNAVAILABLE' } });
    },
  );

  it('of which one fails has the error at its place, and the others in theirs', async () => {
    const foreign = sandboxPeople().find(({ chatwoot }) => chatwoot?.foreign)?.chatwoot;
    const ids = ['2', `${foreign?.id}`, '1'];
    const { data, errors } = await server.ask('query ($ids: [ID!]!) { users(ids: $ids) { id } }', { ids });

    expect(data).toEqual({ users: [{ id: '2' }, null, { id: '1' }] });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({ path: ['users', 1], extensions: { code: 'VENDOR_FORBIDDEN' } });
  });

  it('of which every second read fails has an error at each of their places', async () => {
    server.simulators.numi.setFaults({ errorRate: 0.5 });
    const { data, errors } = await server.ask<{ profiles: (object | null)[] }>(
      'query ($keys: [String!]!) { profiles(phoneNumbers: $keys) { phoneNumber } }',
      { keys: phoneNumbers.slice(0, 10) },
    );

    expect(data.profiles.filter((profile) => profile !== null)).toHaveLength(5);
    const failed = data.profiles.flatMap((profile, index) => (profile === null ? [`profiles.${index}`] : []));
    expect(errors?.map(({ path }) => path?.join('.')).sort()).toEqual(failed);
  });

  it('leaves the other fields alone', async () => {
    server.simulators.perfex.setFaults({ outage: true });
    const { data } = await server.ask('{ contacts(ids: ["1", "2"]) { id } users(ids: ["1"]) { name } }');

    expect(data).toEqual({ contacts: null, users: [{ name: 'Ada Lovelace' }] });
  });
});

describe('an edge to another vendor', () => {
  it('that fails is null at its place, and its record arrives', async () => {
    server.simulators.numi.setFaults({ outage: true });
    const { data, errors } = await server.ask('{ contact(id: "1") { firstName profile { firstName } } }');

    expect(data).toEqual({ contact: { firstName: 'Ada', profile: null } });
    expect(errors?.map(({ path, extensions }) => [path?.join('.'), extensions.code, extensions.vendor])).toEqual([
      ['contact.profile', 'VENDOR_UNAVAILABLE', 'NUMI'],
    ]);
  });

  it('that fails is asked once for one key, however many fields wait for it', async () => {
    server.simulators.chatwoot.setFaults({ outage: true });
    const { errors } = await server.ask('{ a: user(id: "1") { name } b: user(id: "1") { name } }');

    expect(errors).toHaveLength(2);
    expect(server.simulators.chatwoot.calls).toHaveLength(1);
  });
});
