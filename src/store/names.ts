import type { PersioUserId } from '../domain/persio-user-id.js';

/** The file in the data directory that holds what is real; a sandbox has one of its own. */
export const storeFile = 'peoplegraph.db';

/** That of a sandbox: what is played with there never mixes with real memberships. */
export const sandboxStoreFile = (persioUserId: PersioUserId): string =>
  `sandbox-${persioUserId.toLowerCase().replaceAll('_', '-')}.db`;

/** The schema in a PostgreSQL database that stands for such a file. */
export const schemaOf = (file: string): string => file.replace(/\.db$/, '');
