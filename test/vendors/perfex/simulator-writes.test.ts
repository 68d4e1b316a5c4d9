import { ContactPermission } from '../../../src/domain/contact.js';
import { noData, useRawSimulator } from './support-raw.js';

const at = useRawSimulator();

describe('POST /contacts', () => {
  const fields = { customer_id: '2', firstname: 'Ada', lastname: 'Brandt', email: 'ada@example.com' };

  test('takes JSON, and a form', async () => {
    const json = await at.call('POST', '/contacts', {
      ...fields,
      permissions: ['1', '6'],
      is_primary: '',
      password: 'x',
    });
    expect(json).toMatchObject({ status: 200, body: { status: true, record_id: 31 } });
    expect(at.simulator.permissionsOf('31')).toEqual([ContactPermission.INVOICES, ContactPermission.PROJECTS]);
    expect(await at.rowOf(31)).toMatchObject({ is_primary: '1', password: expect.stringMatching(/^\$2a\$/) as string });
    expect(await at.rowOf(11)).toMatchObject({ is_primary: '0' });
    const form = new URLSearchParams({ ...fields, email: 'b@example.com', 'permissions[]': '2', active: '0' });
    expect(await at.call('POST', '/contacts', form)).toMatchObject({ status: 200, body: { record_id: 32 } });
    expect(await at.rowOf(32)).toMatchObject({ firstname: 'Ada', active: '0' });
    expect(at.simulator.permissionsOf('32')).toEqual([ContactPermission.ESTIMATES]);
  });

  test('refuses what is missing, an unknown customer and a taken e-mail', async () => {
    expect(await at.call('POST', '/contacts', { customer_id: 2 })).toMatchObject({
      status: 422,
      body: { status: false, error: 'validation_failed', errors: { firstname: expect.any(String) as string } },
    });
    expect(await at.call('POST', '/contacts', { ...fields, customer_id: 99 })).toMatchObject({ status: 422 });
    expect(await at.call('POST', '/contacts', { ...fields, email: 'person1@example.com' })).toMatchObject({
      status: 409,
      body: { status: false, error: { email: 'This Email is already exists' } },
    });
  });

  test('with a key that it has seen replays the stored answer', async () => {
    const key = { 'Idempotency-Key': 'k1' };
    const first = await at.call('POST', '/contacts', fields, key);
    const second = await at.call('POST', '/contacts', fields, key);
    expect(second.body).toEqual(first.body);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(await at.call('GET', '/contacts/1/32')).toMatchObject(noData);
    at.simulator.reset();
    expect((await at.call('POST', '/contacts', fields, key)).headers.get('idempotency-replayed')).toBeNull();
  });
});

describe('PUT /contacts/{id}', () => {
  const email = 'person1@example.com';

  test('is no patch: what is not there of flags, notifications and permissions goes off', async () => {
    expect(await at.call('PUT', '/contacts/1', { email })).toMatchObject({ status: 200, body: { status: true } });
    expect(await at.rowOf(1)).toMatchObject({
      is_primary: '0',
      invoice_emails: '0',
      ticket_emails: '0',
      firstname: 'First1',
      active: '1',
    });
    expect(at.simulator.permissionsOf('1')).toEqual([]);
  });

  test('presence counts, whatever the value; setting the primary one unsets the other', async () => {
    await at.call('PUT', '/contacts/2', { email: 'person2@example.com', is_primary: '', task_emails: false });
    expect(await at.rowOf(2)).toMatchObject({ is_primary: '1', task_emails: '1' });
    expect(await at.rowOf(1)).toMatchObject({ is_primary: '0' });
    expect(await at.rowOf(11)).toMatchObject({ is_primary: '1' });
  });

  test('that changes nothing is a 404, the same permissions again included', async () => {
    const same = { email, is_primary: 1, invoice_emails: 1, ticket_emails: 1, permissions: ['5', '1'] };
    expect(await at.call('PUT', '/contacts/1', same)).toMatchObject({
      status: 404,
      body: { status: false, message: 'Client Update Fail.' },
    });
    expect(await at.call('PUT', '/contacts/1', { ...same, password: 'x' })).toMatchObject({ status: 200 });
  });

  test('refuses an unknown id, a taken e-mail, no e-mail and no body', async () => {
    expect(await at.call('PUT', '/contacts/99', { email })).toMatchObject({
      status: 409,
      body: { message: "Contact ID Doesn't Not Exist." },
    });
    expect(await at.call('PUT', '/contacts/2', { email })).toMatchObject({
      status: 409,
      body: { error: { email: 'This Email is already exists' } },
    });
    expect(await at.call('PUT', '/contacts/1', { firstname: 'x' })).toMatchObject({ status: 422 });
    expect(await at.call('PUT', '/contacts/1')).toMatchObject({ status: 406 });
    expect(await at.call('PUT', '/contacts/1', {})).toMatchObject({ status: 406 });
  });
});

test('DELETE answers 200, and 404 the second time', async () => {
  expect(await at.call('DELETE', '/contacts/1')).toMatchObject({ status: 200, body: { status: true } });
  expect(await at.call('DELETE', '/contacts/1')).toMatchObject({ status: 404, body: { status: false } });
});
