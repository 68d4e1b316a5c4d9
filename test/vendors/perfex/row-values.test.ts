import { TextDirection } from '../../../src/domain/contact.js';
import { ErrorCode } from '../../../src/errors.js';
import { callScope } from '../../support/scope.js';
import { row } from './support.js';
import { useScriptedPerfex } from './support-scripted.js';

const vendor = useScriptedPerfex();

/** Everything that could come in the place of any value; undefined is left out on the wire. */
const candidates: readonly unknown[] = [
  ...[undefined, null, true, false, [], ['1'], {}, { value: '1' }],
  ...[0, 1, 2, -1, 1.5, 2 ** 53 - 1, 2 ** 53],
  ...['', '0', '1', '2', '01', '1.5', '-1', ' 1', '1 ', '1\n', '１', 'true', 'private-value'],
  ...['ltr', 'rtl', 'LTR', '0000-00-00 00:00:00', '2024-02-29 23:59:59'],
];

/** What is taken, and what it is read as. Everything else is refused. */
type Taken = readonly (readonly [wire: unknown, read: unknown])[];

const texts = candidates.filter((candidate) => typeof candidate === 'string');

const id: Taken = [
  ...['0', '1', '2'].map((text) => [text, text] as const),
  ...[0, 1, 2, 2 ** 53 - 1].map((number) => [number, String(number)] as const),
];
const flag: Taken = [
  ...['1', 1, true].map((wire) => [wire, true] as const),
  ...['0', 0, false].map((wire) => [wire, false] as const),
];
const name: Taken = [[null, ''], ...texts.map((text) => [text, text] as const)];
const filledName: Taken = name.map(([wire, read]) => [wire, read || null] as const);
const direction: Taken = [
  ...[undefined, null, ''].map((wire) => [wire, null] as const),
  ['ltr', TextDirection.LTR],
  ['rtl', TextDirection.RTL],
];
const moment: Taken = [
  ...[undefined, null, '0000-00-00 00:00:00'].map((wire) => [wire, null] as const),
  ['2024-02-29 23:59:59', new Date('2024-02-29T23:59:59Z')],
];
const anything: Taken = candidates.map((candidate) => [candidate, candidate ?? null] as const);

describe('a contact row', () => {
  test.each<[field: string, read: string, taken: Taken]>([
    ['userid', 'customerId', id],
    ['is_primary', 'isPrimary', flag],
    ['firstname', 'firstName', name],
    ['lastname', 'lastName', name],
    ['email', 'emailRaw', filledName],
    ['phonenumber', 'phoneNumberRaw', filledName],
    ['title', 'title', filledName],
    ['datecreated', 'createdAt', moment],
    ['active', 'isActive', flag],
    ['profile_image', 'profileImage', [[undefined, null], ...filledName]],
    ['direction', 'direction', direction],
    ['invoice_emails', 'notifications.invoice', flag],
    ['estimate_emails', 'notifications.estimate', flag],
    ['credit_note_emails', 'notifications.creditNote', flag],
    ['contract_emails', 'notifications.contract', flag],
    ['task_emails', 'notifications.task', flag],
    ['project_emails', 'notifications.project', flag],
    ['ticket_emails', 'notifications.ticket', flag],
    ['last_login', 'lastLoginAt', moment],
    ['customfields', 'customFields', anything],
  ])('takes in %s what the contract allows, and nothing else', async (field, read, taken) => {
    const results = candidates.map((candidate, index) => ({
      index,
      status: true,
      result: row({ id: String(index + 1), [field]: candidate }),
    }));
    vendor.batchOf(...results);
    const ids = results.map(({ result }) => String(result['id']));
    const contacts = await vendor.source().readContacts(ids, callScope());
    for (const [index, candidate] of candidates.entries()) {
      const match = taken.find(([wire]) => JSON.stringify(wire) === JSON.stringify(candidate));
      const contact = contacts[index];
      if (match) {
        expect(contact).not.toBeInstanceOf(Error);
        expect(contact).toHaveProperty(read, match[1]);
      } else {
        expect(contact).toMatchObject({ code: ErrorCode.VENDOR_BAD_RESPONSE });
        expect(String(contact)).toContain(`contact.${field} is not`);
        expect(String(contact)).not.toContain('private-value');
      }
    }
  });

  test.each([['5'], [5]])('has the id %j', async (wire) => {
    vendor.batchOf({ index: 0, status: true, result: row({ id: wire }) });
    expect(await vendor.readOne()).toMatchObject({ id: '5' });
  });

  test.each([['05'], [' 5'], [5.5], [null], [['5']], [{}]])('has no id %j', async (wire) => {
    vendor.batchOf({ index: 0, status: true, result: row({ id: wire }) });
    expect(String(await vendor.readOne())).toContain('contact.id is not an id');
  });

  test.each([[null], ['private-value'], [7], [[row()]]])('is no %j', async (result) => {
    vendor.batchOf({ index: 0, status: true, result });
    const error = await vendor.readOne();
    expect(error).toMatchObject({ code: ErrorCode.VENDOR_BAD_RESPONSE });
    expect(String(error)).not.toContain('private-value');
  });
});

describe('a wrong row of a list', () => {
  const rows = [row(), row({ active: 'private-value' })];
  const window = { offset: 0, first: 2 };
  const readList = () => vendor.source().readCustomerContacts('2', window, callScope());

  test.each<[string, unknown, () => Promise<unknown>]>([
    ['contacts.1.active', rows, readList],
    ['contacts.data.1.active', { data: rows, meta: { page: 1, per_page: 2, total: 2 } }, readList],
    ['contacts.data', { data: {}, meta: { page: 1, per_page: 2, total: 2 } }, readList],
    ['contacts.meta', { data: [] }, readList],
    ['contacts.meta.total', { data: [], meta: { page: 1, per_page: 2, total: 'private-value' } }, readList],
  ])('is named by its place, %s', async (place, body, read) => {
    vendor.always(200, body);
    const error = await read().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: ErrorCode.VENDOR_BAD_RESPONSE });
    expect(String(error)).toContain(` ${place} is not`);
    expect(String(error)).not.toContain('private-value');
  });

  test.each([
    ['contacts_list.1.active', rows],
    ['contacts_list.data.1.active', { data: rows }],
    ['contacts_list', 'private-value'],
  ])('of recent contacts is named by its place, %s', async (place, result) => {
    vendor.batchOf({ index: 0, status: true, result });
    const error = await vendor
      .source()
      .readRecentContacts({}, window, callScope())
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: ErrorCode.VENDOR_BAD_RESPONSE });
    expect(String(error)).toContain(` ${place} is not`);
    expect(String(error)).not.toContain('private-value');
  });
});
