import { sandboxPeople } from '../../../src/sandbox/people.js';
import { type PerfexSimulator, startPerfexSimulator } from '../../../src/vendors/perfex/simulator.js';
import { startServer, type TestServer } from '../../support/server.js';
import { bodiesOf, requestsTo } from './support.js';

const contacts = Array.from({ length: 100 }, (_, index) => ({ id: String(index + 1), title: `Title ${index + 1}` }));

const bare = `mutation ($input: UpdateContactsInput!) {
  updateContacts(input: $input) { results { payload { contactId } error { code } } }
}`;
const withContact = `mutation ($input: UpdateContactsInput!) {
  updateContacts(input: $input) { results { payload { contact { id title } } error { code } } }
}`;

interface Operations {
  readonly operations: readonly { readonly tool: string; readonly arguments: { readonly id: number } }[];
}

describe('updateContacts at an installation of version 3', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());
  beforeEach(() => server.reset());

  const batches = () =>
    (bodiesOf(server.simulators.perfex, 'POST', '/batch') as Operations[]).map(({ operations }) => [
      operations[0]?.tool,
      operations.length,
    ]);

  it('reads and writes 100 contacts in two lists of operations each, and in nothing else', async () => {
    const { data } = await server.ask<{ updateContacts: { results: unknown[] } }>(bare, { input: { contacts } });
    expect(data.updateContacts.results).toEqual(
      contacts.map(({ id }) => ({ payload: { contactId: id }, error: null })),
    );
    expect(batches()).toEqual([
      ['contacts_get', 50],
      ['contacts_get', 50],
      ['contacts_update', 50],
      ['contacts_update', 50],
    ]);
    expect(server.simulators.perfex.calls).toHaveLength(4);
  });

  it('reads them back in two more where the payload is asked for them', async () => {
    const { data } = await server.ask<{ updateContacts: { results: unknown[] } }>(withContact, { input: { contacts } });
    expect(data.updateContacts.results).toEqual(contacts.map((contact) => ({ payload: { contact }, error: null })));
    expect(server.simulators.perfex.calls).toHaveLength(6);
  });

  it('writes only the contacts that change', async () => {
    await server.ask(bare, {
      input: {
        contacts: [
          { id: '1', title: 'Mathematician' },
          { id: '2', title: 'Commodore' },
          { id: '3', title: 'X' },
        ],
      },
    });
    const [, writes] = bodiesOf(server.simulators.perfex, 'POST', '/batch') as Operations[];
    expect(writes?.operations.map(({ arguments: { id } }) => id)).toEqual([2, 3]);
  });
});

describe('updateContacts at an installation of version 2', () => {
  let perfex: PerfexSimulator;
  let server: TestServer;
  beforeAll(async () => {
    perfex = await startPerfexSimulator({ people: sandboxPeople(), version: 2 });
    server = await startServer({ PERFEX_URL: perfex.origin, PERFEX_TOKEN: perfex.key });
  });
  afterAll(async () => {
    await server.close();
    await perfex.close();
  });

  it('reads and writes each contact by itself, and remembers that there is no batch', async () => {
    const few = [
      ...contacts.slice(0, 3),
      { id: '99999', title: 'Nobody' },
      { id: '5', email: 'ada.lovelace@example.com' },
    ];
    const first = await server.ask<{ updateContacts: { results: { error: { code: string } | null }[] } }>(bare, {
      input: { contacts: few },
    });
    expect(first.data.updateContacts.results.map(({ error }) => error?.code ?? null)).toEqual([
      null,
      null,
      null,
      'NOT_FOUND',
      'CONFLICT',
    ]);
    expect(requestsTo(perfex)).toEqual([
      'POST /api/batch',
      ...[1, 2, 3, 99999, 5].map((id) => `GET /api/contacts/1/${id}`),
      ...[1, 2, 3, 5].map((id) => `PUT /api/contacts/${id}`),
    ]);
    perfex.reset();
    const second = await server.ask(withContact, { input: { contacts: contacts.slice(0, 2) } });
    expect(second.data.updateContacts.results).toEqual(
      contacts.slice(0, 2).map((contact) => ({ payload: { contact }, error: null })),
    );
    expect(requestsTo(perfex)).not.toContain('POST /api/batch');
  });
});
