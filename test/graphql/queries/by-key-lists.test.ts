import { startServer, type TestServer } from '../../support/server.js';
import { callsDuring, onlyError, range } from './support.js';

const lists = [
  {
    field: 'profiles',
    argument: 'phoneNumbers',
    type: '[String!]!',
    vendor: 'numi' as const,
    name: 'firstName',
    ada: '+4930901820',
    grace: '+12025550143',
    nobody: '+493012345678',
    bad: ['', 'Ada', '110'],
    many: range(101, 493_011_110_000).map((digits) => `+${digits}`),
  },
  {
    field: 'users',
    argument: 'ids',
    type: '[ID!]!',
    vendor: 'chatwoot' as const,
    name: 'name',
    ada: '1',
    grace: '2',
    nobody: '999999',
    bad: ['', '0', '-1', '007', '1e3', '1.5', 'ada', ' 1', '9999999999999999'],
    many: range(101, 900_000),
  },
  {
    field: 'contacts',
    argument: 'ids',
    type: '[ID!]!',
    vendor: 'perfex' as const,
    name: 'firstName',
    ada: '1',
    grace: '2',
    nobody: '999999',
    bad: ['', '0', '-1', '007', '1e3', '1.5', 'search', ' 1', '9999999999999999'],
    many: range(101, 900_000),
  },
];

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

describe.each(lists)('$field', ({ field, argument, type, vendor, name, ada, grace, nobody, bad, many }) => {
  const ask = (keys: readonly string[]) =>
    server.ask(`query ($keys: ${type}) { ${field}(${argument}: $keys) { ${name} } }`, { keys });

  it('answers in the order asked for, with null where the vendor has none', async () => {
    const { data, errors } = await ask([grace, nobody, ada]);

    expect(errors).toBeUndefined();
    expect(data[field]).toEqual([
      { [name]: expect.stringMatching(/^Grace/) },
      null,
      { [name]: expect.stringMatching(/^Ada/) },
    ]);
  });

  it('answers a key as often as it was asked for and fetches it once', async () => {
    let answered: unknown;

    const calls = await callsDuring(server.simulators[vendor], async () => {
      answered = (await ask([ada, grace, ada, nobody, ada, nobody])).data[field];
    });

    const [a, g] = [{ [name]: expect.stringMatching(/^Ada/) }, { [name]: expect.stringMatching(/^Grace/) }];
    expect(answered).toEqual([a, g, a, null, a, null]);
    // Perfex answers any number of contacts in one call.
    expect(calls).toHaveLength(vendor === 'perfex' ? 1 : 3);
    if (vendor === 'perfex') {
      const { operations } = server.simulators.perfex.calls[0]?.body as { operations: unknown[] };
      expect(operations).toHaveLength(3);
    }
  });

  it('takes 100 keys', async () => {
    const { data, errors } = await ask(many.slice(0, 100));

    expect(errors).toBeUndefined();
    expect(data[field]).toEqual(new Array(100).fill(null));
  });

  it('refuses 101 keys before the vendor is asked', async () => {
    const { data, errors } = await ask(many);

    expect(data[field]).toBeNull();
    expect(onlyError(errors)).toEqual({ code: 'BAD_USER_INPUT', fields: [argument] });
    expect(server.simulators[vendor].calls).toEqual([]);
  });

  it.each(bad)('refuses the key %j before the vendor is asked, and names the field', async (key) => {
    const { data, errors } = await ask([ada, key]);

    expect(data[field]).toBeNull();
    expect(onlyError(errors)).toEqual({ code: 'BAD_USER_INPUT', fields: [argument] });
    expect(server.simulators[vendor].calls).toEqual([]);
  });

  it('answers an empty list for no keys without asking the vendor', async () => {
    const { data, errors } = await ask([]);

    expect(errors).toBeUndefined();
    expect(data[field]).toEqual([]);
    expect(server.simulators[vendor].calls).toEqual([]);
  });
});

describe.each(['user', 'contact'])('%s', (field) => {
  it.each(['', '0', '-1', '007', '1e3', 'ada', '9999999999999999'])('refuses the id %j and names it', async (id) => {
    const { data, errors } = await server.ask(`query ($id: ID!) { ${field}(id: $id) { id } }`, { id });

    expect(data[field]).toBeNull();
    expect(onlyError(errors)).toEqual({ code: 'BAD_USER_INPUT', fields: ['id'] });
  });
});

it('fetches a phone number once that is asked for in several spellings', async () => {
  const calls = await callsDuring(server.simulators.numi, () =>
    server.ask(`{ profiles(phoneNumbers: ["030 901820", "+49 30 901820", "+4930901820"]) { firstName } }`),
  );

  expect(calls).toEqual(['GET /profiles/%2B4930901820']);
});
