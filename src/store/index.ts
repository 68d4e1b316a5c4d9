import { identifierGuard } from '../domain/blocked-identifiers.js';
import type { RecordNames } from '../domain/change.js';
import type { ErasureStore } from '../domain/erasure.js';
import { type IdentityStore, mostRecordsOfPerson } from '../domain/identity.js';
import { ruleBetween } from '../domain/identity-rules.js';
import type { JobStore } from '../domain/job.js';
import type { MembershipLedger, PermissionLedger } from '../domain/ledgers.js';
import type { LinkImports } from '../domain/link-import.js';
import type { TimelineStore } from '../domain/timeline.js';
import type { WriteJournal } from '../domain/write.js';
import type { StoreDatabase } from './database.js';
import { openEmbeddedDatabase } from './embedded.js';
import { type Encryption, type EncryptionKey, openEncryption, openSharedEncryption } from './encryption.js';
import { EncryptionRenewal } from './encryption-renewal.js';
import { erasureStore } from './erasure-store.js';
import { identityStore } from './identity-store.js';
import { releaseJobLeases } from './job-claims.js';
import { jobStore } from './job-store.js';
import { linkImports } from './link-imports.js';
import { membershipLedger } from './membership-ledger.js';
import { permissionLedger } from './permission-ledger.js';
import type { SharedDatabaseSettings } from './postgres.js';
import { type PeopleListener, StoredGraph } from './stored-graph.js';
import { releaseLeases } from './write-claims.js';
import { timelineStore } from './timeline.js';
import { writeJournal } from './write-journal.js';

/** What this service itself keeps. */
export interface Store {
  readonly memberships: MembershipLedger;
  readonly permissions: PermissionLedger;
  readonly writes: WriteJournal;
  readonly identities: IdentityStore;
  /** Names of records by which others who share the store know them, and nobody else. */
  readonly recordNames: RecordNames;
  readonly timelines: TimelineStore;
  readonly erasures: ErasureStore;
  readonly linkImports: LinkImports;
  readonly jobs: JobStore;
  /** Lets older keys go. */
  readonly renewal: EncryptionRenewal;
  close(): Promise<void>;
}

/** What does not depend on where the store is. */
export interface StoreOptions {
  /** An identifier of more records than this links nobody. */
  readonly recordsPerIdentifier?: number;
  /** Identifiers that link nobody, beyond those that never do. */
  readonly blockedIdentifiers?: readonly string[];
  /** Whether this process does nothing but write a lot. */
  readonly isForBulk?: boolean;
  /** Hears whose records, links or names have changed; who was erased is among them. */
  readonly onPeopleChanged?: PeopleListener;
}

export interface SharedStoreSettings extends SharedDatabaseSettings, StoreOptions {
  /** They encrypt writes, the current one first: the same for all replicas. */
  readonly encryptionKeys: readonly EncryptionKey[];
}

/**
 * The store of one process.
 * @param keys that encrypt writes, the current one first; without any, one is made and kept in the directory.
 * @throws PeoplegraphError STORE_UNAVAILABLE where it cannot be opened.
 */
export async function openStore(
  directory: string,
  fileName: string,
  keys: readonly EncryptionKey[] = [],
  options: StoreOptions = {},
): Promise<Store> {
  const database = await openEmbeddedDatabase(directory, fileName, options.isForBulk);
  try {
    const encryption = openEncryption(directory, keys);
    // The file is locked: whoever claimed something before is gone. Where replicas may live, leases run out instead.
    await releaseLeases(database);
    await releaseJobLeases(database);
    return storeOver(database, encryption, options);
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

/**
 * The store that replicas share.
 * @throws PeoplegraphError STORE_UNAVAILABLE where it cannot be opened, or where there is no key.
 */
export async function openSharedStore(settings: SharedStoreSettings): Promise<Store> {
  const encryption = openSharedEncryption(settings.encryptionKeys);
  // Only who uses PostgreSQL pays for its client.
  const { openSharedDatabase } = await import('./postgres.js');
  return storeOver(await openSharedDatabase(settings), encryption, settings);
}

/** More people than this hardly share an e-mail address or a phone number: it is that of an office, or a mistake. */
const mostRecordsPerIdentifier = 10;

function storeOver(
  database: StoreDatabase,
  encryption: Encryption,
  { recordsPerIdentifier = mostRecordsPerIdentifier, blockedIdentifiers = [], onPeopleChanged }: StoreOptions,
): Store {
  const rules = {
    ruleBetween,
    recordsPerIdentifier,
    recordsPerPerson: mostRecordsOfPerson,
    isBlocked: identifierGuard(blockedIdentifiers),
  };
  const graph = new StoredGraph(database, encryption, rules, onPeopleChanged);
  const renewal = new EncryptionRenewal(database, encryption);
  return {
    memberships: membershipLedger(database),
    permissions: permissionLedger(database),
    writes: writeJournal(database, encryption),
    identities: identityStore(graph),
    async recordNames() {
      const names = await graph.openNames();
      return (key) => names.record(key);
    },
    linkImports: linkImports(graph),
    timelines: timelineStore(database, encryption),
    erasures: erasureStore(database, encryption, onPeopleChanged),
    jobs: jobStore(database, encryption),
    renewal,
    async close() {
      await renewal.close();
      await database.destroy();
    },
  };
}
