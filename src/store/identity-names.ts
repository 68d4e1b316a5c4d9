import { createHmac, randomBytes } from 'node:crypto';
import type { Identifier, RecordKey } from '../domain/identity.js';
import type { StoreDatabase } from './database.js';
import type { Encryption } from './encryption.js';
import { unreadable } from './identity-rows.js';

/** The row of `secrets` that holds the key of the hashes. */
const secretName = 'identity-names';

/**
 * Names of records and identifiers as the store knows them. A plain hash of a phone number is guessed in minutes:
 * these take a key, which is stored encrypted, so that they stay the same when the keys of the encryption change.
 */
export interface IdentityNames {
  record(key: RecordKey): string;
  identifier(identifier: Identifier): string;
}

/** Opens them when they are first wanted; a failure is tried again. */
export function identityNames(database: StoreDatabase, encryption: Encryption): () => Promise<IdentityNames> {
  let opened: Promise<IdentityNames> | undefined;
  return () => {
    opened ??= open(database, encryption).catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
}

async function open(database: StoreDatabase, encryption: Encryption): Promise<IdentityNames> {
  const fresh = randomBytes(32).toString('base64');
  // Whoever comes second uses what the first one made.
  await database
    .insertInto('secrets')
    .values({ name: secretName, secret: encryption.encrypt(fresh, secretName) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const { secret } = await database
    .selectFrom('secrets')
    .select('secret')
    .where('name', '=', secretName)
    .executeTakeFirstOrThrow();
  return namesWith(Buffer.from(decrypted(encryption, secret), 'base64'));
}

/** Without it nobody is found any more. @throws PeoplegraphError PERSON_UNREADABLE */
function decrypted(encryption: Encryption, secret: string): string {
  try {
    return encryption.decrypt(secret, secretName);
  } catch (cause) {
    throw unreadable(cause);
  }
}

function namesWith(key: Buffer): IdentityNames {
  const hash = (...parts: string[]): string =>
    createHmac('sha256', key).update(parts.join(' ')).digest('base64url').slice(0, 27);
  return {
    record: ({ vendor, recordId }) => hash('record', vendor, recordId),
    identifier: ({ kind, value }) => hash('identifier', kind, value),
  };
}
