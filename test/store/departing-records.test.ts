import {
  type Identifier,
  IdentifierKind,
  type Identity,
  linkers,
  LinkRule,
  type RecordKey,
  type Sighting,
} from '../../src/domain/identity.js';
import { Vendor } from '../../src/domain/vendor.js';
import { openSharedStore, openStore, type Store } from '../../src/store/index.js';
import { createDatabase, describeWithPostgres } from '../support/postgres.js';
import { at, findPeople, sharedStore, storeFile, temporaryDirectory } from './support.js';

const number: Identifier = { kind: IdentifierKind.PHONE_NUMBER, value: '+4930901821' };
const profile: RecordKey = { vendor: Vendor.NUMI, recordId: number.value };
const contact: RecordKey = { vendor: Vendor.PERFEX, recordId: '1' };
const bobsContact: RecordKey = { vendor: Vendor.PERFEX, recordId: '2' };
const seen = (key: RecordKey, given: string, family: string, email: string, ...more: Identifier[]): Sighting => ({
  key,
  name: { given, family },
  identifiers: [{ kind: IdentifierKind.EMAIL, value: email }, ...more],
});
const adasContact = seen(contact, 'Ada', 'Lovelace', 'ada@x.example', number);
const adasProfile = seen(profile, 'Ada', 'Lovelace', 'ada@x.example', number);
const bobsProfile = seen(profile, 'Bob', 'Meier', 'bob@y.example', number);

interface OpenedStore {
  readonly store: Store;
  readonly close: () => Promise<void>;
}

/** @param open hands over whom the store tells of. */
function itLetsRecordsDepart(open: (onPeopleChanged: (ids: readonly string[]) => void) => Promise<OpenedStore>): void {
  let opened: OpenedStore;
  let told: string[];
  beforeEach(async () => {
    told = [];
    opened = await open((ids) => void told.push(...ids));
  });
  afterEach(() => opened.close());

  const observe = async (...sightings: Sighting[]): Promise<Identity | undefined> =>
    (await opened.store.identities.observe(sightings, at(0)))[0] ?? undefined;
  const find = async (record: RecordKey): Promise<Identity | null | undefined> =>
    (await findPeople(opened.store, [{ record }]))[0];

  it('keeps a record that has become somebody else’s as one of theirs, and tells of both people', async () => {
    const ada = await observe(adasContact, adasProfile);
    const bob = await observe(seen(bobsContact, 'Bob', 'Meier', 'bob@y.example'));
    told = [];

    expect((await observe(bobsProfile))?.id).toBe(bob?.id);

    expect([...new Set(told)].sort()).toEqual([ada?.id, bob?.id].sort());
    expect((await find(contact))?.links).toMatchObject([{ key: contact, rule: LinkRule.FIRST }]);
    expect((await find(profile))?.links).toMatchObject([
      { key: bobsContact, rule: LinkRule.FIRST },
      { key: profile, rule: LinkRule.EMAIL_AND_NAME, linkedBy: linkers.rules, evidence: { matched: bobsContact } },
    ]);
    const [timelineOfAda, timelineOfBob] = await Promise.all(
      [ada, bob].map((person) => opened.store.timelines.page(person?.id ?? '', 10, undefined)),
    );
    expect(timelineOfAda?.items).toMatchObject([{ kind: 'LINKED', link: { key: contact } }]);
    expect(timelineOfBob?.items).toHaveLength(2);
  });

  it('writes nothing where such a record is seen again as it is', async () => {
    await observe(adasContact, adasProfile);
    await observe(bobsProfile);
    const before = await find(profile);
    told = [];
    await observe(bobsProfile, adasContact);
    expect(told).toEqual([]);
    expect(await find(profile)).toEqual(before);
  });
}

describe('the embedded store', () => {
  itLetsRecordsDepart(async (onPeopleChanged) => {
    const { path, remove } = await temporaryDirectory();
    const store = await openStore(path, storeFile, [], { onPeopleChanged });
    return { store, close: () => store.close().then(remove) };
  });
});

describeWithPostgres('the store in PostgreSQL', () => {
  itLetsRecordsDepart(async (onPeopleChanged) => {
    const database = await createDatabase();
    const store = await openSharedStore({ ...sharedStore(database.url), onPeopleChanged });
    return { store, close: () => store.close().then(() => database.drop()) };
  });
});
