import { Vendor } from '../../src/domain/vendor.js';
import { errorForStatus, retryAfter, type VendorAnswer, type VendorRequest } from '../../src/vendors/answers.js';

const read: VendorRequest = { operation: 'contacts.get', method: 'GET', path: '/' };
const write: VendorRequest = { operation: 'contacts.create', method: 'POST', path: '/' };
const repeatableWrite: VendorRequest = { ...write, repeatable: true };

const answer = (
  status: number,
  request: VendorRequest = read,
  headers: VendorAnswer['headers'] = {},
): VendorAnswer => ({ status, headers, body: { error: 'what the vendor said' }, request });

describe('a status that the contract gives no meaning of its own', () => {
  it.each([
    [400, 'VENDOR_REJECTED'],
    [401, 'VENDOR_UNAUTHORIZED'],
    [403, 'VENDOR_FORBIDDEN'],
    [404, 'VENDOR_BAD_RESPONSE'],
    [405, 'VENDOR_BAD_RESPONSE'],
    [408, 'VENDOR_TIMEOUT'],
    [409, 'VENDOR_REJECTED'],
    [413, 'VENDOR_REJECTED'],
    [422, 'VENDOR_REJECTED'],
    [429, 'VENDOR_RATE_LIMITED'],
    [500, 'VENDOR_UNAVAILABLE'],
    [502, 'VENDOR_UNAVAILABLE'],
    [503, 'VENDOR_UNAVAILABLE'],
    [504, 'VENDOR_TIMEOUT'],
    [204, 'VENDOR_BAD_RESPONSE'],
  ])('%i is %s, of the vendor, and never repeats what the vendor said', (status, code) => {
    const error = errorForStatus(Vendor.PERFEX, answer(status));

    expect(error).toMatchObject({ code, vendor: Vendor.PERFEX });
    expect(error.message).toContain('Perfex');
    expect(error.message).not.toContain('what the vendor said');
  });

  it.each([
    ['a read', 500, read, true],
    ['a write', 500, write, false],
    ['a write that may be repeated', 500, repeatableWrite, true],
    ['a read', 504, read, true],
    ['a write', 504, write, false],
    ['a write that may be repeated', 504, repeatableWrite, true],
    // Nothing was done where the quota stopped it.
    ['a write', 429, write, true],
    ['a read', 401, read, false],
    ['a read', 400, read, false],
  ])('of %s with %i may be tried again or not', (_, status, request, retryable) => {
    expect(errorForStatus(Vendor.PERFEX, answer(status, request)).retryable).toBe(retryable);
  });

  it('of a write says that it may have taken effect', () => {
    expect(errorForStatus(Vendor.PERFEX, answer(503, write)).message).toContain('may or may not have taken effect');
  });

  it('hands on when the vendor wants to be asked again', () => {
    const headers = { 'retry-after': '7' };
    expect(errorForStatus(Vendor.PERSIO, answer(429, write, headers)).retryAfter).toBe(7);
    expect(errorForStatus(Vendor.PERSIO, answer(503, write, headers)).retryAfter).toBe(7);
    expect(errorForStatus(Vendor.PERSIO, answer(429)).retryAfter).toBeUndefined();
  });
});

describe('the seconds until the quota is back', () => {
  const now = Date.UTC(2025, 0, 15, 12, 0, 0);
  const unix = now / 1000;

  it.each<[string, VendorAnswer['headers'], number | undefined]>([
    ['seconds', { 'retry-after': '30' }, 30],
    ['a date', { 'retry-after': 'Wed, 15 Jan 2025 12:01:30 GMT' }, 90],
    ['a date that has passed', { 'retry-after': 'Wed, 15 Jan 2025 11:00:00 GMT' }, 0],
    ['a reset in Unix seconds', { 'x-ratelimit-reset': `${unix + 45}` }, 45],
    ['a reset that has passed', { 'x-ratelimit-reset': `${unix - 45}` }, 0],
    ['both', { 'retry-after': '5', 'x-ratelimit-reset': `${unix + 45}` }, 5],
    ['words, and a reset', { 'retry-after': 'soon', 'x-ratelimit-reset': `${unix + 45}` }, 45],
    ['words alone', { 'retry-after': 'soon', 'x-ratelimit-reset': 'later' }, undefined],
    ['nothing', {}, undefined],
    ['an empty reset', { 'x-ratelimit-reset': '' }, undefined],
  ])('are read from %s', (_, headers, seconds) => {
    expect(retryAfter(answer(429, read, headers), now)).toBe(seconds);
  });
});
