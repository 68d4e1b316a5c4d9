import type { MembershipLedger, PermissionLedger } from '../domain/ledgers.js';
import type { StoreDatabase } from './database.js';
import { openEmbeddedDatabase } from './embedded.js';
import { membershipLedger } from './membership-ledger.js';
import { permissionLedger } from './permission-ledger.js';
import type { SharedDatabaseSettings } from './postgres.js';

/** What this service itself keeps. */
export interface Store {
  readonly memberships: MembershipLedger;
  readonly permissions: PermissionLedger;
  close(): Promise<void>;
}

/** The store of one process. @throws PeoplegraphError STORE_UNAVAILABLE where it cannot be opened. */
export async function openStore(directory: string, fileName: string): Promise<Store> {
  return storeOver(await openEmbeddedDatabase(directory, fileName));
}

/** The store that replicas share. @throws PeoplegraphError STORE_UNAVAILABLE where it cannot be opened. */
export async function openSharedStore(settings: SharedDatabaseSettings): Promise<Store> {
  // Only who uses PostgreSQL pays for its client.
  const { openSharedDatabase } = await import('./postgres.js');
  return storeOver(await openSharedDatabase(settings));
}

const storeOver = (database: StoreDatabase): Store => ({
  memberships: membershipLedger(database),
  permissions: permissionLedger(database),
  close: () => database.destroy(),
});
