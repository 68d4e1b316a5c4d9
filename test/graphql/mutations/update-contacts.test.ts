import { startServer, type TestServer } from '../../support/server.js';
import { type BulkItem, contactSelection, errorSelection, errorsOf, readContact, type ReadContact } from './support.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  server.reset();
  await server.restart();
});

interface Payload {
  readonly contactId: string;
  readonly contact: ReadContact | null;
}

const updateContacts = (contacts: readonly Record<string, unknown>[]) =>
  server.ask<{ updateContacts: { results: BulkItem<Payload>[] } }>(
    `mutation ($input: UpdateContactsInput!) {
      updateContacts(input: $input) {
        results { index payload { contactId contact ${contactSelection} } ${errorSelection} }
      }
    }`,
    { input: { contacts } },
  );

describe('updateContacts', () => {
  it('gives each contact its own outcome, in the order sent, and lets no bad one stop the others', async () => {
    const before = await readContact(server, '1');
    const { data, errors } = await updateContacts([
      { id: '5', title: 'Five' },
      { id: '3', email: 'secret address' },
      { id: '99999', title: 'Nobody' },
      { id: '6', email: 'Ada.Lovelace@example.com' },
      { id: '7', phoneNumber: 'secret number' },
      { id: '8', customerId: '99', title: 'Elsewhere' },
      { id: 'secret', title: 'No id' },
      { id: '9', password: 'secre' },
      { id: '10', permissions: ['SUPPORT', 'INVOICES'] },
      { id: '1', notifications: { ticket: false } },
      { id: '2' },
    ]);
    expect(errors).toBeUndefined();
    const { results } = data.updateContacts;
    expect(results.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(results.map(({ error }) => error && [error.code, error.vendor, error.fields])).toEqual([
      null,
      ['BAD_USER_INPUT', null, ['email']],
      ['NOT_FOUND', 'PERFEX', []],
      ['CONFLICT', 'PERFEX', ['email']],
      ['BAD_USER_INPUT', null, ['phoneNumber']],
      ['BAD_USER_INPUT', null, ['customerId']],
      ['BAD_USER_INPUT', null, ['id']],
      ['BAD_USER_INPUT', null, ['password']],
      // Perfex calls this one failed, because it had these permissions already.
      null,
      null,
      null,
    ]);
    expect(JSON.stringify(results)).not.toMatch(/secre|ada\.lovelace.*CONFLICT/);
    expect(results.map(({ payload }) => payload?.contactId ?? null)).toEqual([
      '5',
      ...Array.from({ length: 7 }, () => null),
      '10',
      '1',
      '2',
    ]);
    expect(await readContact(server, '5')).toMatchObject({ title: 'Five' });
    const after = { ...before, notifications: { ...before?.notifications, ticket: false } };
    expect(results[9]?.payload?.contact).toEqual(after);
    expect(await readContact(server, '1')).toEqual(after);
  });

  it('changes in each contact what was sent and nothing else', async () => {
    const ids = ['1', '2', '7', '175'];
    const before = await Promise.all(ids.map((id) => readContact(server, id)));
    await updateContacts(ids.map((id) => ({ id, title: `Title ${id}` })));
    const after = await Promise.all(ids.map((id) => readContact(server, id)));
    expect(after).toEqual(before.map((contact) => ({ ...contact, title: `Title ${contact?.id}` })));
  });

  it('applies several changes of one contact in the order sent, each on what the one before left', async () => {
    const before = await readContact(server, '2');
    const { data } = await updateContacts([
      { id: '2', title: 'First', notifications: { invoice: true } },
      { id: '1', title: 'Another' },
      { id: '2', title: 'Second', notifications: { creditNote: false } },
      { id: '2', email: 'secret address' },
      { id: '2', title: 'Third', notifications: { invoice: false, task: true } },
    ]);
    expect(data.updateContacts.results.map(({ error }) => error?.code ?? null)).toEqual([
      null,
      null,
      null,
      'BAD_USER_INPUT',
      null,
    ]);
    expect(await readContact(server, '2')).toEqual({
      ...before,
      title: 'Third',
      notifications: { ...before?.notifications, creditNote: false, task: true },
    });
  });

  it.each([
    [
      'before',
      [
        { id: '2', isPrimary: true },
        { id: '1', title: 'Before' },
      ],
    ],
    [
      'behind',
      [
        { id: '1', title: 'Before' },
        { id: '2', isPrimary: true },
      ],
    ],
  ])('hands the primary flag over, where the one that loses it is changed %s', async (_, contacts) => {
    await updateContacts(contacts);
    expect(await readContact(server, '2')).toMatchObject({ isPrimary: true });
    expect(await readContact(server, '1')).toMatchObject({ isPrimary: false, title: 'Before' });
  });

  it('lets only one of two contacts have an e-mail address that both want', async () => {
    const { data } = await updateContacts([
      { id: '5', email: 'wanted@example.com' },
      { id: '6', email: 'Wanted@example.com' },
    ]);
    expect(data.updateContacts.results.map(({ error }) => error?.code ?? null)).toEqual([null, 'CONFLICT']);
  });

  it('waits for other requests that change the same contacts', async () => {
    const before = await readContact(server, '2');
    server.simulators.perfex.setFaults({ latency: 20 });
    await Promise.all([
      updateContacts([
        { id: '1', notifications: { invoice: false } },
        { id: '2', notifications: { invoice: true } },
      ]),
      updateContacts([
        { id: '2', notifications: { ticket: true } },
        { id: '1', notifications: { ticket: false } },
      ]),
    ]);
    server.simulators.perfex.setFaults({ latency: 0 });
    expect(await readContact(server, '2')).toEqual({
      ...before,
      notifications: { ...before?.notifications, invoice: true, ticket: true },
    });
    expect(await readContact(server, '1')).toMatchObject({
      notifications: { invoice: false, ticket: false, task: true },
    });
  });

  it.each([
    ['is down', { outage: true }, { code: 'VENDOR_UNAVAILABLE', retryable: true }],
    ['answers nonsense', { malformed: true }, { code: 'VENDOR_BAD_RESPONSE', retryable: false }],
    ['does not take the writes any more', { quota: 1 }, { code: 'VENDOR_RATE_LIMITED', retryable: true }],
  ])('gives each contact the error of a Perfex that %s', async (_, faults, expected) => {
    server.simulators.perfex.setFaults(faults);
    const { data, errors } = await updateContacts([
      { id: '1', title: 'A' },
      { id: '2', email: 'secret' },
      { id: '3', title: 'C' },
    ]);
    expect(errors).toBeUndefined();
    const [first, bad, third] = data.updateContacts.results;
    expect(bad?.error).toMatchObject({ code: 'BAD_USER_INPUT', vendor: null });
    for (const item of [first, third]) {
      expect(item?.payload).toBeNull();
      expect(item?.error).toMatchObject({ ...expected, vendor: 'PERFEX', fields: [], requestId: null });
    }
  });

  it('refuses no contact and more than 100 before anything is read', async () => {
    for (const wrong of [[], Array.from({ length: 101 }, (_, index) => ({ id: String(index + 1), title: 'X' }))]) {
      const answer = await updateContacts(wrong);
      expect(errorsOf(answer)).toEqual([{ path: ['updateContacts'], code: 'BAD_USER_INPUT', fields: ['contacts'] }]);
    }
    expect(server.simulators.perfex.calls).toHaveLength(0);
  });
});
