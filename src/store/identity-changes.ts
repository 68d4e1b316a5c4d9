import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { GraphChanges, GraphRecord, Separation } from '../domain/identity-graph-state.js';
import type { StoreDatabase } from './database.js';
import type { IdentityRows } from './identity-rows.js';
import { insertRows, isAmong, rowsOf } from './lists.js';
import type { SeparatedRecordsRow } from './schema.js';

/** Saves how a part of the graph has changed, inside of a transaction. */
export async function saveChanges(database: StoreDatabase, rows: IdentityRows, changes: GraphChanges): Promise<void> {
  const { newPeople, newRecords, changedRecords, identified, merged, separated, reconciled, events } = changes;
  await insertRows(
    database,
    'people',
    newPeople.map(({ id, createdAt }) => ({ id, created_at: createdAt.getTime(), merged_into: null })),
  );
  // Nobody else makes records meanwhile: the graph is locked.
  await saveRecords(database, rows, newRecords);
  await saveRecords(database, rows, changedRecords, conflictOfRecords);
  await saveIdentifiers(database, identified);
  await saveMerged(database, [...merged]);
  await insertRows(database, 'separated_records', bothWays(separated), 'on conflict do nothing');
  await deleteSeparations(database, bothWays(reconciled));
  await insertRows(
    database,
    'person_events',
    events.map((event) => rows.event(randomUUID(), event)),
  );
}

const conflictOfRecords = `on conflict (record) do update set person_id = excluded.person_id, details = excluded.details,
  rule = excluded.rule, linked_at = excluded.linked_at, linked_by = excluded.linked_by`;

/** Records that are sent at once: the next ones are encrypted while PostgreSQL takes these. */
const recordsAtOnce = 1_000;

async function saveRecords(
  database: StoreDatabase,
  rows: IdentityRows,
  records: readonly GraphRecord[],
  conflict?: string,
): Promise<void> {
  // An index takes neighbours faster than strangers.
  const ordered = records.toSorted((one, other) => (one.token < other.token ? -1 : 1));
  let sent: Promise<void> = Promise.resolve();
  for (let start = 0; start < ordered.length; start += recordsAtOnce) {
    const next = ordered.slice(start, start + recordsAtOnce).map((record) => rows.row(record));
    await sent;
    sent = insertRows(database, 'person_records', next, conflict);
    // Whether it failed is seen below; until then nobody else has to know.
    sent.catch(() => undefined);
    await setImmediate();
  }
  await sent;
}

async function saveIdentifiers(database: StoreDatabase, records: readonly GraphRecord[]): Promise<void> {
  if (records.length === 0) return;
  const names = records.map(({ token }) => token);
  await database
    .deleteFrom('person_identifiers')
    .where(isAmong(database, 'record', names))
    .execute();
  const identifiers = records.flatMap(({ token, identifiers: own }) =>
    [...own].map(([identifier, kind]) => ({ identifier, record: token, kind })),
  );
  await insertRows(database, 'person_identifiers', identifiers);
}

/** Nobody is led on more than once. */
async function saveMerged(database: StoreDatabase, merged: readonly (readonly [string, string])[]): Promise<void> {
  if (merged.length === 0) return;
  const led = rowsOf(
    database,
    'people',
    ['id', 'merged_into'],
    merged.map(([id, merged_into]) => ({ id, merged_into })),
  );
  const lead = (table: 'people' | 'person_events', target: string, column: string) =>
    sql`
      update ${sql.table(table)} set ${sql.ref(target)} = led.merged_into
      from ${led} as led where ${sql.table(table)}.${sql.ref(column)} = led.id`.execute(database);
  await lead('people', 'merged_into', 'merged_into');
  await lead('people', 'merged_into', 'id');
  await lead('person_events', 'person_id', 'person_id');
}

async function deleteSeparations(database: StoreDatabase, pairs: readonly SeparatedRecordsRow[]): Promise<void> {
  if (pairs.length === 0) return;
  const gone = rowsOf(database, 'separated_records', ['record', 'other'], pairs);
  await sql`
    delete from separated_records
    where (record, other) in (select record, other from ${gone} as gone)`.execute(database);
}

export const isNothing = (changes: GraphChanges): boolean =>
  changes.newPeople.length === 0 &&
  changes.newRecords.length === 0 &&
  changes.changedRecords.length === 0 &&
  changes.merged.size === 0 &&
  changes.reconciled.length === 0 &&
  changes.separated.length === 0;

const bothWays = (separations: readonly Separation[]): SeparatedRecordsRow[] =>
  separations.flatMap(([record, other]) => [
    { record, other },
    { record: other, other: record },
  ]);
