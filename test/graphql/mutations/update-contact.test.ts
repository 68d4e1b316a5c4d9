import { startServer, type TestServer } from '../../support/server.js';
import { bodiesOf, contactSelection, readContact, type ReadContact } from './support.js';

/** Primary, active, left to right, with every notification. */
const everythingOn = '1';
/** Primary, right to left, with every notification. */
const rightToLeft = '7';
/** Not primary, not active, no direction, one notification. */
const nearlyOff = '175';

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
  server.ask<{ updateContact: { contactId: string; warnings: string[]; contact: ReadContact } }>(
    `mutation ($input: UpdateContactInput!) {
      updateContact(input: $input) { contactId warnings contact ${contactSelection} }
    }`,
    { input },
  );

const puts = () => bodiesOf(server.simulators.perfex, 'PUT');

type Change = readonly [name: string, input: Record<string, unknown>, changed: Record<string, unknown>];

const changes: readonly Change[] = [
  ['first name', { firstName: 'Augusta' }, { firstName: 'Augusta' }],
  ['last name', { lastName: 'King' }, { lastName: 'King' }],
  ['e-mail address', { email: 'Ada@King.example' }, { email: 'ada@king.example' }],
  ['phone number', { phoneNumber: '030 901899' }, { phoneNumber: '+4930901899', phoneNumberRaw: '+4930901899' }],
  ['phone number away', { phoneNumber: '' }, { phoneNumber: null, phoneNumberRaw: null }],
  ['title', { title: 'Countess' }, { title: 'Countess' }],
  ['title away', { title: '' }, { title: null }],
  ['direction', { direction: 'RTL' }, { direction: 'RTL' }],
  ['direction back', { direction: 'LTR' }, { direction: 'LTR' }],
  ['password', { password: 'secret-pass' }, {}],
  ['primary flag off', { isPrimary: false }, { isPrimary: false }],
  ['primary flag on', { isPrimary: true }, { isPrimary: true }],
  ['active flag off', { isActive: false }, { isActive: false }],
  ['active flag on', { isActive: true }, { isActive: true }],
];

describe.each([
  ['that has everything on', everythingOn],
  ['that is written from right to left', rightToLeft],
  ['that has nearly everything off', nearlyOff],
])('updateContact of a contact %s', (_, id) => {
  it.each(changes)('changes the %s and nothing else', async (_name, input, changed) => {
    const before = await readContact(server, id);
    const { data, errors } = await update({ id, ...input });
    expect(errors).toBeUndefined();
    expect(data.updateContact.contactId).toBe(id);
    expect(data.updateContact.contact).toEqual({ ...before, ...changed });
    expect(await readContact(server, id)).toEqual({ ...before, ...changed });
  });

  it.each(['invoice', 'estimate', 'creditNote', 'contract', 'task', 'project', 'ticket'])(
    'switches the notification about %s on and off, and no other',
    async (name) => {
      const before = await readContact(server, id);
      for (const value of [false, true, false]) {
        await update({ id, notifications: { [name]: value } });
        expect(await readContact(server, id)).toEqual({
          ...before,
          notifications: { ...before?.notifications, [name]: value },
        });
      }
    },
  );
});

describe('updateContact', () => {
  it('sends what must not be cleared along with what is to change', async () => {
    await update({ id: everythingOn, title: 'Countess' });
    expect(puts()).toEqual([
      {
        title: 'Countess',
        email: 'ada.lovelace@example.com',
        is_primary: '1',
        invoice_emails: '1',
        estimate_emails: '1',
        credit_note_emails: '1',
        contract_emails: '1',
        task_emails: '1',
        project_emails: '1',
        ticket_emails: '1',
      },
    ]);
  });

  it('sends none of what is off, since its mere presence would switch it on', async () => {
    await update({ id: nearlyOff, title: 'Chef' });
    expect(puts()).toEqual([{ title: 'Chef', email: 'guenter.krueger@example.com', credit_note_emails: '1' }]);
  });

  it('takes null for a field that was not sent, in notifications too', async () => {
    const before = await readContact(server, everythingOn);
    const nulls = { firstName: null, isPrimary: null, isActive: null, direction: null, email: null, customerId: null };
    await update({ id: everythingOn, ...nulls, title: 'Countess', notifications: { invoice: null, ticket: false } });
    expect(await readContact(server, everythingOn)).toEqual({
      ...before,
      title: 'Countess',
      notifications: { ...before?.notifications, ticket: false },
    });
  });

  it('ends the primary flag of the contact that was primary before', async () => {
    await update({ id: '2', isPrimary: true });
    expect(await readContact(server, '2')).toMatchObject({ isPrimary: true });
    expect(await readContact(server, '1')).toMatchObject({ isPrimary: false });
  });

  it('loses nothing where two requests change one contact at the same time', async () => {
    const before = await readContact(server, '2');
    server.simulators.perfex.setFaults({ latency: 20 });
    await Promise.all([
      update({ id: '2', isPrimary: true }),
      update({ id: '2', notifications: { invoice: true } }),
      update({ id: '2', notifications: { ticket: true, creditNote: false } }),
      update({ id: '2', title: 'Commodore' }),
    ]);
    server.simulators.perfex.setFaults({ latency: 0 });
    expect(await readContact(server, '2')).toEqual({
      ...before,
      isPrimary: true,
      title: 'Commodore',
      notifications: { ...before?.notifications, invoice: true, ticket: true, creditNote: false },
    });
  });

  it('keeps a contact primary whose customer had another one that is changed at the same time', async () => {
    server.simulators.perfex.setFaults({ latency: 20 });
    await Promise.all([update({ id: '2', isPrimary: true }), update({ id: '1', title: 'Countess' })]);
    server.simulators.perfex.setFaults({ latency: 0 });
    expect(await readContact(server, '2')).toMatchObject({ isPrimary: true });
    expect(await readContact(server, '1')).toMatchObject({ isPrimary: false, title: 'Countess' });
  });

  it('keeps the password out of the log and out of the answer', async () => {
    const { data } = await update({ id: everythingOn, password: 'secret-pass' });
    expect(puts()).toMatchObject([{ password: 'secret-pass' }]);
    expect(JSON.stringify(data)).not.toContain('secret-pass');
    expect(server.log.join('\n')).not.toContain('secret-pass');
  });
});
