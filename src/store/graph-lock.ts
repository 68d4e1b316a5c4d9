import { sql } from 'kysely';
import { locksRows, type StoreDatabase } from './database.js';

const graphLock = 4_705_917_311;

/** Until the end of the transaction nobody else changes the graph: any two records may turn out to be of one person. */
export async function lockGraph(transaction: StoreDatabase): Promise<void> {
  if (locksRows(transaction)) await sql`select pg_advisory_xact_lock(${graphLock})`.execute(transaction);
}
