import { people, person } from './support.js';
import { type Row, useRawSimulator } from './support-raw.js';

const at = useRawSimulator();

describe('POST /batch', () => {
  const batch = (...operations: { tool: string; arguments: unknown }[]) => at.call('POST', '/batch', { operations });
  const get = (id: number) => ({ tool: 'contacts_get', arguments: { id } });
  const resultOf = async (tool: string, given: unknown) =>
    ((await batch({ tool, arguments: given })).body.results as Row[])[0] ?? {};

  test('answers each operation with its index, in another order, failures among them', async () => {
    const { status, body } = await batch(get(1), get(99), get(3));
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: false, completed: 2, failed: 1 });
    const results = body.results as { index: number; result?: Row }[];
    expect(results.map(({ index }) => index)).not.toEqual([0, 1, 2]);
    expect(results.find(({ index }) => index === 2)?.result).toMatchObject({
      id: '3',
      last_ip: expect.any(String) as string,
    });
    expect(results.find(({ index }) => index === 1)).toEqual({
      index: 1,
      tool: 'contacts_get',
      status: false,
      error: 'Contact not found',
    });
    expect((await batch(get(1))).body).toMatchObject({ status: true, completed: 1, failed: 0 });
  });

  test('takes 50 operations and refuses 51, or none', async () => {
    const many = (count: number) => batch(...Array.from({ length: count }, () => get(1)));
    expect(await many(50)).toMatchObject({ status: 200 });
    expect(await many(51)).toMatchObject({ status: 422, body: { error: 'validation_failed' } });
    expect(await many(0)).toMatchObject({ status: 422 });
  });

  test('contacts_list: newest first, inactive ones too, at most 100, between dates', async () => {
    await at.start({ people: [...people(120), person(121, { isActive: false })] });
    const list = async (given: unknown) =>
      ((await resultOf('contacts_list', given)).result as Row[]).map(({ id }) => id);
    expect(await list({ limit: 2, offset: 0 })).toEqual(['121', '120']);
    expect(await list({ limit: 500 })).toHaveLength(100);
    const bounds = { created_after: '2024-07-01 12:03:00', created_before: '2024-07-01 12:05:00' };
    expect(await list({ limit: 10, ...bounds })).toEqual(['5', '4', '3']);
  });

  test('contacts_search looks at names and e-mail only', async () => {
    expect((await resultOf('contacts_search', { q: 'first30', limit: 5 })).result).toMatchObject([{ id: '30' }]);
    expect((await resultOf('contacts_search', { q: 'Company', limit: 5 })).result).toEqual([]);
  });

  test('contacts_update is a PUT, traps included', async () => {
    const update = (id: number, data: Row) => resultOf('contacts_update', { id, data });
    const data = { email: 'person1@example.com' };
    expect(await update(1, data)).toMatchObject({ status: true });
    expect(await at.rowOf(1)).toMatchObject({ is_primary: '0', invoice_emails: '0' });
    expect(await update(1, data)).toMatchObject({ status: false, error: 'Client Update Fail.' });
    expect(await update(99, data)).toMatchObject({ status: false, error: 'Contact not found' });
    expect(await update(2, data)).toMatchObject({ status: false, error: 'This Email is already exists' });
    expect(await update(2, {})).toMatchObject({ status: false });
  });

  test('contacts_create inserts the password as it is, and a taken e-mail too', async () => {
    await resultOf('contacts_create', { customer_id: 1, email: 'person1@example.com', password: 'plain' });
    expect(await at.rowOf(31)).toMatchObject({ password: 'plain', email: 'person1@example.com' });
  });

  test('contacts_delete, and a tool that does not exist', async () => {
    expect(await resultOf('contacts_delete', { id: 1 })).toMatchObject({ status: true });
    expect(await resultOf('contacts_delete', { id: 1 })).toMatchObject({ status: false });
    expect(await resultOf('contacts_frobnicate', {})).toMatchObject({ status: false });
  });
});
