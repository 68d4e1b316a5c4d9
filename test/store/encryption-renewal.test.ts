import { EventEmitter, once } from 'node:events';
import type { EncryptionKey } from '../../src/store/encryption.js';
import { openSharedStore, openStore, type Store } from '../../src/store/index.js';
import { Vendor } from '../../src/domain/vendor.js';
import { createDatabase, describeWithPostgres, type TestDatabase } from '../support/postgres.js';
import { at, sharedStore, storeFile, temporaryDirectory } from './support.js';

const older: EncryptionKey = { id: 'older', key: Buffer.alloc(32, 1) };
const newer: EncryptionKey = { id: 'newer', key: Buffer.alloc(32, 2) };
const lost: EncryptionKey = { id: 'lost', key: Buffer.alloc(32, 3) };
const user = (id: number) => ({ vendor: Vendor.CHATWOOT, recordId: String(id) });
const contact = (id: number) => ({ vendor: Vendor.PERFEX, recordId: String(id) });
const act = { actor: 'support', at: at(0) };

/** Lets what has an older key be encrypted anew, to the end. */
async function renew(store: Store): Promise<object> {
  const log = new EventEmitter();
  const ended = once(log, 'info') as Promise<[object]>;
  store.renewal.start({ info: (counts: object) => log.emit('info', counts), warn: () => undefined } as never);
  return (await ended)[0];
}

/** More than are looked at in a row. */
const many = Array.from({ length: 450 }, (_, index) => [user(index + 1), contact(index + 1)]);

function define(open: (keys: readonly EncryptionKey[]) => Promise<Store>): void {
  let store: Store | undefined;
  async function close(): Promise<void> {
    await store?.close();
    store = undefined;
  }
  const openWith = async (...keys: EncryptionKey[]): Promise<Store> => {
    await close();
    store = await open(keys);
    return store;
  };
  afterEach(close);

  it('is read with the new key alone, once it was encrypted anew', async () => {
    const people = await (await openWith(older)).identities.declare(many, act);

    const counts = await renew(await openWith(newer, older));
    const found = await (
      await openWith(newer)
    ).identities.find(many.map(([, record]) => ({ record: record as never })));

    // Both records of each person, and the key of the names.
    expect(counts).toEqual({ renewed: 2 * many.length + 1, unreadable: 0 });
    expect(found).toEqual(people);
  });

  it('has nothing left to do the next time', async () => {
    await (await openWith(older)).identities.declare(many.slice(0, 3), act);
    await renew(await openWith(newer, older));

    expect(await renew(await openWith(newer, older))).toEqual({ renewed: 0, unreadable: 0 });
  });

  it('answers a coded error for a person who cannot be read, and changes nothing of that one', async () => {
    await (await openWith(older)).identities.declare([[user(1), contact(1)]], act);
    await (await openWith(lost, older)).identities.declare([[user(2), contact(2)]], act);

    const without = await openWith(older);
    const unreadable = { code: 'PERSON_UNREADABLE' };
    const [one, other] = await without.identities.find([{ record: user(1) }, { record: user(2) }]);
    expect(one).toMatchObject({ links: [{ key: user(1) }, { key: contact(1) }] });
    expect(other).toMatchObject(unreadable);
    await expect(without.identities.declare([[user(2), contact(3)]], act)).rejects.toMatchObject(unreadable);

    const [again] = await (await openWith(older, lost)).identities.find([{ record: user(2) }]);
    expect(again).toMatchObject({ links: [{ key: user(2) }, { key: contact(2) }] });
  });

  it('leaves what no key decrypts as it is, and counts it', async () => {
    await (await openWith(older)).identities.declare([[user(1), contact(1)]], act);
    await (await openWith(lost, older)).identities.declare([[user(2), contact(2)]], act);

    expect(await renew(await openWith(newer, older))).toEqual({ renewed: 3, unreadable: 2 });
    expect((await (await openWith(lost, newer)).identities.find([{ record: user(2) }]))[0]).toMatchObject({
      links: [{ key: user(2) }, { key: contact(2) }],
    });
  });
}

describe('what is kept of people, after its key was rotated, embedded', () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  beforeEach(async () => {
    directory = await temporaryDirectory();
  });
  define((keys) => openStore(directory.path, storeFile, keys));
  afterEach(() => directory.remove());
});

describeWithPostgres('what is kept of people, after its key was rotated, in PostgreSQL', () => {
  let database: TestDatabase;
  let schema: string;
  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(() => {
    ({ schema } = sharedStore(database.url));
  });
  define((encryptionKeys) => openSharedStore({ ...sharedStore(database.url), schema, encryptionKeys }));
});
