import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AcceptedGroupCall } from '../../src/domain/group-membership.js';
import type { Identity, IdentityLookup } from '../../src/domain/identity.js';
import { openSharedStore, openStore, type SharedStoreSettings, type Store } from '../../src/store/index.js';
import { createDatabase, describeWithPostgres, type TestDatabase } from '../support/postgres.js';

export const storeFile = 'peoplegraph.db';

/** A directory that does not exist before the test, and not after it. */
export async function temporaryDirectory(): Promise<{ path: string; remove: () => Promise<void> }> {
  const parent = await mkdtemp(join(tmpdir(), 'peoplegraph-store-'));
  return { path: join(parent, 'data'), remove: () => rm(parent, { recursive: true, force: true }) };
}

/** A real store, which a test can close and open again. */
export interface TemporaryStore extends Store {
  reopen(): Promise<void>;
}

/** A store of this process on disk. */
const temporaryStore = async (): Promise<TemporaryStore> => {
  const { path, remove } = await temporaryDirectory();
  return reopenable(() => openStore(path, storeFile), remove);
};

/** An empty store in a database that other tests may use as well. */
const temporarySharedStore = (database: TestDatabase): Promise<TemporaryStore> => {
  const settings = sharedStore(database.url);
  return reopenable(
    () => openSharedStore(settings),
    async () => undefined,
  );
};

/** Of 32 bytes. */
export const encryptionKey = { id: 'test', key: Buffer.alloc(32, 7) };

/** As `STORE_ENCRYPTION_KEYS`. */
export const encryptionKeyText = `${encryptionKey.id}:${encryptionKey.key.toString('base64')}`;

/** The settings of a store that is in no use yet. */
export const sharedStore = (url: string): SharedStoreSettings => ({
  url,
  schema: `schema-${randomBytes(6).toString('hex')}`,
  connections: 4,
  encryptionKeys: [encryptionKey],
  logger: { warn: () => undefined },
});

/** The same tests of the embedded store and of the one in PostgreSQL. */
export function describeStores(title: string, define: (open: () => Promise<TemporaryStore>) => void): void {
  describe(`${title}, embedded`, () => define(temporaryStore));
  describeWithPostgres(`${title}, in PostgreSQL`, () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await createDatabase();
    });
    afterAll(() => database.drop());
    define(() => temporarySharedStore(database));
  });
}

async function reopenable(open: () => Promise<Store>, remove: () => Promise<void>): Promise<TemporaryStore> {
  let store = await open();
  return {
    get memberships() {
      return store.memberships;
    },
    get permissions() {
      return store.permissions;
    },
    get writes() {
      return store.writes;
    },
    get identities() {
      return store.identities;
    },
    get erasures() {
      return store.erasures;
    },
    get timelines() {
      return store.timelines;
    },
    get recordNames() {
      return store.recordNames;
    },
    get linkImports() {
      return store.linkImports;
    },
    get jobs() {
      return store.jobs;
    },
    get renewal() {
      return store.renewal;
    },
    async reopen(): Promise<void> {
      await store.close();
      store = await open();
    },
    async close(): Promise<void> {
      await store.close();
      await remove();
    },
  };
}

/** The people of the lookups, none of whom may be unreadable. */
export async function findPeople(
  { identities }: Pick<Store, 'identities'>,
  lookups: readonly IdentityLookup[],
): Promise<(Identity | null)[]> {
  const found = await identities.find(lookups);
  return found.map((answer) => {
    if (answer instanceof Error) throw answer;
    return answer;
  });
}

/** The minute of one day at which something happened. */
export const at = (minute: number): Date => new Date(Date.UTC(2025, 0, 15, 12, minute));

export const groupCall = (call: Partial<AcceptedGroupCall> = {}): AcceptedGroupCall => ({
  userId: 'ada',
  anonymousId: null,
  groupId: 'mathematicians',
  traits: {},
  timestamp: at(0),
  observedAt: at(1),
  ...call,
});
