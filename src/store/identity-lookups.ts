import { type CompiledQuery, type Expression, sql, type SqlBool } from 'kysely';
import { type Identity, IdentifierKind, type IdentityLookup } from '../domain/identity.js';
import { type GraphRecord, toIdentity } from '../domain/identity-graph-state.js';
import type { Answer } from '../domain/sources.js';
import { Vendor } from '../domain/vendor.js';
import type { StoreDatabase } from './database.js';
import type { IdentityNames } from './identity-names.js';
import { type FoundRow, peopleOf } from './identity-parts.js';
import type { IdentityRows } from './identity-rows.js';
import { isIn, listOf } from './lists.js';
import { prepared } from './prepared.js';

/** A record of somebody who is meant, with the name or the id that means them. */
type MeantRow = FoundRow & { readonly meant_by: string };

/** What a lookup goes by, as the store knows it, in the order in which it counts; null where it does not. */
interface Meaning {
  readonly id: string | null;
  readonly record: string | null;
  readonly identifier: string | null;
}

/** The same of several lookups at once. */
type Meanings = { readonly [Key in keyof Meaning]: unknown };

/**
 * Who is meant by names of records and identifiers, and by ids: people with all of their records, in one statement.
 * @param isMeant whether a column is what is looked for.
 */
const whoIsMeant = <Meant extends Meanings>(
  database: StoreDatabase,
  isMeant: (column: string, meant: unknown) => Expression<SqlBool>,
): ((meant: Meant) => CompiledQuery<MeantRow>) =>
  prepared(({ record, identifier, id }: Meant) =>
    sql<MeantRow>`
      with meant as (
        select record as name, person_id from person_records where ${isMeant('record', record)}
        union
        select person_identifiers.identifier, person_records.person_id
        from person_identifiers join person_records on person_records.record = person_identifiers.record
        where ${isMeant('person_identifiers.identifier', identifier)}
        union
        select id, coalesce(merged_into, id) from people where ${isMeant('id', id)}
      )
      select meant.name as meant_by, person_records.*, people.created_at
      from meant cross join person_records cross join people
      where person_records.person_id = meant.person_id and people.id = meant.person_id`.compile(database),
  );

/** @returns a function that finds whoever is looked for with one statement, however many lookups there are. */
export function identityLookups(database: StoreDatabase, rows: IdentityRows) {
  const one = whoIsMeant<Meaning>(database, (column, name) => sql`${sql.ref(column)} = ${name}`);
  const many = whoIsMeant<Meanings>(database, (column, list) => isIn(database, column, list));

  const statement = (meanings: readonly Meaning[]): CompiledQuery<MeantRow> => {
    const [only, ...others] = meanings;
    // For a list PostgreSQL makes a plan each time, since it may be long, and that takes as long as the lookup.
    if (only && others.length === 0) return one(only);
    const listed = (key: keyof Meaning): unknown =>
      listOf(
        database,
        meanings.flatMap((meaning) => meaning[key] ?? []),
      );
    return many({ id: listed('id'), record: listed('record'), identifier: listed('identifier') });
  };

  return async (lookups: readonly IdentityLookup[], names: IdentityNames): Promise<Answer<Identity>[]> => {
    const meanings = lookups.map((lookup) => meaningOf(lookup, names));
    const { rows: meant } = await database.executeQuery(statement(meanings));
    const owners = new Map<string, Set<string>>();
    for (const { meant_by, person_id } of meant)
      owners.set(meant_by, (owners.get(meant_by) ?? new Set()).add(person_id));
    const { identities, unreadable } = identitiesOf(rows, meant);
    return lookups.map((lookup, index) => {
      const { id, record, identifier } = meanings[index] as Meaning;
      const found = [id, record, identifier].map((name) => [...((name === null ? null : owners.get(name)) ?? [])]);
      const error = found.flat().flatMap((person) => unreadable.get(person) ?? [])[0];
      return (
        error ??
        best(
          lookup,
          found.map((people) => people.flatMap((person) => identities.get(person) ?? [])),
        )
      );
    });
  };
}

/** Somebody who is meant in several ways is there once. */
function identitiesOf(rows: IdentityRows, meant: readonly MeantRow[]) {
  const { people, records, unreadable } = peopleOf(rows, [...new Map(meant.map((row) => [row.record, row])).values()]);
  const recordsOf = new Map<string, GraphRecord[]>();
  for (const record of records) {
    const known = recordsOf.get(record.personId);
    if (known) known.push(record);
    else recordsOf.set(record.personId, [record]);
  }
  const identities = people.map((person) => [person.id, toIdentity(person, recordsOf.get(person.id) ?? [])] as const);
  return { identities: new Map(identities), unreadable };
}

/** @param found who may be meant: those of the first group that is not empty count before the others. */
function best(lookup: IdentityLookup, found: readonly (readonly Identity[])[]): Identity | null {
  const matches = found.flatMap(ranked);
  const [identity] = matches;
  if (!identity) return null;
  const redirectedFrom = 'personId' in lookup && lookup.personId !== identity.id ? lookup.personId : null;
  const others = new Set(matches.map(({ id }) => id).filter((id) => id !== identity.id));
  return { ...identity, redirectedFrom, otherMatches: [...others] };
}

function meaningOf(lookup: IdentityLookup, names: IdentityNames): Meaning {
  const nothing = { id: null, record: null, identifier: null };
  if ('personId' in lookup) return { ...nothing, id: lookup.personId };
  if ('record' in lookup) return { ...nothing, record: names.record(lookup.record) };
  const { kind, value } = lookup.identifier;
  // A phone number is first of all the name of a profile at Numi: its owner comes before others who have the number, too.
  const isProfile = kind === IdentifierKind.PHONE_NUMBER;
  const record = isProfile ? names.record({ vendor: Vendor.NUMI, recordId: value }) : null;
  return { ...nothing, record, identifier: names.identifier(lookup.identifier) };
}

/** The names of the records and identifiers that a lookup goes by. */
export function namesOf(lookup: IdentityLookup, names: IdentityNames): string[] {
  const { record, identifier } = meaningOf(lookup, names);
  return [record, identifier].filter((name) => name !== null);
}

/** Who is known by more records comes first, then who has been known for longer. */
const ranked = (identities: readonly Identity[]): Identity[] =>
  identities.toSorted(
    (one, other) => other.links.length - one.links.length || one.createdAt.getTime() - other.createdAt.getTime(),
  );
