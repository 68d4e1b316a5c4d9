import { ErrorCode } from '../../../src/errors.js';
import { callScope } from '../../support/scope.js';
import { row } from './support.js';
import { refusals, secrets, useScriptedPerfex } from './support-scripted.js';

const vendor = useScriptedPerfex();

describe('a list', () => {
  const window = { offset: 0, first: 2 };
  const meta = { page: 1, per_page: 2, total: 3, total_pages: 2, has_more: true };

  test('of a page, with numbers as texts', async () => {
    vendor.always(200, { data: [row(), row({ id: '6' })], meta: { ...meta, page: '1', per_page: '2', total: '3' } });
    const slice = await vendor.source().readCustomerContacts('2', window, callScope());
    expect(slice).toMatchObject({ items: [{ id: '5' }, { id: '6' }], hasNextPage: true, totalCount: 3 });
    for (const secret of secrets) expect(JSON.stringify(slice)).not.toContain(secret);
  });

  test.each([[{ page: 1 }], [{ page: 3 }]])('past its end repeats no row when the vendor says %j', async (said) => {
    vendor.always(200, { data: [row()], meta: { ...meta, ...said, total: 3, has_more: false } });
    expect(await vendor.source().readCustomerContacts('2', { offset: 4, first: 2 }, callScope())).toEqual({
      items: [],
      hasNextPage: false,
      totalCount: 3,
    });
  });

  test('that is another page than the one asked for is a bad response', async () => {
    vendor.always(200, { data: [row()], meta: { ...meta, page: 1, total: 9 } });
    await expect(vendor.source().readCustomerContacts('2', { offset: 4, first: 2 }, callScope())).rejects.toMatchObject(
      {
        code: ErrorCode.VENDOR_BAD_RESPONSE,
      },
    );
  });

  test('with a contact of another customer is a bad response', async () => {
    vendor.always(200, [row({ userid: '3' })]);
    await expect(vendor.source().readCustomerContacts('2', window, callScope())).rejects.toMatchObject({
      code: ErrorCode.VENDOR_BAD_RESPONSE,
    });
  });

  test('of two pages gives a row that moved between them once', async () => {
    const rows = Array.from({ length: 101 }, (_, index) => row({ id: String(index + 1) }));
    vendor.script(({ url }) => {
      const page = Number(new URL(url, 'http://perfex').searchParams.get('page'));
      const data = page === 1 ? rows.slice(0, 100) : [rows[99], rows[100]];
      return { status: 200, body: { data, meta: { page, per_page: 100, total: 102 } } };
    });
    const slice = await vendor.source().readCustomerContacts('2', { offset: 50, first: 100 }, callScope());
    expect(slice.items.map(({ id }) => id)).toEqual(rows.slice(50).map(({ id }) => id));
  });

  test('a term goes out whole, slashes and all', async () => {
    vendor.always(404, refusals.noData);
    await vendor.source().searchContacts('a/b & c?', window, callScope());
    const url = new URL(vendor.requests[0]?.url ?? '', 'http://perfex');
    expect(url.pathname).toBe('/api/contacts/search');
    expect(Object.fromEntries(url.searchParams)).toEqual({ q: 'a/b & c?', page: '1', per_page: '2' });
  });

  test('404 without the words for an empty list is no empty list', async () => {
    vendor.always(404, '<h1>Not Found</h1>');
    await expect(vendor.source().searchContacts('x', window, callScope())).rejects.toMatchObject({
      code: ErrorCode.VENDOR_BAD_RESPONSE,
    });
  });
});
