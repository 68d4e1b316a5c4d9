import { type AliasableExpression, type SqlBool, sql } from 'kysely';
import type { Encryption } from './encryption.js';

/** Columns with encrypted texts, and the one that says until when a row is tried. */
interface EncryptedColumns {
  readonly encrypted: readonly string[];
  readonly expiresAt: string;
}

/**
 * Whether this process is to take a row over. Where it lacks a key, another replica may have it, which has been given a new
 * one before this one was: ended here as unreadable, the row would be lost. Once it is too old, it ends in any case.
 */
export function isReadable(
  encryption: Encryption,
  { encrypted, expiresAt }: EncryptedColumns,
  now: Date,
): AliasableExpression<SqlBool> {
  const prefixes = encryption.knownPrefixes;
  const known = encrypted.map((column) => {
    // Bytes may be compared as characters: the names of keys are of ASCII.
    const begins = prefixes.map((prefix) => sql`substr(${sql.ref(column)}, 1, ${sql.lit(prefix.length)}) = ${prefix}`);
    return sql`(${sql.ref(column)} is null or ${sql.join(begins, sql` or `)})`;
  });
  return sql<SqlBool>`(${sql.ref(expiresAt)} <= ${now.getTime()} or (${sql.join(known, sql` and `)}))`;
}
