import { startServer, type TestServer } from '../../support/server.js';
import { bodiesOf, errorsOf, readContact, type ReadContact, requestsTo } from './support.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  server.reset();
  await server.restart();
});

const update = (input: Record<string, unknown>) =>
  server.ask<{ updateContact: { contactId: string; warnings: string[]; contact: Pick<ReadContact, 'title'> | null } }>(
    `mutation ($input: UpdateContactInput!) { updateContact(input: $input) { contactId warnings contact { title } } }`,
    { input },
  );

const puts = () => bodiesOf(server.simulators.perfex, 'PUT');

describe('updateContact', () => {
  it('refuses a customer that is not the one of the contact, and writes nothing', async () => {
    const answer = await update({ id: '1', customerId: '2', title: 'X' });
    expect(errorsOf(answer)).toEqual([{ path: ['updateContact'], code: 'BAD_USER_INPUT', fields: ['customerId'] }]);
    expect(puts()).toEqual([]);
  });

  it('takes the customer that is the one of the contact, and does not send it', async () => {
    const { errors } = await update({ id: '1', customerId: '1', title: 'X' });
    expect(errors).toBeUndefined();
    expect(puts()).toEqual([expect.not.objectContaining({ customer_id: expect.anything() as unknown })]);
    expect(await readContact(server, '1')).toMatchObject({ customerId: '1', title: 'X' });
  });

  it('answers NOT_FOUND for a contact that does not exist', async () => {
    const answer = await update({ id: '99999', title: 'X' });
    expect(errorsOf(answer)).toEqual([{ path: ['updateContact'], code: 'NOT_FOUND', vendor: 'PERFEX' }]);
    expect(answer.data).toEqual({ updateContact: null });
    expect(puts()).toEqual([]);
  });

  it('names the e-mail address that another contact has, and changes nothing', async () => {
    const before = await readContact(server, '1');
    const answer = await update({ id: '1', email: 'grace.hopper@example.org', title: 'X', isPrimary: false });
    expect(errorsOf(answer)).toEqual([
      { path: ['updateContact'], code: 'CONFLICT', vendor: 'PERFEX', fields: ['email'] },
    ]);
    expect(answer.errors?.[0]?.message).not.toContain('grace');
    expect(await readContact(server, '1')).toEqual(before);
  });

  it.each([
    ['id', { id: '1 or 2' }],
    ['firstName', { firstName: '' }],
    ['email', { email: 'secret address' }],
    ['phoneNumber', { phoneNumber: 'secret number' }],
    ['password', { password: 'secre' }],
    ['title', { title: 'secret'.repeat(17) }],
    ['permissions', { permissions: ['SUPPORT', 'SUPPORT'] }],
  ])('refuses a wrong %s without asking Perfex', async (field, wrong) => {
    const answer = await update({ id: '1', ...wrong });
    expect(errorsOf(answer)).toEqual([{ path: ['updateContact'], code: 'BAD_USER_INPUT', fields: [field] }]);
    expect(answer.errors?.[0]?.message).not.toMatch(/secre/);
    expect(server.simulators.perfex.calls).toHaveLength(0);
  });

  it('answers the error of the read that comes first, and writes nothing', async () => {
    server.simulators.perfex.setFaults({ outage: true });
    const answer = await update({ id: '1', title: 'X' });
    expect(errorsOf(answer)).toEqual([{ path: ['updateContact'], code: 'VENDOR_UNAVAILABLE', vendor: 'PERFEX' }]);
    expect(puts()).toEqual([]);
  });

  it('still answers the id, with an error on `contact` alone, where the contact cannot be read back', async () => {
    server.simulators.perfex.setFaults({ quota: 2 });
    const answer = await update({ id: '1', permissions: ['INVOICES'], title: 'X' });
    expect(answer.data.updateContact).toEqual({ contactId: '1', warnings: [], contact: null });
    expect(errorsOf(answer)).toEqual([
      { path: ['updateContact', 'contact'], code: 'VENDOR_RATE_LIMITED', vendor: 'PERFEX' },
    ]);
    server.simulators.perfex.setFaults({ quota: null });
    await server.restart();
    expect(await readContact(server, '1')).toMatchObject({ title: 'X' });
  });
});

describe('updateContact to what is there already', () => {
  it.each([
    ['nothing at all', {}],
    ['only nulls', { title: null, permissions: null, notifications: { invoice: null } }],
    ['a title', { title: 'Mathematician' }],
    ['flags', { isPrimary: true, isActive: true, direction: 'LTR' }],
    ['notifications', { notifications: { invoice: true, ticket: true } }],
    ['an e-mail address in other letters', { email: 'ADA.Lovelace@example.com' }],
    ['a phone number that is written in another way', { phoneNumber: '+49 30 901820' }],
  ])('succeeds without a write and without a warning: %s', async (_, same) => {
    const { data, errors } = await update({ id: '1', ...same });
    expect(errors).toBeUndefined();
    expect(data.updateContact).toEqual({ contactId: '1', warnings: [], contact: { title: 'Mathematician' } });
    expect(puts()).toEqual([]);
    expect(server.simulators.perfex.permissionsOf('1')).toEqual(['INVOICES', 'SUPPORT']);
  });

  it('succeeds where only Perfex can tell that nothing changes', async () => {
    const { data, errors } = await update({ id: '2', permissions: ['SUPPORT', 'INVOICES'] });
    expect(errors).toBeUndefined();
    expect(data.updateContact).toMatchObject({ contactId: '2', warnings: [] });
    expect(server.simulators.perfex.calls.find(({ method }) => method === 'PUT')).toMatchObject({
      url: '/api/contacts/2',
      status: 404,
    });
    expect(server.simulators.perfex.permissionsOf('2')).toEqual(['INVOICES', 'SUPPORT']);
  });

  it('reads the contact once, and once more for the payload', async () => {
    await update({ id: '1', title: 'Mathematician' });
    expect(requestsTo(server.simulators.perfex)).toEqual(['POST /api/batch', 'POST /api/batch']);
  });
});
