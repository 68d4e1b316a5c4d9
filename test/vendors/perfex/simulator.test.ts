import { ContactPermission } from '../../../src/domain/contact.js';
import { person } from './support.js';
import { noData, type Row, useRawSimulator } from './support-raw.js';

const at = useRawSimulator();

describe('reading', () => {
  test('GET /contacts is no list', async () => expect(await at.call('GET', '/contacts')).toMatchObject(noData));

  test('GET /contacts/{customer}: an array of the active contacts, primary first, then by id', async () => {
    await at.start({
      people: [
        person(1, { isPrimary: false }),
        person(2, { isActive: false }),
        person(4, { isPrimary: true }),
        person(3),
        person(11),
      ],
    });
    const { status, body } = await at.call('GET', '/contacts/1');
    expect(status).toBe(200);
    expect((body as unknown as Row[]).map(({ id }) => id)).toEqual(['4', '1', '3']);
    expect(await at.call('GET', '/contacts/99')).toMatchObject(noData);
  });

  test('GET /contacts/{anything}/{id}: one contact, texts everywhere, with its secrets', async () => {
    const { body } = await at.call('GET', '/contacts/anything/1');
    expect(body).toMatchObject({
      id: '1',
      userid: '1',
      is_primary: '1',
      active: '1',
      datecreated: '2024-07-01 12:01:00',
      last_login: null,
      direction: 'ltr',
      invoice_emails: '1',
      task_emails: '0',
      password: expect.stringMatching(/^\$2a\$/) as string,
      new_pass_key: expect.any(String) as string,
      last_ip: expect.any(String) as string,
    });
    expect(body).not.toHaveProperty('customfields');
    expect(await at.call('GET', '/contacts/1/99')).toMatchObject(noData);
  });

  test('rows have custom fields where the installation has some', async () => {
    await at.start({ people: [person(1), person(2, { customFields: { Region: 'North' } })] });
    expect(await at.rowOf(1)).toMatchObject({ customfields: [] });
    expect(await at.rowOf(2)).toMatchObject({ customfields: [{ label: 'Region', value: 'North' }] });
  });

  test('dates are in the time of the server', async () => {
    await at.start({ timezone: 'Asia/Tokyo' });
    expect(await at.rowOf(1)).toMatchObject({ datecreated: '2024-07-01 21:01:00' });
  });

  test('a search, by path or by q, over active customers, answers secrets too', async () => {
    await at.start({ inactiveCustomers: [2] });
    const byPath = await at.call('GET', '/contacts/search/first1%20last1');
    expect(byPath.body).toMatchObject([{ id: '1', company: 'Company 1', password: expect.any(String) as string }]);
    const byQuery = await at.call('GET', '/contacts/search?q=Company%202');
    expect(byQuery).toMatchObject(noData);
    expect((await at.call('GET', '/contacts/search?q=Company%203')).body).toHaveLength(10);
    expect(await at.call('GET', '/contacts/search?q=')).toMatchObject(noData);
  });

  test('pages, and the last one again past the end', async () => {
    const page = (number: number) => at.call('GET', `/contacts/1?page=${number}&per_page=4`);
    const { body } = await page(2);
    expect(body.meta).toEqual({ page: 2, per_page: 4, total: 10, total_pages: 3, has_more: true });
    const last = (await page(3)).body;
    expect((last.data as Row[]).map(({ id }) => id)).toEqual(['9', '10']);
    expect((await page(9)).body).toEqual(last);
    expect(last.meta).toMatchObject({ page: 3, has_more: false });
  });

  test('version 2 knows no pages and no batch', async () => {
    await at.start({ version: 2 });
    expect((await at.call('GET', '/contacts/1?page=2&per_page=4')).body).toHaveLength(10);
    expect(await at.call('POST', '/batch', { operations: [] })).toMatchObject({ status: 404 });
    expect(at.simulator.calls.at(-1)).toMatchObject({ url: '/api/batch', status: 404 });
  });
});

describe('the token and its quota', () => {
  test('a bad token is 401, more than ten of them within a minute 429', async () => {
    let now = 1_000_000_000_000;
    await at.start({ now: () => now });
    const knock = async (headers: Record<string, string>) =>
      (await at.call('GET', '/contacts/1', undefined, headers)).status;
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 11; attempt += 1) statuses.push(await knock({ authtoken: 'wrong' }));
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    expect(await knock({})).toBe(200);
    now += 60_001;
    expect(await knock({ authtoken: 'wrong' })).toBe(401);
  });

  test('a used-up quota is 401 with its own message, and each answer tells what is left', async () => {
    const now = 1_000_000_000_000;
    await at.start({ now: () => now, perMinute: 2 });
    const first = await at.call('GET', '/contacts/1');
    expect(first.headers.get('x-ratelimit-limit')).toBe('2');
    expect(first.headers.get('x-ratelimit-remaining')).toBe('1');
    expect(first.headers.get('x-ratelimit-reset')).toBe(String(now / 1000 + 60));
    await at.call('GET', '/contacts/1');
    const over = await at.call('GET', '/contacts/1');
    expect(over).toMatchObject({
      status: 401,
      body: { status: false, message: 'This API key has reached the time limit for this method' },
    });
    expect(over.headers.get('x-ratelimit-remaining')).toBe('0');
  });

  test('there is none unless one is set', async () => {
    expect((await at.call('GET', '/contacts/1')).headers.get('x-ratelimit-limit')).toBeNull();
    at.simulator.setFaults({ quota: 0 });
    expect(await at.call('GET', '/contacts/1')).toMatchObject({ status: 401 });
  });
});

test('a reset brings the seeded contacts back', async () => {
  await at.call('DELETE', '/contacts/1');
  await at.call('PUT', '/contacts/2', { email: 'person2@example.com', is_primary: '1' });
  at.simulator.reset();
  expect(await at.rowOf(1)).toMatchObject({ id: '1', is_primary: '1' });
  expect(await at.rowOf(2)).toMatchObject({ is_primary: '0' });
  expect(at.simulator.permissionsOf('1')).toEqual([ContactPermission.INVOICES, ContactPermission.SUPPORT]);
});
