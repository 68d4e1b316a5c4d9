import { TextDirection } from '../../../src/domain/contact.js';
import { ErrorCode } from '../../../src/errors.js';
import { row } from './support.js';
import { secrets, useScriptedPerfex } from './support-scripted.js';

const vendor = useScriptedPerfex();

describe('a contact row', () => {
  test('becomes a contact, without its secrets', async () => {
    vendor.batchOf({ index: 0, status: true, result: row() });
    const read = await vendor.readOne('5', 'Europe/Berlin');
    expect(read).toEqual({
      id: '5',
      customerId: '2',
      isPrimary: true,
      firstName: 'Ada',
      lastName: 'Brandt',
      email: 'ada.brandt@example.com',
      emailRaw: 'Ada.Brandt@Example.com',
      phoneNumber: '+4930901820',
      phoneNumberRaw: '030 901820',
      title: 'Buyer',
      createdAt: new Date('2024-07-01T10:30:00Z'),
      isActive: true,
      profileImage: null,
      direction: TextDirection.RTL,
      notifications: {
        invoice: true,
        estimate: false,
        creditNote: true,
        contract: false,
        task: true,
        project: false,
        ticket: true,
      },
      lastLoginAt: null,
      customFields: [{ label: 'Region', value: 'North' }],
    });
    const text = JSON.stringify(read);
    for (const secret of secrets) expect(text).not.toContain(secret);
  });

  test('may come with real numbers and booleans', async () => {
    vendor.batchOf({
      index: '0',
      status: '1',
      result: row({ id: 5, userid: 2, is_primary: true, active: 0, task_emails: false }),
    });
    expect(await vendor.readOne()).toMatchObject({
      id: '5',
      customerId: '2',
      isPrimary: true,
      isActive: false,
      notifications: { task: false },
    });
  });

  test.each([
    [{ datecreated: null }, { createdAt: null }],
    [{ datecreated: '0000-00-00 00:00:00' }, { createdAt: null }],
    [{ last_login: '2024-01-31 23:59:59' }, { lastLoginAt: new Date('2024-01-31T23:59:59Z') }],
    [{ direction: null }, { direction: null }],
    [{ direction: '' }, { direction: null }],
    [{ direction: 'ltr' }, { direction: TextDirection.LTR }],
    [{ phonenumber: 'call reception' }, { phoneNumber: null, phoneNumberRaw: 'call reception' }],
    [{ phonenumber: '' }, { phoneNumber: null, phoneNumberRaw: null }],
    [{ email: 'nobody' }, { email: null, emailRaw: 'nobody' }],
    [{ title: '' }, { title: null }],
    [{ profile_image: 'ada.png' }, { profileImage: 'ada.png' }],
    [{ customfields: undefined }, { customFields: null }],
  ])('with %j reads %j', async (wire, expected) => {
    vendor.batchOf({ index: 0, status: true, result: row(wire) });
    expect(await vendor.readOne()).toMatchObject(expected);
  });

  test.each([
    ['id', { id: 'private-value' }],
    ['userid', { userid: 'private-value' }],
    ['is_primary', { is_primary: 'private-value' }],
    ['active', { active: '' }],
    ['ticket_emails', { ticket_emails: undefined }],
    ['firstname', { firstname: 7 }],
    ['direction', { direction: 'private-value' }],
    ['datecreated', { datecreated: 'private-value' }],
    ['datecreated', { datecreated: '' }],
    ['datecreated', { datecreated: '2024-02-30 10:00:00' }],
    ['last_login', { last_login: '2024-13-01 10:00:00' }],
  ])('with a wrong %s is a bad response that names the place and not the value', async (place, wire) => {
    vendor.batchOf({ index: 0, status: true, result: row(wire) });
    const error = await vendor.readOne();
    expect(error).toMatchObject({ code: ErrorCode.VENDOR_BAD_RESPONSE });
    expect(String(error)).toContain(`contact.${place}`);
    expect(String(error)).not.toContain('private-value');
  });
});
