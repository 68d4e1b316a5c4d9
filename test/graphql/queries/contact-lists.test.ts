import { startServer, type TestServer } from '../../support/server.js';
import { addContact, onlyError } from './support.js';

interface Node {
  readonly id: string;
}
const idsOf = ({ nodes }: { nodes: readonly Node[] }): string[] => nodes.map(({ id }) => id);

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

describe('customerContacts', () => {
  const query = `query ($customerId: ID!) {
    customerContacts(customerId: $customerId, first: 100) { nodes { id customerId isPrimary isActive } totalCount }
  }`;

  it('answers the contacts of that customer, the primary one first', async () => {
    const { data } = await server.ask(query, { customerId: '1' });

    const nodes = data.customerContacts.nodes as { customerId: string }[];
    expect(nodes[0]).toEqual({ id: '1', customerId: '1', isPrimary: true, isActive: true });
    expect(new Set(nodes.map(({ customerId }) => customerId))).toEqual(new Set(['1']));
  });

  it('puts a new primary contact first', async () => {
    const id = await addContact(server, { is_primary: '1' });

    const { data } = await server.ask(query, { customerId: '1' });

    expect(idsOf(data.customerContacts)[0]).toBe(id);
  });

  it('leaves inactive contacts out', async () => {
    const before = Number((await server.ask(query, { customerId: '1' })).data.customerContacts.totalCount);
    await addContact(server, { active: '0' });
    await addContact(server, { active: '1' });

    const { data } = await server.ask(query, { customerId: '1' });

    expect(data.customerContacts.totalCount).toBe(before + 1);
  });

  it('answers an empty page for a customer without contacts, whom Perfex answers with 404', async () => {
    const { data, errors } = await server.ask(query, { customerId: '999999' });

    expect(errors).toBeUndefined();
    expect(data.customerContacts).toEqual({ nodes: [], totalCount: 0 });
  });

  it.each(['', '0', 'search', '1/2'])('refuses the customer id %j and names it', async (customerId) => {
    const { errors } = await server.ask(query, { customerId });

    expect(onlyError(errors)).toEqual({ code: 'BAD_USER_INPUT', fields: ['customerId'] });
    expect(server.simulators.perfex.calls).toEqual([]);
  });
});

describe('searchContacts', () => {
  const query = `query ($term: String!) { searchContacts(term: $term, first: 100) { nodes { id } totalCount } }`;

  it.each([
    ['"first last"', 'ada lovelace', '1'],
    ['the e-mail address', 'grace.hopper@', '2'],
    ['a custom field', '1815-12-10', '1'],
  ])('finds by %s', async (_, term, id) => {
    const { data } = await server.ask(query, { term });

    expect(idsOf(data.searchContacts)).toEqual([id]);
  });

  it('finds by company', async () => {
    const { data } = await server.ask(query, { term: 'Analytical Engines' });

    expect(idsOf(data.searchContacts)).toEqual(expect.arrayContaining(['1', '2']));
  });

  it.each(['a/b & c=d?#%', 'Grüße, 世界', '../1'])('looks for exactly what was sent: %s', async (lastname) => {
    const id = await addContact(server, { lastname });

    const { data } = await server.ask(query, { term: lastname });

    expect(idsOf(data.searchContacts)).toEqual([id]);
  });

  it('answers an empty page where nothing matches, which Perfex answers with 404', async () => {
    const { data, errors } = await server.ask(query, { term: 'nobody has this' });

    expect(errors).toBeUndefined();
    expect(data.searchContacts).toEqual({ nodes: [], totalCount: 0 });
  });

  it.each(['', 'x'.repeat(201)])('refuses the term %j and names it', async (term) => {
    const { errors } = await server.ask(query, { term });

    expect(onlyError(errors)).toEqual({ code: 'BAD_USER_INPUT', fields: ['term'] });
  });
});

describe('recentContacts', () => {
  const query = `query ($createdAfter: DateTime, $createdBefore: DateTime) {
    recentContacts(createdAfter: $createdAfter, createdBefore: $createdBefore, first: 100) { nodes { id createdAt } }
  }`;

  it('answers the newest first, inactive ones too', async () => {
    const first = await addContact(server);
    const second = await addContact(server, { active: '0' });

    const { data } = await server.ask(query);

    expect(idsOf(data.recentContacts).slice(0, 2)).toEqual([second, first]);
    const times = (data.recentContacts.nodes as { createdAt: string }[]).map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort().reverse());
  });

  // Ada was created at 2024-01-08 16:03:03 and Grace at 2024-01-09 11:43:11, before everybody else.
  it.each([
    [{ createdBefore: '2024-01-08T23:00:00Z' }, ['1']],
    [{ createdBefore: '2024-01-09T12:00:00Z' }, ['2', '1']],
    [{ createdAfter: '2024-01-08T17:00:00Z', createdBefore: '2024-01-09T12:00:00Z' }, ['2']],
    [{ createdAfter: '2024-01-08T18:30:00+02:00', createdBefore: '2024-01-09T14:00:00+02:00' }, ['2']],
    [{ createdAfter: '2024-01-08T17:00:00Z', createdBefore: '2024-01-08T18:00:00Z' }, []],
    [{ createdAfter: '2999-01-01T00:00:00Z' }, []],
  ])('answers those created in a stretch of time: %j', async (stretch, ids) => {
    const { data, errors } = await server.ask(query, stretch);

    expect(errors).toBeUndefined();
    expect(idsOf(data.recentContacts)).toEqual(ids);
  });

  it('sends the bounds in the own time of the server', async () => {
    const { perfex } = server.simulators;
    const berlin = await startServer({
      PERFEX_URL: perfex.origin,
      PERFEX_TOKEN: perfex.key,
      PERFEX_TIMEZONE: 'Europe/Berlin',
    });
    try {
      // The row says 16:03:03, which in Berlin is an hour earlier in UTC.
      const inside = await berlin.ask(query, { createdBefore: '2024-01-08T15:30:00Z' });
      const outside = await berlin.ask(query, { createdBefore: '2024-01-08T15:00:00Z' });

      expect(inside.data.recentContacts.nodes).toEqual([{ id: '1', createdAt: '2024-01-08T15:03:03.000Z' }]);
      expect(outside.data.recentContacts.nodes).toEqual([]);
    } finally {
      await berlin.close();
    }
  });
});
