import { type CompiledQuery, sql } from 'kysely';
import type { WriteSubject } from '../domain/write.js';
import { ErrorCode, PeoplegraphError } from '../errors.js';
import type { StoreDatabase } from './database.js';
import type { Encryption } from './encryption.js';
import { type IdentityNames, identityNames } from './identity-names.js';
import { prepared } from './prepared.js';

/** A subject as it is stored. */
export interface NamedSubject {
  readonly subject: string;
  readonly place: number;
}

/** How subjects are named in the store; none are where the key of the names is missing. */
export function subjectNaming(
  database: StoreDatabase,
  encryption: Encryption,
): (subjects: readonly WriteSubject[]) => Promise<readonly NamedSubject[]> {
  const openNames = identityNames(database, encryption);
  return async (subjects) => {
    const names = subjects.length === 0 ? undefined : await readable(openNames());
    return names ? subjects.map(({ place, of }) => ({ subject: nameOf(of, names), place })) : [];
  };
}

/** Puts together the statement that says whom a stored write is about; undefined where it is about nobody. */
export function subjectInsertion(
  database: StoreDatabase,
): (id: string, subjects: readonly NamedSubject[]) => CompiledQuery | undefined {
  const insertOne = prepared(({ id, subject, place }: NamedSubject & { id: string }) =>
    insertion(database, id, [{ subject, place }]),
  );
  return (id, subjects) => {
    const [first, ...others] = subjects;
    if (!first) return undefined;
    return others.length === 0 ? insertOne({ id, ...first }) : insertion(database, id, subjects);
  };
}

export const nameOf = (of: WriteSubject['of'], names: IdentityNames): string =>
  'vendor' in of ? names.record(of) : names.identifier(of);

/** While the key of the names is missing nobody is known, and a write is no less due for that. */
const readable = (names: Promise<IdentityNames>): Promise<IdentityNames | undefined> =>
  names.catch((error: unknown) => {
    if (error instanceof PeoplegraphError && error.code === ErrorCode.PERSON_UNREADABLE) return undefined;
    throw error;
  });

/** Of a write whose key was taken there is nothing to say. */
function insertion(database: StoreDatabase, id: string, subjects: readonly NamedSubject[]): CompiledQuery {
  const rows = subjects.map(({ subject, place }) => sql`(cast(${subject} as text), cast(${place} as integer))`);
  const listed = sql<{ column1: string; column2: number }>`(values ${sql.join(rows)})`;
  return database
    .insertInto('write_subjects')
    .columns(['subject', 'happened_at', 'write_id', 'place'])
    .expression((insert) =>
      insert
        .selectFrom(['writes', listed.as('listed')])
        .select(['listed.column1', 'writes.created_at', 'writes.id', 'listed.column2'])
        .where('writes.id', '=', id),
    )
    .onConflict((conflict) => conflict.doNothing())
    .compile();
}
