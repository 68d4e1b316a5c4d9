import { ErrorCode } from '../../../src/errors.js';
import { callScope } from '../../support/scope.js';
import { fixture } from './support.js';
import { draft, refusals, update, useScriptedPerfex } from './support-scripted.js';

const vendor = useScriptedPerfex();

describe('a creation', () => {
  test('answers the new id, sends nothing of what is off, and carries a key of its own', async () => {
    vendor.always(200, fixture('created'));
    const off = { isPrimary: false, permissions: [], notifications: { invoice: false } };
    expect(await vendor.source().createContact({ ...draft, ...off }, callScope())).toBe('8');
    expect(await vendor.source().createContact(draft, callScope())).toBe('8');
    expect(vendor.sent()).toEqual({
      customer_id: '2',
      firstname: 'Ada',
      lastname: 'Brandt',
      email: 'ada@example.com',
      direction: 'ltr',
      active: '1',
    });
    const [first, second] = vendor.requests.map(({ headers }) => headers['idempotency-key']);
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(second).not.toBe(first);
  });

  test.each([
    ['a text without JSON', 'created'],
    ['no id', { status: true }],
    ['an id that is none', { status: true, record_id: 'eight' }],
    ['status false', { status: false, record_id: 8 }],
  ])('%s is a bad response', async (_, body) => {
    vendor.always(200, body);
    await expect(vendor.source().createContact(draft, callScope())).rejects.toMatchObject({
      code: ErrorCode.VENDOR_BAD_RESPONSE,
    });
  });

  test('a customer id that is none is refused without a call', async () => {
    await expect(vendor.source().createContact({ ...draft, customerId: 'x' }, callScope())).rejects.toMatchObject({
      code: ErrorCode.BAD_USER_INPUT,
      fields: ['customerId'],
    });
    expect(vendor.requests).toHaveLength(0);
  });
});

describe('a refused write', () => {
  const writes = [
    ['a creation', () => vendor.source().createContact(draft, callScope())],
    ['an update', () => vendor.source().updateContact(update, callScope())],
  ] as const;

  test.each(writes)('%s: a taken e-mail is a conflict', async (_, write) => {
    vendor.always(409, refusals.emailTaken);
    await expect(write()).rejects.toMatchObject({ code: ErrorCode.CONFLICT, fields: ['email'] });
  });

  test.each(writes)('%s: refused values are named as the schema names them, in our words', async (_, write) => {
    vendor.always(422, refusals.validation);
    const error: unknown = await write().catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: ErrorCode.BAD_USER_INPUT,
      fields: ['customerId', 'phoneNumber', 'notifications.invoice'],
    });
    expect(String(error)).not.toContain('secret');
    expect(String(error)).not.toContain('surprise');
  });

  test.each(writes)('%s: a used-up quota is one here too', async (_, write) => {
    vendor.always(401, refusals.keyQuota);
    await expect(write()).rejects.toMatchObject({ code: ErrorCode.VENDOR_RATE_LIMITED });
  });
});

describe('an update', () => {
  const outcome = () => vendor.source().updateContact(update, callScope());

  test('is a PUT to the contact', async () => {
    vendor.always(200, { status: true, message: 'ok' });
    await outcome();
    expect(vendor.requests[0]).toMatchObject({ method: 'PUT', url: '/api/contacts/5' });
    expect(vendor.sent()).toEqual({ email: 'Ada@Example.com', title: 'Chief' });
  });

  test('that changes nothing succeeds', async () => {
    vendor.always(404, refusals.nothingChanged);
    await expect(outcome()).resolves.toBeUndefined();
  });

  test.each([
    ['409 for an unknown id', 409, refusals.unknownId, ErrorCode.NOT_FOUND],
    ['409 for another reason', 409, { status: false, message: 'x' }, ErrorCode.VENDOR_REJECTED],
    ['406', 406, { status: false }, ErrorCode.VENDOR_REJECTED],
    ['404 of a missing route', 404, '<h1>Not Found</h1>', ErrorCode.VENDOR_BAD_RESPONSE],
    ['404 with other words', 404, { status: false, message: 'x' }, ErrorCode.VENDOR_REJECTED],
    ['200 with status false', 200, { status: false }, ErrorCode.VENDOR_BAD_RESPONSE],
    ['200 without a body', 200, undefined, ErrorCode.VENDOR_BAD_RESPONSE],
  ])('%s', async (_, status, body, code) => {
    vendor.always(status, body);
    await expect(outcome()).rejects.toMatchObject({ code });
  });
});

describe('a deletion', () => {
  test.each([
    ['404 of the module is a contact that does not exist', 404, { status: false, message: 'x' }, ErrorCode.NOT_FOUND],
    ['404 of a missing route is not', 404, '<h1>Not Found</h1>', ErrorCode.VENDOR_BAD_RESPONSE],
    ['200 with status false is no deletion', 200, { status: false }, ErrorCode.VENDOR_BAD_RESPONSE],
  ])('%s', async (_, status, body, code) => {
    vendor.always(status, body);
    await expect(vendor.source().deleteContact('5', callScope())).rejects.toMatchObject({ code });
  });
});
