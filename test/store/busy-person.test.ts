import { IdentifierKind, type RecordKey, type Sighting } from '../../src/domain/identity.js';
import { Vendor } from '../../src/domain/vendor.js';
import { WriteState } from '../../src/domain/write.js';
import { openSharedStore, openStore } from '../../src/store/index.js';
import { createDatabase, describeWithPostgres } from '../support/postgres.js';
import { at as second, delivered, intent, lease } from '../support/write-intent.js';
import { describeStores, sharedStore, storeFile, temporaryDirectory, type TemporaryStore } from './support.js';

type Writing = Pick<TemporaryStore, 'writes' | 'identities' | 'erasures'>;

const chatwoot = (recordId: string): RecordKey => ({ vendor: Vendor.CHATWOOT, recordId });
const sighting = (recordId: string): Sighting => ({
  key: chatwoot(recordId),
  name: { given: 'Ada', family: 'Lovelace' },
  identifiers: [{ kind: IdentifierKind.EMAIL, value: `${recordId}@example.com` }],
});

const order = (personId: string, at = second(100)) => ({
  personId,
  jobId: 'job',
  vendorOfUserIds: Vendor.CHATWOOT,
  at,
});

/** A person about whom so many writes have been delivered, and the ids of those. */
async function writtenAbout(store: Writing, count: number): Promise<{ personId: string; ids: string[] }> {
  const [person] = await store.identities.observe([sighting('1')], second(0));
  const ids: string[] = [];
  const write = async (): Promise<void> => {
    const made = intent({ records: [`record ${ids.length}`], subjects: [{ place: 0, of: chatwoot('1') }] });
    ids.push(made.id);
    await store.writes.commit(made, lease(0));
    await store.writes.settle(made.id, 1, 'one', delivered(1));
  };
  while (ids.length < count) await Promise.all(Array.from({ length: Math.min(20, count - ids.length) }, write));
  return { personId: person?.id ?? '', ids };
}

const isErased = async (store: Writing, id: string): Promise<boolean> =>
  (await store.writes.find(id))?.content?.fingerprint === '';

const writesOf = async (store: TemporaryStore, personId: string): Promise<number> => {
  const { items } = await store.timelines.page(personId, 1_000, undefined);
  return items.filter(({ kind }) => kind === 'WRITE').length;
};

describeStores('an erasure of somebody about whom much was written', (open) => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  it('takes several looks, and none does again what one before has done', async () => {
    const { personId, ids } = await writtenAbout(store, 2_100);

    expect(await store.erasures.suppress(order(personId))).toBe(false);

    expect(await writesOf(store, personId)).toBe(100);
    expect(await store.erasures.suppress(order(personId))).toBe(true);
    expect(await writesOf(store, personId)).toBe(0);
    expect(await isErased(store, ids[0] ?? '')).toBe(true);
    expect(await store.erasures.purge(order(personId))).toBe(true);
  });
});

it('an erasure in the embedded store lets others in between', async () => {
  const { path, remove } = await temporaryDirectory();
  const store = await openStore(path, storeFile);
  const { personId } = await writtenAbout(store, 1_000);
  let isSuppressed = false;
  const suppression = store.erasures.suppress(order(personId)).then(() => (isSuppressed = true));

  await store.identities.observe([sighting('2')], second(101));

  expect(isSuppressed).toBe(false);
  await suppression;
  await store.close();
  await remove();
});

describeWithPostgres('an erasure in PostgreSQL', () => {
  it('stops nobody else while it erases what was written', async () => {
    const database = await createDatabase();
    const settings = sharedStore(database.url);
    const store = await openSharedStore(settings);
    const { personId, ids } = await writtenAbout(store, 2);
    const holder = await database.hold(`select id from "${settings.schema}".writes for update`);
    const suppression = store.erasures.suppress(order(personId));
    await holder.isWaitedFor();

    const [other] = await store.identities.observe([sighting('2')], second(101));

    expect(other?.links).toHaveLength(1);
    expect((await store.writes.find(ids[0] ?? ''))?.write.state).toBe(WriteState.DELIVERED);
    await holder.release();
    expect(await suppression).toBe(true);
    expect(await isErased(store, ids[0] ?? '')).toBe(true);
    await store.close();
    await database.drop();
  });
});
