import { ErrorCode } from '../../../src/errors.js';
import { callScope } from '../../support/scope.js';
import { draft, refusals, update, useScriptedPerfex } from './support-scripted.js';

const vendor = useScriptedPerfex();

describe('the token', () => {
  test.each([
    ['401', 401, refusals.badToken, ErrorCode.VENDOR_UNAUTHORIZED],
    ['403', 403, refusals.forbidden, ErrorCode.VENDOR_FORBIDDEN],
    ['429', 429, { status: false, message: 'x' }, ErrorCode.VENDOR_RATE_LIMITED],
  ])('%s', async (_, status, body, code) => {
    vendor.always(status, body);
    const calls: Promise<unknown>[] = [
      vendor.source().readCustomerContacts('2', { offset: 0, first: 1 }, callScope()),
      vendor.source().searchContacts('x', { offset: 0, first: 1 }, callScope()),
      vendor.source().readRecentContacts({}, { offset: 0, first: 1 }, callScope()),
      vendor.source().createContact(draft, callScope()),
      vendor.source().updateContact(update, callScope()),
      vendor.source().deleteContact('5', callScope()),
    ];
    for (const call of await Promise.allSettled(calls)) expect(call).toMatchObject({ reason: { code } });
    expect(await vendor.readOne()).toMatchObject({ code });
    expect(await vendor.source().updateContacts([update], callScope())).toMatchObject([{ code }]);
  });

  test.each([['keyQuota'], ['addressQuota']] as const)('401 with %s is a used-up quota', async (name) => {
    const reset = Math.floor(Date.now() / 1000) + 30;
    vendor.always(401, refusals[name], { 'X-RateLimit-Reset': String(reset) });
    const error = await vendor.readOne();
    expect(error).toMatchObject({ code: ErrorCode.VENDOR_RATE_LIMITED, retryable: true });
    const { retryAfter } = error as { retryAfter?: number };
    expect(retryAfter).toBeGreaterThan(25);
    expect(retryAfter).toBeLessThanOrEqual(30);
  });
});
