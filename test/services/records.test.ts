import DataLoader from 'dataloader';
import { Vendor } from '../../src/domain/vendor.js';
import { ErrorCode, InputError, VendorError } from '../../src/errors.js';
import { loadAll, recordId } from '../../src/services/records.js';

const outage = () => new VendorError(Vendor.NUMI, ErrorCode.VENDOR_UNAVAILABLE, 'Numi is down.');

const loaderOf = (answers: Readonly<Record<string, string | null | Error>>) =>
  new DataLoader<string, string | null>(async (keys) => keys.map((key) => answers[key] ?? null));

describe('many records', () => {
  it('come in the order asked for, with null for the unknown and the error of a key in its place', async () => {
    const error = outage();
    const loader = loaderOf({ a: 'A', b: error, c: 'C' });

    expect(await loadAll(loader, ['c', 'unknown', 'b', 'a', 'c'])).toEqual(['C', null, error, 'A', 'C']);
  });

  it('of which all failed in the same way are one error', async () => {
    await expect(loadAll(loaderOf({ a: outage(), b: outage() }), ['a', 'b'])).rejects.toEqual(outage());
  });

  it('of which all failed, but not in the same way, keep their errors', async () => {
    const timeout = new VendorError(Vendor.NUMI, ErrorCode.VENDOR_TIMEOUT, 'Numi is slow.');

    expect(await loadAll(loaderOf({ a: outage(), b: timeout }), ['a', 'b'])).toEqual([outage(), timeout]);
  });

  it('without a key are none', async () => {
    expect(await loadAll(loaderOf({}), [])).toEqual([]);
  });
});

describe('an id of a record', () => {
  it.each(['1', '42', '999999999999999'])('can be %s', (id) => {
    expect(recordId(id, 'id')).toBe(id);
  });

  it.each(['', '0', '-1', '01', '1.5', '1e3', ' 1', '1x', '..', '9999999999999999', '١'])(
    'cannot be %j, and the message names the field',
    (id) => {
      expect(() => recordId(id, 'customerId')).toThrow(InputError);
      expect(() => recordId(id, 'customerId')).toThrow(/^customerId must be a whole number above zero/);
    },
  );
});
