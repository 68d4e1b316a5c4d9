import type { MembershipLedger, PermissionLedger } from '../domain/ledgers.js';
import { openDatabase } from './database.js';
import { membershipLedger } from './membership-ledger.js';
import { permissionLedger } from './permission-ledger.js';

/** What this service itself keeps. */
export interface Store {
  readonly memberships: MembershipLedger;
  readonly permissions: PermissionLedger;
  close(): Promise<void>;
}

/** @throws PeoplegraphError STORE_UNAVAILABLE where the store cannot be opened. */
export async function openStore(directory: string, fileName: string): Promise<Store> {
  const database = await openDatabase(directory, fileName);
  return {
    memberships: membershipLedger(database),
    permissions: permissionLedger(database),
    close: () => database.destroy(),
  };
}
