import { ErrorCode } from '../../../src/errors.js';
import { callScope } from '../../support/scope.js';
import { person, sourceOf } from './support.js';
import { ids, idsOf, useSimulatedPerfex } from './support-simulated.js';

const at = useSimulatedPerfex();

describe('contacts by id', () => {
  test('100 of them are two calls, in the order asked for although the results come shuffled', async () => {
    await at.start();
    const asked = ids(1, 100).reverse();
    expect(idsOf(await at.source.readContacts(asked, callScope()))).toEqual(asked);
    expect(at.pathsCalled()).toEqual(['POST /api/batch', 'POST /api/batch']);
  });

  test('unknown ones are null, at their place', async () => {
    await at.start();
    expect(idsOf(await at.source.readContacts(['7', '999', '3'], callScope()))).toEqual(['7', null, '3']);
  });

  test('what is no id is null and is never sent', async () => {
    await at.start();
    expect(await at.source.readContacts(['search', '', '0', '05', '5x', '99999999999999999999'], callScope())).toEqual(
      Array.from({ length: 6 }, () => null),
    );
    expect(at.simulator.calls).toHaveLength(0);
  });

  test('no id is no call', async () => {
    await at.start();
    expect(await at.source.readContacts([], callScope())).toEqual([]);
    expect(at.simulator.calls).toHaveLength(0);
  });

  test('dates are read in the time of the server', async () => {
    const createdAt = new Date('2024-01-15T11:00:00Z');
    await at.start(
      { people: [person(1, { createdAt, lastLoginAt: new Date('2024-07-15T11:00:00Z') })] },
      'Europe/Berlin',
    );
    expect(await at.readOne('1')).toMatchObject({ createdAt, lastLoginAt: new Date('2024-07-15T11:00:00Z') });
  });

  test('a failed list is the error of each of its keys', async () => {
    await at.start();
    at.simulator.setFaults({ outage: true });
    const answers = await at.source.readContacts(['1', '2'], callScope());
    expect(answers).toEqual([
      expect.objectContaining({ code: ErrorCode.VENDOR_UNAVAILABLE }),
      expect.objectContaining({ code: ErrorCode.VENDOR_UNAVAILABLE }),
    ]);
  });
});

test('a deleted contact is gone, and cannot be deleted again', async () => {
  await at.start();
  await at.source.deleteContact('7', callScope());
  expect(await at.source.readContacts(['7'], callScope())).toEqual([null]);
  await expect(at.source.deleteContact('7', callScope())).rejects.toMatchObject({ code: ErrorCode.NOT_FOUND });
  await expect(at.source.deleteContact('search', callScope())).rejects.toMatchObject({ code: ErrorCode.NOT_FOUND });
  expect(at.simulator.calls).toHaveLength(3);
});

test('a used-up quota, which comes as 401, is rate limiting with the time to wait', async () => {
  await at.start();
  at.simulator.setFaults({ quota: 0 });
  const [error] = await at.source.readContacts(['1'], callScope());
  expect(at.simulator.calls.at(-1)).toMatchObject({ status: 401 });
  expect(error).toMatchObject({ code: ErrorCode.VENDOR_RATE_LIMITED, retryable: true });
  expect((error as { retryAfter?: number }).retryAfter).toBeGreaterThan(50);
});

test('a bad token is not accepted, and is no quota', async () => {
  await at.start();
  const stranger = sourceOf({ origin: at.simulator.origin, key: 'another' });
  expect(await stranger.readContacts(['1'], callScope())).toMatchObject([{ code: ErrorCode.VENDOR_UNAUTHORIZED }]);
});

test('the URL of the installation may end with a slash', async () => {
  await at.start();
  const slashed = sourceOf({ origin: `${at.simulator.origin}/`, key: at.simulator.key });
  expect(await slashed.readContacts(['1'], callScope())).toMatchObject([{ id: '1' }]);
});
