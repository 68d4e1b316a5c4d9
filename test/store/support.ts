import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AcceptedGroupCall } from '../../src/domain/group-membership.js';
import { openStore, type Store } from '../../src/store/index.js';

export const storeFile = 'peoplegraph.db';

/** A directory that does not exist before the test, and not after it. */
export async function temporaryDirectory(): Promise<{ path: string; remove: () => Promise<void> }> {
  const parent = await mkdtemp(join(tmpdir(), 'peoplegraph-store-'));
  return { path: join(parent, 'data'), remove: () => rm(parent, { recursive: true, force: true }) };
}

/** A real store on disk, which a test can close and open again. */
export async function temporaryStore() {
  const { path, remove } = await temporaryDirectory();
  let store = await openStore(path, storeFile);
  return {
    directory: path,
    get memberships() {
      return store.memberships;
    },
    get permissions() {
      return store.permissions;
    },
    async reopen(): Promise<Store> {
      await store.close();
      store = await openStore(path, storeFile);
      return store;
    },
    async close(): Promise<void> {
      await store.close();
      await remove();
    },
  };
}

/** The minute of one day at which something happened. */
export const at = (minute: number): Date => new Date(Date.UTC(2025, 0, 15, 12, minute));

export const groupCall = (call: Partial<AcceptedGroupCall> = {}): AcceptedGroupCall => ({
  userId: 'ada',
  anonymousId: null,
  groupId: 'mathematicians',
  traits: {},
  timestamp: at(0),
  observedAt: at(1),
  ...call,
});
