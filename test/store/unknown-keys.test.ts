import { randomUUID } from 'node:crypto';
import { JobKind } from '../../src/domain/job.js';
import { Vendor } from '../../src/domain/vendor.js';
import { WriteState } from '../../src/domain/write.js';
import { openSharedStore, openStore, type Store } from '../../src/store/index.js';
import { createDatabase, describeWithPostgres } from '../support/postgres.js';
import { at, delivered, intent, lease } from '../support/write-intent.js';
import { sharedStore, storeFile, temporaryDirectory } from './support.js';

const older = { id: 'old', key: Buffer.alloc(32, 1) };
/** One whose name begins as the other's does. */
const newer = { id: 'old-2', key: Buffer.alloc(32, 2) };

type Keys = Parameters<typeof openStore>[2] & object;

/** A place where stores with different keys can be opened. */
interface Place {
  open(keys: Keys): Promise<Store>;
  remove(): Promise<void>;
}

async function embedded(): Promise<Place> {
  const { path, remove } = await temporaryDirectory();
  return { open: (keys) => openStore(path, storeFile, keys), remove };
}

async function inPostgres(): Promise<Place> {
  const database = await createDatabase();
  const settings = sharedStore(database.url);
  return {
    open: (encryptionKeys) => openSharedStore({ ...settings, encryptionKeys }),
    remove: () => database.drop(),
  };
}

const define = (prepare: () => Promise<Place>) => () => {
  let place: Place;
  let store: Store;
  beforeEach(async () => {
    place = await prepare();
  });
  afterEach(async () => {
    await store.close();
    await place.remove();
  });
  const open = async (...keys: Keys): Promise<void> => {
    store = await place.open(keys);
  };
  /** As after a restart with other keys. */
  const openAgain = async (...keys: Keys): Promise<void> => {
    await store.close();
    await open(...keys);
  };
  const claimed = async (seconds: number) =>
    (await store.writes.claimDue(Vendor.PERSIO, 10, lease(seconds))).map(({ write, content }) => [
      write.id,
      content !== undefined,
    ]);

  it('passes over a write that another replica has encrypted with a newer key, and takes over the others', async () => {
    await open(newer, older);
    const [ofNewer, behind] = [intent({ records: ['a'] }), intent({ records: ['a'] })];
    await store.writes.commit(ofNewer, undefined);
    await store.writes.commit(behind, undefined);
    await openAgain(older);
    const ofOlder = intent({ records: ['b'] });
    await store.writes.commit(ofOlder, undefined);

    expect(await claimed(1)).toEqual([[ofOlder.id, true]]);
    expect(await store.writes.find(ofNewer.id)).toMatchObject({ write: { state: 'PENDING', attempts: 0 } });
    await store.writes.settle(ofOlder.id, 1, 'one', delivered(1));

    await openAgain(newer, older);
    expect(await claimed(2)).toEqual([[ofNewer.id, true]]);
  });

  it('passes over a write of which the last attempt alone was stored with a newer key', async () => {
    await open(older);
    const { id, items } = intent();
    await store.writes.commit(intent({ id, items }), undefined);
    await openAgain(newer, older);
    await claimed(0);
    const postponed = { ...delivered(1), state: WriteState.PENDING, outcomes: [null], nextAttemptAt: at(2) };
    await store.writes.settle(id, 1, 'one', { ...postponed, keepsItems: true });

    await openAgain(older);
    expect(await claimed(3)).toEqual([]);
    await openAgain(older, newer);
    expect(await claimed(4)).toEqual([[id, true]]);
  });

  it('takes a write over that nobody has decrypted by the end of its time, so that it ends', async () => {
    await open(newer);
    const { id } = intent();
    await store.writes.commit(intent({ id, expiresAt: at(60) }), undefined);
    await openAgain(older);
    expect(await claimed(59)).toEqual([]);
    expect(await claimed(60)).toEqual([[id, false]]);
  });

  it('passes over a job in the same way', async () => {
    await open(newer, older);
    const id = randomUUID();
    await store.jobs.commit(
      {
        id,
        kind: JobKind.UPSERT,
        personId: null,
        content: { fingerprint: 'fingerprint', input: {}, steps: [] },
        idempotencyKey: undefined,
        createdAt: at(0),
        createdBy: 'shop',
        expiresAt: at(60),
        keyExpiresAt: at(60),
      },
      undefined,
    );
    await openAgain(older);
    expect(await store.jobs.claimDue(10, lease(59))).toEqual([]);
    expect(await store.jobs.claimDue(10, lease(60))).toMatchObject([{ job: { id }, content: undefined }]);
  });
};

describe('an embedded store without a key', define(embedded));
describeWithPostgres('a store without a key in PostgreSQL', define(inPostgres));
