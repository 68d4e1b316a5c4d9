import type { IdentifierKind } from '../domain/identity.js';
import type { GraphPart, GraphPerson, GraphRecord } from '../domain/identity-graph-state.js';
import type { StoreDatabase } from './database.js';
import type { IdentityRows } from './identity-rows.js';
import { isAmong } from './lists.js';
import type { PersonIdentifierRow, PersonRecordRow, PersonRow } from './schema.js';

/** What a part of the graph is about, in the names of the store. */
export interface PartOf {
  readonly records?: readonly string[];
  readonly identifiers?: readonly string[];
  /** Who has become part of another is not found. */
  readonly people?: readonly string[];
}

/** Loads whoever has one of the records or identifiers: each person whole, with all records and what is known of them. */
export async function loadPart(
  database: StoreDatabase,
  rows: IdentityRows,
  { records = [], identifiers = [], people = [] }: PartOf,
): Promise<GraphPart> {
  const owners = await ownersOf(database, records, identifiers);
  const wanted = new Set([...people, ...owners.map(({ person_id }) => person_id)]);
  const found = await peopleWith(database, rows, [...wanted]);
  const [unreadable] = found.unreadable.values();
  if (unreadable) throw unreadable;
  if (found.records.length === 0) return { ...found, separations: [] };
  const names = found.records.map(({ token }) => token);
  const known = byRecord(
    await database
      .selectFrom('person_identifiers')
      .selectAll()
      .where(isAmong(database, 'record', names))
      .execute(),
  );
  const separations = await database
    .selectFrom('separated_records')
    .selectAll()
    .where(isAmong(database, 'record', names))
    .execute();
  return {
    people: found.people,
    records: found.records.map((record) => ({ ...record, identifiers: known.get(record.token) ?? noIdentifiers })),
    separations: separations.map(({ record, other }) => [record, other]),
  };
}

/** A record with what else is stored of its person. */
export type FoundRow = PersonRecordRow & Pick<PersonRow, 'created_at'>;

interface FoundPeople {
  readonly people: GraphPerson[];
  readonly records: GraphRecord[];
  /** By the ids of people who cannot be decrypted, the error that says so. */
  readonly unreadable: ReadonlyMap<string, Error>;
}

/** People with their records, without their identifiers. */
export async function peopleWith(
  database: StoreDatabase,
  rows: IdentityRows,
  ids: readonly string[],
): Promise<FoundPeople> {
  if (ids.length === 0) return peopleOf(rows, []);
  const found = await database
    .selectFrom('person_records')
    .innerJoin('people', 'people.id', 'person_records.person_id')
    .selectAll('person_records')
    .select('people.created_at')
    .where(isAmong(database, 'person_records.person_id', ids))
    .execute();
  return peopleOf(rows, found);
}

export function peopleOf(rows: IdentityRows, found: readonly FoundRow[]): FoundPeople {
  const unreadable = new Map<string, Error>();
  const createdAt = new Map(found.map(({ person_id, created_at }) => [person_id, created_at]));
  return {
    people: [...createdAt].map(([id, time]) => ({ id, createdAt: new Date(time) })),
    records: found.flatMap((row) => {
      try {
        return rows.record(row);
      } catch (error) {
        unreadable.set(row.person_id, error as Error);
        return [];
      }
    }),
    unreadable,
  };
}

/** Whose the records are, and those that have the identifiers: one row for each of them. */
const ownersOf = (
  database: StoreDatabase,
  records: readonly string[],
  identifiers: readonly string[],
): Promise<{ name: string; person_id: string }[]> =>
  database
    .selectFrom('person_records')
    .select(['record as name', 'person_id'])
    .where(isAmong(database, 'record', records))
    .unionAll(
      database
        .selectFrom('person_identifiers')
        .innerJoin('person_records', 'person_records.record', 'person_identifiers.record')
        .select(['person_identifiers.identifier as name', 'person_records.person_id'])
        .where(isAmong(database, 'person_identifiers.identifier', identifiers)),
    )
    .execute();

const noIdentifiers: ReadonlyMap<string, IdentifierKind> = new Map();

function byRecord(rows: readonly PersonIdentifierRow[]): ReadonlyMap<string, ReadonlyMap<string, IdentifierKind>> {
  const known = new Map<string, Map<string, IdentifierKind>>();
  for (const { record, identifier, kind } of rows) {
    const own = known.get(record) ?? new Map<string, IdentifierKind>();
    known.set(record, own.set(identifier, kind as IdentifierKind));
  }
  return known;
}
