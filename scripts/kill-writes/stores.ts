import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createDatabase, startPostgresProxy } from '../../test/support/postgres.js';
import { startCluster } from './cluster.js';

export const storeNames = ['embedded', 'postgres'] as const;
export type StoreName = (typeof storeNames)[number];

/** Where the killed service keeps its writes. */
export interface KilledStore {
  /** The variables that name it. */
  readonly environment: Readonly<Record<string, string>>;
  /** How the database is taken away and given back; undefined where it lives in the service itself. */
  readonly restart: (() => Promise<void>) | undefined;
  /** The same in words. */
  readonly restartedBy: string;
  close(): Promise<void>;
}

/** How long PostgreSQL is away, in milliseconds. */
const awayTime = 1_000;

export const openStore: Readonly<Record<StoreName, (directory: string, ownCluster: boolean) => Promise<KilledStore>>> =
  {
    embedded: async (directory) => ({
      environment: { DATA_DIR: join(directory, 'data') },
      restart: undefined,
      restartedBy: 'nothing',
      close: () => Promise.resolve(),
    }),
    postgres: async (directory, ownCluster) => {
      const cluster = ownCluster ? await startCluster(join(directory, 'cluster')) : undefined;
      return cluster
        ? {
            environment: shared(cluster.url),
            restart: () => cluster.restart(awayTime),
            restartedBy: 'the server itself',
            close: () => cluster.close(),
          }
        : existing();
    },
  };

/** A database in the server that runs already: others use it, so it is not restarted, but the way to it is cut. */
async function existing(): Promise<KilledStore> {
  const database = await createDatabase();
  const proxy = await startPostgresProxy();
  return {
    environment: shared(database.urlAt(proxy.port)),
    async restart() {
      proxy.cut();
      await pause(awayTime);
      proxy.restore();
    },
    restartedBy: 'its connections',
    async close() {
      await proxy.close();
      await database.drop();
    },
  };
}

const shared = (url: string): Record<string, string> => ({
  DATABASE_URL: url,
  STORE_ENCRYPTION_KEYS: `shared:${randomBytes(32).toString('base64')}`,
});
