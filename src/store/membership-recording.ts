import { isDeepStrictEqual } from 'node:util';
import type { AcceptedGroupCall, GroupMembership } from '../domain/group-membership.js';
import { locksRows, type StoreDatabase } from './database.js';
import { joined, joinedAgain, membershipId, toMembership } from './membership-rows.js';
import type { GroupMembershipRow } from './schema.js';

/**
 * Lays the calls over the memberships that are there, inside of a transaction.
 * @returns the memberships in the order of the calls.
 */
export async function recordMemberships(
  transaction: StoreDatabase,
  calls: readonly AcceptedGroupCall[],
): Promise<GroupMembership[]> {
  const named = calls.map((call): NamedCall => ({ id: membershipId(call), call }));
  const rows = await lockedRows(transaction, named);
  const before = new Map(rows);
  const memberships = named.map(({ id, call }) => {
    const row = joinedAgain(rows.get(id) as GroupMembershipRow, call);
    rows.set(id, row);
    return toMembership(row);
  });
  const changed = [...rows.values()].filter((row) => !isDeepStrictEqual(row, before.get(row.id)));
  await save(transaction, changed);
  return memberships;
}

interface NamedCall {
  readonly id: string;
  readonly call: AcceptedGroupCall;
}

/** Rows of one statement: each has nine parameters, of which a database takes some 32,000. */
const rowsAtOnce = 1_000;

/**
 * The row of each call, locked until the end of the transaction; one that is missing is made of its first call.
 * Everybody makes and locks rows in the order of their ids, so that no two wait for each other, and who reads a row
 * sees the last change of it: replicas write the same membership at once, and none loses what another wrote.
 */
async function lockedRows(
  transaction: StoreDatabase,
  calls: readonly NamedCall[],
): Promise<Map<string, GroupMembershipRow>> {
  const fresh = new Map<string, GroupMembershipRow>();
  for (const { id, call } of calls) if (!fresh.has(id)) fresh.set(id, joined(id, call));
  const ids = [...fresh.keys()].sort();
  const parts = Array.from({ length: Math.ceil(ids.length / rowsAtOnce) }, (_, part) =>
    ids.slice(part * rowsAtOnce, (part + 1) * rowsAtOnce),
  );
  for (const part of parts)
    await transaction
      .insertInto('group_memberships')
      .values(part.map((id) => fresh.get(id) as GroupMembershipRow))
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  const rows = new Map<string, GroupMembershipRow>();
  for (const part of parts) {
    const found = await transaction
      .selectFrom('group_memberships')
      .selectAll()
      .where('id', 'in', part)
      .orderBy('id')
      .$if(locksRows(transaction), (query) => query.forUpdate())
      .execute();
    for (const row of found) rows.set(row.id, row);
  }
  return rows;
}

async function save(transaction: StoreDatabase, rows: readonly GroupMembershipRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsAtOnce)
    await transaction
      .insertInto('group_memberships')
      .values(rows.slice(start, start + rowsAtOnce))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((row) => ({
          anonymous_id: row.ref('excluded.anonymous_id'),
          traits: row.ref('excluded.traits'),
          joined_at: row.ref('excluded.joined_at'),
          latest_at: row.ref('excluded.latest_at'),
          observed_at: row.ref('excluded.observed_at'),
        })),
      )
      .execute();
}
