import { ErrorCode } from '../../../src/errors.js';
import { callScope } from '../../support/scope.js';
import { contact, fixture, row } from './support.js';
import { refusals, update, useScriptedPerfex } from './support-scripted.js';

const vendor = useScriptedPerfex();

describe('a batch', () => {
  test('is matched by index: the fixture of two operations, in another order than asked', async () => {
    vendor.always(200, fixture('batch'));
    const [found, missing] = await vendor.source().readContacts(['5', '6'], callScope());
    expect(found).toMatchObject({
      id: '5',
      isActive: false,
      createdAt: null,
      phoneNumberRaw: null,
      customFields: null,
    });
    expect(missing).toBeNull();
    expect(vendor.requests).toHaveLength(1);
    expect(vendor.requests[0]).toMatchObject({ method: 'POST', url: '/api/batch' });
    expect(vendor.requests[0]?.headers).toMatchObject({ authtoken: 'token-of-the-test' });
    expect(vendor.sent()).toEqual({
      operations: [
        { tool: 'contacts_get', arguments: { id: 5 } },
        { tool: 'contacts_get', arguments: { id: 6 } },
      ],
    });
  });

  test.each<[string, unknown[]]>([
    ['is missing', [{ index: 0, status: true, result: row() }]],
    [
      'is there twice',
      [
        { index: 0, status: true, result: row() },
        { index: 1, status: true, result: row({ id: '6' }) },
        { index: 1, status: true, result: row({ id: '6' }) },
      ],
    ],
    [
      'cannot be placed',
      [
        { index: 0, status: true, result: row() },
        { status: true, result: row({ id: '6' }) },
      ],
    ],
    [
      'holds another contact',
      [
        { index: 0, status: true, result: row() },
        { index: 1, status: true, result: row({ id: '7' }) },
      ],
    ],
    [
      'holds no contact',
      [
        { index: 0, status: true, result: row() },
        { index: 1, status: true },
      ],
    ],
  ])('one result that %s is an error of its own key alone', async (_, results) => {
    vendor.batchOf(...results);
    const [good, bad] = await vendor.source().readContacts(['5', '6'], callScope());
    expect(good).toMatchObject({ id: '5' });
    expect(bad).toMatchObject({ code: ErrorCode.VENDOR_BAD_RESPONSE });
  });

  test('another error of an item is a refusal of that key, without the words of the vendor', async () => {
    vendor.batchOf(
      { index: 1, status: false, error: 'secret text of the vendor' },
      { index: 0, status: true, result: row() },
    );
    const [good, bad] = await vendor.source().readContacts(['5', '6'], callScope());
    expect(good).toMatchObject({ id: '5' });
    expect(bad).toMatchObject({ code: ErrorCode.VENDOR_REJECTED });
    expect(String(bad)).not.toContain('secret');
  });

  test.each([
    ['an answer without results', 200, { status: false }, ErrorCode.VENDOR_BAD_RESPONSE],
    ['a list', 200, [], ErrorCode.VENDOR_BAD_RESPONSE],
    ['a refusal', 422, refusals.validation, ErrorCode.VENDOR_REJECTED],
    ['a server error', 500, 'oops', ErrorCode.VENDOR_UNAVAILABLE],
  ])('%s instead is the error of every key', async (_, status, body, code) => {
    vendor.always(status, body);
    const answers = await vendor.source().readContacts(['5', '6'], callScope());
    expect(answers).toEqual([expect.objectContaining({ code }), expect.objectContaining({ code })]);
  });

  test('fewer results than updates: the update without one is a bad response', async () => {
    vendor.batchOf({ index: 1, status: true, result: {} });
    const second = { ...update, current: contact({ id: '6' }) };
    expect(await vendor.source().updateContacts([update, second], callScope())).toEqual([
      expect.objectContaining({ code: ErrorCode.VENDOR_BAD_RESPONSE }),
      null,
    ]);
  });

  test.each([
    ['Client Update Fail.', null],
    ['Contact not found', expect.objectContaining({ code: ErrorCode.NOT_FOUND })],
    ["Contact ID Doesn't Not Exist.", expect.objectContaining({ code: ErrorCode.NOT_FOUND })],
    ['This Email is already exists', expect.objectContaining({ code: ErrorCode.CONFLICT, fields: ['email'] })],
    [
      { email: 'This Email is already exists' },
      expect.objectContaining({ code: ErrorCode.CONFLICT, fields: ['email'] }),
    ],
    ['Something else', expect.objectContaining({ code: ErrorCode.VENDOR_REJECTED })],
  ])('an update refused with %j', async (error, expected) => {
    vendor.batchOf({ index: 0, tool: 'contacts_update', status: false, error });
    expect(await vendor.source().updateContacts([update], callScope())).toEqual([expected]);
  });

  test('what a contacts_list answers may be bare rows or rows as data', async () => {
    vendor.batchOf({ index: 0, status: true, result: { data: [row()] } });
    const slice = await vendor.source().readRecentContacts({}, { offset: 0, first: 10 }, callScope());
    expect(slice).toMatchObject({ items: [{ id: '5' }], hasNextPage: false, totalCount: null });
    vendor.batchOf({ index: 0, status: false, error: 'No data were found' });
    expect(await vendor.source().readRecentContacts({}, { offset: 0, first: 10 }, callScope())).toMatchObject({
      items: [],
    });
  });
});

describe('a 404 of an installation without the batch route', () => {
  test('of a wrong URL is not mistaken for contacts that do not exist', async () => {
    vendor.always(404, '<h1>Not Found</h1>');
    expect(await vendor.readOne()).toMatchObject({ code: ErrorCode.VENDOR_BAD_RESPONSE });
  });

  test('a single read with another contact is a bad response', async () => {
    vendor.script(({ url }) => (url === '/api/batch' ? { status: 404 } : { status: 200, body: row({ id: '6' }) }));
    expect(await vendor.readOne()).toMatchObject({ code: ErrorCode.VENDOR_BAD_RESPONSE });
    expect(vendor.requests[1]?.url).toMatch(/^\/api\/contacts\/[^/]+\/5$/);
  });
});
