import { ContactPermission, TextDirection, type ContactUpdate } from '../../../src/domain/contact.js';
import { ErrorCode } from '../../../src/errors.js';
import { callScope } from '../../support/scope.js';
import { ids, useSimulatedPerfex } from './support-simulated.js';

const { INVOICES, SUPPORT, PROJECTS } = ContactPermission;
const at = useSimulatedPerfex();

describe('a new contact', () => {
  const draft = { customerId: '2', firstName: 'Ada', lastName: 'Brandt', email: 'ada@example.com' };

  test('is active and LTR unless told otherwise', async () => {
    await at.start();
    const id = await at.source.createContact(draft, callScope());
    expect(await at.readOne(id)).toMatchObject({
      id: '121',
      customerId: '2',
      isActive: true,
      isPrimary: false,
      direction: TextDirection.LTR,
      notifications: { invoice: false, ticket: false },
    });
    expect(at.simulator.permissionsOf(id)).toEqual([]);
  });

  test('has everything that was sent; the password went through the hashing route', async () => {
    await at.start();
    const id = await at.source.createContact(
      {
        ...draft,
        phoneNumber: '+49 30 901821',
        title: 'Buyer',
        password: 'Secret-Password-1',
        direction: TextDirection.RTL,
        isActive: false,
        isPrimary: true,
        permissions: [INVOICES, PROJECTS],
        notifications: { task: true, invoice: false },
      },
      callScope(),
    );
    expect(await at.readOne(id)).toMatchObject({
      phoneNumber: '+4930901821',
      title: 'Buyer',
      direction: TextDirection.RTL,
      isActive: false,
      isPrimary: true,
      notifications: { task: true, invoice: false },
    });
    expect(at.simulator.permissionsOf(id)).toEqual([INVOICES, PROJECTS]);
    expect(await at.readOne('11')).toMatchObject({ isPrimary: false });
    expect(JSON.stringify(at.simulator.calls)).not.toContain('contacts_create');
  });

  test('with a taken e-mail is a conflict; of an unknown customer bad input', async () => {
    await at.start();
    await expect(
      at.source.createContact({ ...draft, email: 'PERSON1@example.com' }, callScope()),
    ).rejects.toMatchObject({
      code: ErrorCode.CONFLICT,
      fields: ['email'],
    });
    await expect(at.source.createContact({ ...draft, customerId: '999' }, callScope())).rejects.toMatchObject({
      code: ErrorCode.BAD_USER_INPUT,
      fields: ['customerId'],
    });
  });
});

describe('an update', () => {
  beforeEach(() => at.start());

  test('changes what was sent and nothing else, in spite of the PUT', async () => {
    const before = await at.readOne('1');
    await at.source.updateContact(
      { current: before, change: { title: 'Chief' }, knownPermissions: [INVOICES, SUPPORT] },
      callScope(),
    );
    expect(await at.readOne('1')).toEqual({ ...before, title: 'Chief' });
    expect(at.simulator.permissionsOf('1')).toEqual([INVOICES, SUPPORT]);
  });

  test('clears permissions that nobody knows: there is no other way', async () => {
    await at.source.updateContact(await at.updateOf('1', { title: 'Chief' }), callScope());
    expect(at.simulator.permissionsOf('1')).toEqual([]);
  });

  test('to nothing succeeds', async () => {
    const update = await at.updateOf('1', {}, [INVOICES, SUPPORT]);
    await expect(at.source.updateContact(update, callScope())).resolves.toBeUndefined();
    expect(at.simulator.calls.at(-1)).toMatchObject({ method: 'PUT', status: 404 });
    expect(await at.source.updateContacts([update], callScope())).toEqual([null]);
  });

  test('can switch flags off as well as on', async () => {
    const change = { isPrimary: false, isActive: false, notifications: { invoice: false, task: true } };
    await at.source.updateContact(await at.updateOf('1', change), callScope());
    expect(await at.readOne('1')).toMatchObject({
      isPrimary: false,
      isActive: false,
      notifications: { invoice: false, task: true, ticket: true },
    });
  });

  test('of an unknown contact or to a taken e-mail', async () => {
    const update = await at.updateOf('1', { email: 'person2@example.com' });
    await expect(at.source.updateContact(update, callScope())).rejects.toMatchObject({ code: ErrorCode.CONFLICT });
    const unknown = { ...update, current: { ...update.current, id: '999' } };
    await expect(at.source.updateContact(unknown, callScope())).rejects.toMatchObject({ code: ErrorCode.NOT_FOUND });
  });

  test('100 of them are two calls, and each has its own outcome in the order given', async () => {
    const current = await at.source.readContacts(ids(1, 100), callScope());
    const updates = current.map((contact, position): ContactUpdate => {
      if (!contact || contact instanceof Error) throw new Error('expected a contact');
      if (position === 3) return { current: { ...contact, id: '999' }, change: {}, knownPermissions: undefined };
      if (position === 60)
        return { current: contact, change: { email: 'person1@example.com' }, knownPermissions: undefined };
      if (position === 70) return { current: { ...contact, emailRaw: null }, change: {}, knownPermissions: undefined };
      return { current: contact, change: { title: `Title ${contact.id}` }, knownPermissions: [PROJECTS] };
    });
    const before = at.simulator.calls.length;
    const outcomes = await at.source.updateContacts(updates, callScope());
    expect(at.simulator.calls.length - before).toBe(2);
    const codes = outcomes.map((outcome) => (outcome as { code?: ErrorCode } | null)?.code ?? null);
    const expected: (ErrorCode | null)[] = Array.from({ length: 100 }, () => null);
    expected[3] = ErrorCode.NOT_FOUND;
    expected[60] = ErrorCode.CONFLICT;
    expected[70] = ErrorCode.BAD_USER_INPUT;
    expect(codes).toEqual(expected);
    expect(await at.readOne('100')).toMatchObject({
      title: 'Title 100',
      notifications: { invoice: true, ticket: true },
    });
    expect(await at.readOne('11')).toMatchObject({ isPrimary: true });
    expect(at.simulator.permissionsOf('100')).toEqual([PROJECTS]);
  });

  test('a whole failed batch is the error of each of its updates', async () => {
    const updates = [await at.updateOf('1', { title: 'x' }), await at.updateOf('2', { title: 'x' })];
    at.simulator.setFaults({ errorRate: 1, errorStatus: 503 });
    expect(await at.source.updateContacts(updates, callScope())).toEqual([
      expect.objectContaining({ code: ErrorCode.VENDOR_UNAVAILABLE }),
      expect.objectContaining({ code: ErrorCode.VENDOR_UNAVAILABLE }),
    ]);
  });
});
