import { startServer, type TestServer } from '../../support/server.js';
import { bodiesOf, contactSelection, errorsOf, readContact, type ReadContact, requestsTo } from './support.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  server.reset();
  await server.restart();
});

const create = (input: Record<string, unknown>) =>
  server.ask<{ createContact: { contactId: string; warnings: string[]; contact: ReadContact | null } }>(
    `mutation ($input: CreateContactInput!) {
      createContact(input: $input) { contactId warnings contact ${contactSelection} }
    }`,
    { input },
  );

const hedy = { customerId: '2', firstName: 'Hedy', lastName: 'Lamarr', email: 'Hedy.Lamarr@Example.com' };

const noNotifications = {
  invoice: false,
  estimate: false,
  creditNote: false,
  contract: false,
  task: false,
  project: false,
  ticket: false,
};

describe('createContact', () => {
  it('creates an active contact whose language runs left to right unless told otherwise, and reads it back', async () => {
    const { data, errors } = await create(hedy);
    expect(errors).toBeUndefined();
    const { contactId, contact, warnings } = data.createContact;
    expect(bodiesOf(server.simulators.perfex, 'POST', '/contacts')).toEqual([
      {
        customer_id: '2',
        firstname: 'Hedy',
        lastname: 'Lamarr',
        email: 'hedy.lamarr@example.com',
        active: '1',
        direction: 'ltr',
      },
    ]);
    expect(warnings).toEqual([]);
    expect(contact).toEqual({
      id: contactId,
      customerId: '2',
      isPrimary: false,
      isActive: true,
      firstName: 'Hedy',
      lastName: 'Lamarr',
      email: 'hedy.lamarr@example.com',
      phoneNumber: null,
      phoneNumberRaw: null,
      title: null,
      direction: 'LTR',
      notifications: noNotifications,
    });
    expect(await readContact(server, contactId)).toEqual(contact);
    expect(server.simulators.perfex.permissionsOf(contactId)).toEqual([]);
  });

  it('stores everything that it is told', async () => {
    const { data } = await create({
      ...hedy,
      phoneNumber: '030 901821',
      title: 'Inventor',
      direction: 'RTL',
      isActive: false,
      isPrimary: true,
      permissions: ['INVOICES', 'CONTRACTS', 'PROJECTS'],
      notifications: { invoice: true, creditNote: true, ticket: false, task: null },
    });
    const { contactId } = data.createContact;
    expect(await readContact(server, contactId)).toMatchObject({
      phoneNumber: '+4930901821',
      phoneNumberRaw: '+4930901821',
      title: 'Inventor',
      direction: 'RTL',
      isActive: false,
      isPrimary: true,
      notifications: { ...noNotifications, invoice: true, creditNote: true },
    });
    expect(server.simulators.perfex.permissionsOf(contactId)).toEqual(['INVOICES', 'CONTRACTS', 'PROJECTS']);
  });

  it('hands the password to Perfex through the route that hashes it, and to nobody else', async () => {
    const { data } = await create({ ...hedy, password: 'secret-pass' });
    expect(requestsTo(server.simulators.perfex)[0]).toBe('POST /api/contacts');
    expect(bodiesOf(server.simulators.perfex, 'POST', '/contacts')).toMatchObject([{ password: 'secret-pass' }]);
    expect(JSON.stringify(data)).not.toContain('secret-pass');
    expect(server.log.join('\n')).not.toContain('secret-pass');
  });

  it('still answers the id, with an error on `contact` alone, where the contact cannot be read back', async () => {
    server.simulators.perfex.setFaults({ quota: 1 });
    const answer = await create(hedy);
    const { contactId } = answer.data.createContact;
    expect(answer.data.createContact).toEqual({ contactId, warnings: [], contact: null });
    expect(errorsOf(answer)).toEqual([
      { path: ['createContact', 'contact'], code: 'VENDOR_RATE_LIMITED', vendor: 'PERFEX' },
    ]);
    server.simulators.perfex.setFaults({ quota: null });
    await server.restart();
    expect(await readContact(server, contactId)).toMatchObject({ firstName: 'Hedy' });
  });

  it('refuses an e-mail address that another contact has, however it is written', async () => {
    const answer = await create({ ...hedy, email: 'Ada.Lovelace@EXAMPLE.com' });
    expect(errorsOf(answer)).toEqual([
      { path: ['createContact'], code: 'CONFLICT', vendor: 'PERFEX', fields: ['email'] },
    ]);
    expect(answer.errors?.[0]?.message).not.toMatch(/ada/i);
    expect(answer.data).toEqual({ createContact: null });
  });

  it('names the customer that does not exist', async () => {
    expect(errorsOf(await create({ ...hedy, customerId: '99999' }))).toEqual([
      { path: ['createContact'], code: 'BAD_USER_INPUT', vendor: 'PERFEX', fields: ['customerId'] },
    ]);
  });

  it.each([
    ['customerId', { customerId: 'secret' }],
    ['firstName', { firstName: '' }],
    ['email', { email: 'secret address' }],
    ['phoneNumber', { phoneNumber: 'secret number' }],
    ['password', { password: 'secre' }],
    ['permissions', { permissions: ['INVOICES', 'INVOICES'] }],
  ])('refuses a wrong %s without asking Perfex', async (field, wrong) => {
    const answer = await create({ ...hedy, ...wrong });
    expect(errorsOf(answer)).toEqual([{ path: ['createContact'], code: 'BAD_USER_INPUT', fields: [field] }]);
    expect(answer.errors?.[0]?.message).not.toMatch(/secre/);
    expect(server.simulators.perfex.calls).toHaveLength(0);
  });

  it('gives a new contact none of the permissions of an earlier one with the same id', async () => {
    const first = await create({ ...hedy, permissions: ['INVOICES', 'SUPPORT'] });
    server.reset();
    const second = await create(hedy);
    const { contactId } = second.data.createContact;
    expect(contactId).toBe(first.data.createContact.contactId);
    const { data } = await server.ask(
      `mutation ($id: ID!) { updateContact(input: { id: $id, title: "Actress" }) { warnings } }`,
      { id: contactId },
    );
    expect(data).toEqual({ updateContact: { warnings: ['PERMISSIONS_CLEARED'] } });
    expect(server.simulators.perfex.permissionsOf(contactId)).toEqual([]);
  });
});

describe('deleteContact', () => {
  const remove = (id: string) =>
    server.ask<{ deleteContact: { contactId: string } }>(
      'mutation ($id: ID!) { deleteContact(input: { id: $id }) { contactId } }',
      { id },
    );

  it('deletes the contact and no other', async () => {
    const { data, errors } = await remove('2');
    expect(errors).toBeUndefined();
    expect(data.deleteContact).toEqual({ contactId: '2' });
    expect(requestsTo(server.simulators.perfex)).toEqual(['DELETE /api/contacts/2']);
    expect(await readContact(server, '2')).toBeNull();
    expect(await readContact(server, '1')).not.toBeNull();
  });

  it('answers NOT_FOUND for a contact that does not exist (any more)', async () => {
    await remove('2');
    for (const id of ['2', '99999'])
      expect(errorsOf(await remove(id))).toEqual([{ path: ['deleteContact'], code: 'NOT_FOUND', vendor: 'PERFEX' }]);
  });

  it('refuses an id that is none, without asking Perfex', async () => {
    expect(errorsOf(await remove('2 or 1'))).toEqual([
      { path: ['deleteContact'], code: 'BAD_USER_INPUT', fields: ['id'] },
    ]);
    expect(server.simulators.perfex.calls).toHaveLength(0);
  });
});
