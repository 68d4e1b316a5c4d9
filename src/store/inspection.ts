import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unavailable } from './database.js';
import { inspectEmbeddedDatabase, isHeldElsewhere } from './embedded.js';
import { type EncryptionKey, keyFileName, openEncryption, openSharedEncryption } from './encryption.js';
import type { TablesState } from './migrator.js';
import type { SharedDatabaseSettings } from './postgres.js';

/** `HELD`: another process has it, as a running server does. */
export type StoreState = TablesState | 'HELD';

/**
 * How the embedded store stands. Nothing is made, and no table is changed.
 * @throws PeoplegraphError STORE_UNAVAILABLE where a server could not use it, with one sentence for the operator.
 */
export async function inspectStore(
  directory: string,
  fileName: string,
  keys: readonly EncryptionKey[],
): Promise<StoreState> {
  // Where nothing was configured and nothing is there yet, a server will make one.
  if (existsSync(join(directory, keyFileName))) openEncryption(directory, keys);
  if (!existsSync(join(directory, fileName))) {
    refuseUnwritable(directory);
    return 'MISSING';
  }
  try {
    return await inspectEmbeddedDatabase(directory, fileName);
  } catch (error) {
    if (isHeldElsewhere(error)) return 'HELD';
    throw error;
  }
}

/**
 * How the store that replicas share stands.
 * @throws PeoplegraphError STORE_UNAVAILABLE where a server could not use it, with one sentence for the operator.
 */
export async function inspectSharedStore(
  settings: SharedDatabaseSettings & { readonly encryptionKeys: readonly EncryptionKey[] },
): Promise<TablesState> {
  openSharedEncryption(settings.encryptionKeys);
  const { inspectSharedDatabase } = await import('./postgres.js');
  return inspectSharedDatabase(settings);
}

/** The directory, or the one in which it would be made, has to be one that this user may write to. */
function refuseUnwritable(directory: string): void {
  let place = directory;
  while (!existsSync(place)) place = dirname(place);
  try {
    // What is no directory has nothing below it.
    accessSync(join(place, '.'), constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unavailable(
      `There is no store in ${directory}, and none can be made. Check that DATA_DIR names a directory that this user may write to.`,
      error,
    );
  }
}
