import { ErrorCode } from '../../../src/errors.js';
import { callScope } from '../../support/scope.js';
import { ids, idsOf, useSimulatedPerfex } from './support-simulated.js';

const at = useSimulatedPerfex();

describe('an installation of version 2', () => {
  beforeEach(() => at.start({ version: 2 }));

  test('refuses the batch once and is read one by one from then on', async () => {
    expect(idsOf(await at.source.readContacts(['2', '999', '1'], callScope()))).toEqual(['2', null, '1']);
    expect(idsOf(await at.source.readContacts(['3'], callScope()))).toEqual(['3']);
    expect(at.pathsCalled().filter((path) => path === 'POST /api/batch')).toHaveLength(1);
    expect(at.simulator.calls).toHaveLength(5);
  });

  test('may refuse many lists at once', async () => {
    const reads = [ids(1, 100), ids(101, 120)].map((asked) => at.source.readContacts(asked, callScope()));
    const [first, second] = await Promise.all(reads);
    expect(idsOf(first ?? [])).toEqual(ids(1, 100));
    expect(idsOf(second ?? [])).toEqual(ids(101, 120));
    expect(at.pathsCalled().filter((path) => path === 'POST /api/batch')).toHaveLength(3);
    at.simulator.reset();
    await at.source.readContacts(['1'], callScope());
    expect(at.pathsCalled()).toEqual(['GET /api/contacts/1/1']);
  });

  test('takes updates one by one, each with its own outcome', async () => {
    const first = await at.updateOf('1', { title: 'Chief' });
    const gone = await at.updateOf('2', { title: 'Chief' });
    const taken = await at.updateOf('3', { email: 'person4@example.com' });
    await at.source.deleteContact('2', callScope());
    expect(await at.source.updateContacts([gone, first, taken], callScope())).toEqual([
      expect.objectContaining({ code: ErrorCode.NOT_FOUND }),
      null,
      expect.objectContaining({ code: ErrorCode.CONFLICT }),
    ]);
    expect(await at.readOne('1')).toMatchObject({ title: 'Chief' });
  });

  test('cannot list recent contacts, and the error says what to upgrade', async () => {
    const recent = () => at.source.readRecentContacts({}, { offset: 0, first: 10 }, callScope());
    await expect(recent()).rejects.toMatchObject({
      code: ErrorCode.VENDOR_UNSUPPORTED,
      message: expect.stringContaining('v3') as string,
    });
    await expect(recent()).rejects.toMatchObject({ code: ErrorCode.VENDOR_UNSUPPORTED });
    expect(at.simulator.calls).toHaveLength(1);
  });

  test('answers whole lists, which are cut here', async () => {
    const slice = await at.source.readCustomerContacts('2', { offset: 3, first: 4 }, callScope());
    expect(idsOf(slice.items)).toEqual(ids(14, 17));
    expect(slice).toMatchObject({ hasNextPage: true, totalCount: 10 });
    expect(await at.source.readCustomerContacts('2', { offset: 10, first: 4 }, callScope())).toEqual({
      items: [],
      hasNextPage: false,
      totalCount: 10,
    });
  });
});
