import type { QueryCreator } from 'kysely';
import type { RecordKey } from '../domain/identity.js';
import { Vendor } from '../domain/vendor.js';
import type { StoreDatabase } from './database.js';
import { idsOf, namesOf } from './erased-names.js';
import type { IdentityNames } from './identity-names.js';
import type { IdentityRows } from './identity-rows.js';
import type { StoreSchema } from './schema.js';

/** Deletes the memberships and the noted permissions of records. */
export async function purgeLedgers(
  transaction: StoreDatabase,
  records: readonly RecordKey[],
  vendorOfUserIds: Vendor,
): Promise<void> {
  const idsAt = (wanted: Vendor): string[] =>
    records.flatMap(({ vendor, recordId }) => (vendor === wanted ? [recordId] : []));
  const deleted = await transaction
    .deleteFrom('group_memberships')
    .where('member_kind', '=', 'USER')
    .where('member_id', 'in', idsAt(vendorOfUserIds))
    .returning('anonymous_id')
    .execute();
  // Persio was told that these are the same person.
  const anonymousIds = deleted.flatMap(({ anonymous_id }) => anonymous_id ?? []);
  await transaction
    .deleteFrom('group_memberships')
    .where('member_kind', '=', 'ANONYMOUS')
    .where('member_id', 'in', anonymousIds)
    .execute();
  await transaction.deleteFrom('contact_permissions').where('contact_id', 'in', idsAt(Vendor.PERFEX)).execute();
}

/**
 * The records of a person, and all that are held apart from them, from those, and so on. Who was one person once is held
 * apart since; but of whom a record was taken out may have had others since then, which know of it by those between only.
 */
const recordsApart = (queries: QueryCreator<StoreSchema & { apart: { record: string } }>, personId: string) =>
  queries
    .selectFrom('person_records')
    .select('record')
    .where('person_id', '=', personId)
    .union(
      queries
        .selectFrom('apart')
        .innerJoin('separated_records', 'separated_records.record', 'apart.record')
        .select('separated_records.other as record'),
    );

/** Deletes what has happened to a person, and what others' events say of the records: they name what was taken out of those. */
export async function purgeEvents(
  transaction: StoreDatabase,
  rows: IdentityRows,
  names: IdentityNames,
  personId: string,
): Promise<void> {
  await transaction.deleteFrom('person_events').where('person_id', '=', personId).execute();
  const own = await transaction
    .selectFrom('person_records')
    .select('record')
    .where('person_id', '=', personId)
    .execute();
  const isOwn = (key: RecordKey | null): boolean => {
    const name = key && names.record(key);
    return own.some(({ record }) => record === name);
  };
  const others = await transaction
    .withRecursive('apart(record)', (queries) => recordsApart(queries, personId))
    .selectFrom('person_events')
    .selectAll('person_events')
    .where('kind', '=', 'UNLINKED')
    .where('person_id', 'in', (where) =>
      where
        .selectFrom('apart')
        .innerJoin('person_records', 'person_records.record', 'apart.record')
        .select('person_records.person_id'),
    )
    .execute();
  const naming = others.filter((row) => {
    const event = rows.graphEvent(row);
    return event.kind === 'UNLINKED' && (isOwn(event.link.key) || isOwn(event.link.evidence.matched));
  });
  await transaction
    .deleteFrom('person_events')
    .where(
      'id',
      'in',
      naming.map(({ id }) => id),
    )
    .execute();
}

/** Deletes the person, all records and what is known of them. */
export async function purgeIdentity(transaction: StoreDatabase, personId: string): Promise<void> {
  await transaction
    .deleteFrom('write_subjects')
    .where('subject', 'in', namesOf(transaction, personId).select('name'))
    .execute();
  const records = transaction.selectFrom('person_records').select('record').where('person_id', '=', personId);
  await transaction.deleteFrom('person_identifiers').where('record', 'in', records).execute();
  await transaction
    .deleteFrom('separated_records')
    .where((where) => where.or([where('record', 'in', records), where('other', 'in', records)]))
    .execute();
  await transaction.deleteFrom('person_records').where('person_id', '=', personId).execute();
  await transaction.deleteFrom('people').where('id', 'in', idsOf(transaction, personId)).execute();
}
