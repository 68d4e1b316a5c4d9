import type { MembershipLedger, PermissionLedger } from '../domain/ledgers.js';
import type { WriteJournal } from '../domain/write.js';
import { openDatabase } from './database.js';
import { type EncryptionKey, openEncryption } from './encryption.js';
import { membershipLedger } from './membership-ledger.js';
import { permissionLedger } from './permission-ledger.js';
import { releaseLeases } from './write-claims.js';
import { writeJournal } from './write-journal.js';

/** What this service itself keeps. */
export interface Store {
  readonly memberships: MembershipLedger;
  readonly permissions: PermissionLedger;
  readonly writes: WriteJournal;
  close(): Promise<void>;
}

/**
 * @param keys that encrypt writes, the current one first; without any, one is made and kept in the directory.
 * @throws PeoplegraphError STORE_UNAVAILABLE where the store cannot be opened.
 */
export async function openStore(
  directory: string,
  fileName: string,
  keys: readonly EncryptionKey[] = [],
): Promise<Store> {
  const database = await openDatabase(directory, fileName);
  try {
    const encryption = openEncryption(directory, keys);
    // The file is locked: whoever claimed something before is gone.
    await releaseLeases(database);
    return {
      memberships: membershipLedger(database),
      permissions: permissionLedger(database),
      writes: writeJournal(database, encryption),
      close: () => database.destroy(),
    };
  } catch (error) {
    await database.destroy();
    throw error;
  }
}
