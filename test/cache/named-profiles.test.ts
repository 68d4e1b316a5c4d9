import { NamedProfiles } from '../../src/cache/named-profiles.js';
import type { NameOfRecord } from '../../src/domain/change.js';
import { deferred, type Deferred } from '../support/deferred.js';
import { until } from '../support/until.js';

const nameOf: NameOfRecord = ({ vendor, recordId }) => `${vendor} name of ${recordId}`;
const numbers = ['+4930901820', '+12025550143'];
const names = numbers.map((recordId) => nameOf({ vendor: 'NUMI' as never, recordId }));

/** A store whose names open when the test says so. */
function slowStore() {
  const openings: Deferred<NameOfRecord>[] = [];
  const open = (): Promise<NameOfRecord> => {
    const opening = deferred<NameOfRecord>();
    openings.push(opening);
    return opening.promise;
  };
  return { openings, profiles: new NamedProfiles(open, () => undefined) };
}

it('knows those that were read by their names, and nobody else', async () => {
  const { openings, profiles } = slowStore();
  openings[0]?.resolve(nameOf);
  await openings[0]?.promise;
  profiles.note(numbers);
  expect(profiles.named([names[1] ?? '', 'of nobody'])).toEqual([numbers[1]]);
});

it('may mean any that was read while the store could not say the names, and asks the store again', async () => {
  const { openings, profiles } = slowStore();
  openings[0]?.reject(new Error('The store is away.'));
  await until(() => {
    profiles.note(numbers);
    return openings.length > 1;
  });
  openings[1]?.resolve(nameOf);
  await openings[1]?.promise;
  expect(profiles.named(names)).toBeNull();
  profiles.note(numbers);
  expect(profiles.named(names)).toEqual(numbers);
});
