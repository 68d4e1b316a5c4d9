import type { MembershipLedger, PermissionLedger } from '../domain/ledgers.js';
import type { WriteJournal } from '../domain/write.js';
import type { StoreDatabase } from './database.js';
import { openEmbeddedDatabase } from './embedded.js';
import { type Encryption, type EncryptionKey, openEncryption, openSharedEncryption } from './encryption.js';
import { membershipLedger } from './membership-ledger.js';
import { permissionLedger } from './permission-ledger.js';
import type { SharedDatabaseSettings } from './postgres.js';
import { releaseLeases } from './write-claims.js';
import { writeJournal } from './write-journal.js';

/** What this service itself keeps. */
export interface Store {
  readonly memberships: MembershipLedger;
  readonly permissions: PermissionLedger;
  readonly writes: WriteJournal;
  close(): Promise<void>;
}

export interface SharedStoreSettings extends SharedDatabaseSettings {
  /** They encrypt writes, the current one first: the same for all replicas. */
  readonly encryptionKeys: readonly EncryptionKey[];
}

/**
 * The store of one process.
 * @param keys that encrypt writes, the current one first; without any, one is made and kept in the directory.
 * @throws PeoplegraphError STORE_UNAVAILABLE where it cannot be opened.
 */
export async function openStore(
  directory: string,
  fileName: string,
  keys: readonly EncryptionKey[] = [],
): Promise<Store> {
  const database = await openEmbeddedDatabase(directory, fileName);
  try {
    const encryption = openEncryption(directory, keys);
    // The file is locked: whoever claimed something before is gone. Where replicas may live, leases run out instead.
    await releaseLeases(database);
    return storeOver(database, encryption);
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

/**
 * The store that replicas share.
 * @throws PeoplegraphError STORE_UNAVAILABLE where it cannot be opened, or where there is no key.
 */
export async function openSharedStore(settings: SharedStoreSettings): Promise<Store> {
  const encryption = openSharedEncryption(settings.encryptionKeys);
  // Only who uses PostgreSQL pays for its client.
  const { openSharedDatabase } = await import('./postgres.js');
  return storeOver(await openSharedDatabase(settings), encryption);
}

const storeOver = (database: StoreDatabase, encryption: Encryption): Store => ({
  memberships: membershipLedger(database),
  permissions: permissionLedger(database),
  writes: writeJournal(database, encryption),
  close: () => database.destroy(),
});
