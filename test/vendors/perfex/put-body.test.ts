import fc from 'fast-check';
import {
  type Contact,
  type ContactChange,
  type ContactNotifications,
  ContactPermission,
  TextDirection,
} from '../../../src/domain/contact.js';
import { ErrorCode } from '../../../src/errors.js';
import { putBody } from '../../../src/vendors/perfex/put-body.js';
import { contact, silent } from './support.js';

const wireNames: Readonly<Record<keyof ContactNotifications, string>> = {
  invoice: 'invoice_emails',
  estimate: 'estimate_emails',
  creditNote: 'credit_note_emails',
  contract: 'contract_emails',
  task: 'task_emails',
  project: 'project_emails',
  ticket: 'ticket_emails',
};
const { INVOICES, ESTIMATES, CONTRACTS, PROPOSALS, SUPPORT, PROJECTS } = ContactPermission;

interface Case {
  readonly name: string;
  readonly current?: Partial<Contact>;
  readonly change?: ContactChange;
  readonly knownPermissions?: readonly ContactPermission[];
  readonly body: Readonly<Record<string, unknown>>;
}

const email = 'Ada@Example.com';

describe('the body of a PUT', () => {
  test.each<Case>([
    { name: 'an empty change sends the e-mail as Perfex holds it', body: { email } },
    { name: 'a new e-mail replaces it', change: { email: 'new@example.com' }, body: { email: 'new@example.com' } },
    { name: 'names', change: { firstName: 'A', lastName: '' }, body: { email, firstname: 'A', lastname: '' } },
    {
      name: 'an empty text removes the number and the title',
      current: { phoneNumberRaw: '1', title: 'x' },
      change: { phoneNumber: '', title: '' },
      body: { email, phonenumber: '', title: '' },
    },
    { name: 'a direction', change: { direction: TextDirection.RTL }, body: { email, direction: 'rtl' } },
    { name: 'a password', change: { password: 'Secret-1' }, body: { email, password: 'Secret-1' } },
    { name: 'a contact that is switched off', change: { isActive: false }, body: { email, active: '0' } },
    { name: 'a contact that is switched on', change: { isActive: true }, body: { email, active: '1' } },
    { name: 'what is active stays unsaid', current: { isActive: false }, body: { email } },
    { name: 'a primary contact stays primary', current: { isPrimary: true }, body: { email, is_primary: '1' } },
    { name: 'a contact becomes primary', change: { isPrimary: true }, body: { email, is_primary: '1' } },
    {
      name: 'a contact stops being primary by leaving the key out',
      current: { isPrimary: true },
      change: { isPrimary: false },
      body: { email },
    },
    {
      name: 'known permissions are sent again',
      knownPermissions: [INVOICES, SUPPORT],
      body: { email, permissions: ['1', '5'] },
    },
    {
      name: 'permissions of the change win over the known ones',
      change: { permissions: [ESTIMATES, CONTRACTS, PROPOSALS, PROJECTS] },
      knownPermissions: [INVOICES],
      body: { email, permissions: ['2', '3', '4', '6'] },
    },
    {
      name: 'no permissions at all are told by leaving the key out',
      change: { permissions: [] },
      knownPermissions: [INVOICES],
      body: { email },
    },
    { name: 'unknown permissions are left out', knownPermissions: undefined, body: { email } },
    { name: 'known to be none, they are left out', knownPermissions: [], body: { email } },
    {
      name: 'notifications: on stays on, off stays off, and the change wins',
      current: { notifications: { ...silent, invoice: true, task: true } },
      change: { notifications: { task: false, ticket: true, project: false } },
      body: { email, invoice_emails: '1', ticket_emails: '1' },
    },
  ])('$name', ({ current, change = {}, knownPermissions, body }) => {
    expect(putBody({ current: contact(current), change, knownPermissions })).toEqual(body);
  });

  test.each(Object.entries(wireNames))('%s has a key of its own, %s', (name, key) => {
    const current = contact({ notifications: { ...silent, [name]: true } });
    expect(putBody({ current, change: {}, knownPermissions: undefined })).toEqual({ email, [key]: '1' });
  });

  test('a flag or notification is there exactly when it is to be on', () => {
    const flags = fc.record({
      invoice: fc.boolean(),
      estimate: fc.boolean(),
      creditNote: fc.boolean(),
      contract: fc.boolean(),
      task: fc.boolean(),
      project: fc.boolean(),
      ticket: fc.boolean(),
    });
    const wish = fc.option(fc.boolean(), { nil: undefined });
    const wishes = fc.record({
      invoice: wish,
      estimate: wish,
      creditNote: wish,
      contract: wish,
      task: wish,
      project: wish,
      ticket: wish,
    });
    fc.assert(
      fc.property(flags, wishes, fc.boolean(), wish, (notifications, wanted, wasPrimary, isPrimary) => {
        const body = putBody({
          current: contact({ notifications, isPrimary: wasPrimary }),
          change: { notifications: wanted, isPrimary },
          knownPermissions: undefined,
        });
        for (const [name, key] of Object.entries(wireNames) as [keyof ContactNotifications, string][]) {
          expect(key in body).toBe(wanted[name] ?? notifications[name]);
        }
        expect('is_primary' in body).toBe(isPrimary ?? wasPrimary);
      }),
    );
  });

  test('without any e-mail address there is none, and the error says what to send', () => {
    const build = () =>
      putBody({ current: contact({ email: null, emailRaw: null }), change: {}, knownPermissions: undefined });
    expect(build).toThrow(expect.objectContaining({ code: ErrorCode.BAD_USER_INPUT, fields: ['email'] }));
  });
});
