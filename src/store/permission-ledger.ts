import type { ContactPermission } from '../domain/contact.js';
import type { PermissionLedger } from '../domain/ledgers.js';
import { guarded, type StoreDatabase } from './database.js';

/** The statements of the ledger of portal permissions. */
export function permissionLedger(database: StoreDatabase): PermissionLedger {
  return {
    remember: (contactId, permissions) =>
      guarded(async () => {
        const row = { permissions: JSON.stringify(permissions), written_at: Date.now() };
        await database
          .insertInto('contact_permissions')
          .values({ contact_id: contactId, ...row })
          .onConflict((conflict) => conflict.column('contact_id').doUpdateSet(row))
          .execute();
      }),

    recall: (contactIds) =>
      guarded(async () => {
        const rows = await database
          .selectFrom('contact_permissions')
          .selectAll()
          .where('contact_id', 'in', contactIds)
          .execute();
        return new Map(rows.map((row) => [row.contact_id, JSON.parse(row.permissions) as ContactPermission[]]));
      }),

    forget: (contactId) =>
      guarded(async () => {
        await database.deleteFrom('contact_permissions').where('contact_id', '=', contactId).execute();
      }),
  };
}
