import { type SqlBool, sql } from 'kysely';
import type { StoreDatabase } from './database.js';

/**
 * What a person is known by: the names of their records, and of the identifiers that no record of anybody else has,
 * such as the address of a family.
 */
export const namesOf = (database: StoreDatabase, personId: string) =>
  database
    .selectFrom(
      database
        .selectFrom('person_records')
        .select('record as name')
        .where('person_id', '=', personId)
        .union(
          database
            .selectFrom('person_records as own')
            .innerJoin('person_identifiers as known', 'known.record', 'own.record')
            .select('known.identifier as name')
            .where('own.person_id', '=', personId)
            .where((where) =>
              where.not(
                where.exists(
                  where
                    .selectFrom('person_identifiers as same')
                    .innerJoin('person_records as theirs', 'theirs.record', 'same.record')
                    .select('same.record')
                    .whereRef('same.identifier', '=', 'known.identifier')
                    .where('theirs.person_id', '!=', personId),
                ),
              ),
            ),
        )
        .as('names'),
    )
    // SQLite would take what follows in an insertion for the condition of a join.
    .where(sql<SqlBool>`1 = 1`);

/** All ids of a person: their own, and those of whom they became. */
export const idsOf = (database: StoreDatabase, personId: string) =>
  database
    .selectFrom('people')
    .select('id')
    .where((where) => where.or([where('id', '=', personId), where('merged_into', '=', personId)]));
