import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Vendor } from '../../src/domain/vendor.js';
import { WriteState } from '../../src/domain/write.js';
import { openStore, type Store } from '../../src/store/index.js';
import { at, delivered, intent, lease } from '../support/write-intent.js';
import { describeStores, storeFile, type TemporaryStore } from './support.js';

const claimedOf = async ({ writes }: Store, seconds: number, owner: string) =>
  (await writes.claimDue(Vendor.PERSIO, 10, lease(seconds, owner))).map(({ write }) => write.id);

describeStores('the journal of writes', (open) => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());
  const claimed = (seconds: number, owner = 'one') => claimedOf(store, seconds, owner);

  it('a committed write is claimed once, and nobody else gets it while its lease lasts', async () => {
    const { outcome, record } = await store.writes.commit(intent(), lease());
    expect(outcome).toBe('claimed');
    expect(record.write).toMatchObject({ state: 'PENDING', attempts: 1, lastAttemptAt: at(0) });
    expect(await claimed(59, 'two')).toEqual([]);
    expect(await claimed(61, 'two')).toEqual([record.write.id]);
  });

  it('what is stored comes back with its dates', async () => {
    const { id, items } = intent();
    await store.writes.commit(intent({ id, items }), undefined);
    expect((await store.writes.find(id))?.content).toEqual({ fingerprint: 'fingerprint', items, outcomes: [null] });
  });

  it('a lease that was lost cannot settle: the other attempt counts', async () => {
    const { record } = await store.writes.commit(intent(), lease());
    const { id } = record.write;
    await claimed(61, 'two');
    expect(await store.writes.settle(id, 1, 'one', delivered(62))).toBeNull();
    expect(await store.writes.settle(id, 1, 'two', delivered(62))).toBeNull();
    expect(await store.writes.settle(id, 2, 'two', delivered(62))).toMatchObject({ state: 'DELIVERED' });
  });

  it('of each record only the first pending write is claimed, and of a write of several records all have to be free', async () => {
    const [first, both, second, other] = [
      intent({ records: ['a'] }),
      intent({ records: ['a', 'b'] }),
      intent({ records: ['b'] }),
      intent({ records: ['c'] }),
    ];
    for (const each of [first, both, second, other]) await store.writes.commit(each, undefined);
    expect((await claimed(0)).toSorted()).toEqual([first.id, other.id].toSorted());
    await store.writes.settle(first.id, 1, 'one', delivered(1));
    expect(await claimed(1)).toEqual([both.id]);
    await store.writes.settle(both.id, 1, 'one', delivered(2));
    expect(await claimed(2)).toEqual([second.id]);
  });

  it('a write that is not first at its record is queued, even where its request would deliver it', async () => {
    await store.writes.commit(intent(), lease());
    expect((await store.writes.commit(intent(), lease())).outcome).toBe('queued');
    expect((await store.writes.commit(intent({ records: ['other'] }), lease())).outcome).toBe('claimed');
  });

  it('what is postponed is not claimed before its time', async () => {
    const { record } = await store.writes.commit(intent(), lease());
    const postponed = {
      ...delivered(1),
      state: WriteState.PENDING,
      outcomes: [null],
      nextAttemptAt: at(30),
      keepsItems: true,
    };
    await store.writes.settle(record.write.id, 1, 'one', postponed);
    expect(await claimed(29)).toEqual([]);
    expect(await claimed(30)).toEqual([record.write.id]);
  });

  it('a key answers its first write until its time is over, and longer while that is pending', async () => {
    const first = intent({ idempotencyKey: 'k' });
    await store.writes.commit(first, lease());
    const again = (seconds: number) =>
      store.writes.commit(
        intent({ idempotencyKey: 'k', createdAt: at(seconds), keyExpiresAt: at(seconds + 3_600) }),
        undefined,
      );
    expect(await again(1)).toMatchObject({ outcome: 'known', record: { write: { id: first.id } } });
    expect((await again(3_601)).outcome).toBe('known');
    await store.writes.settle(first.id, 1, 'one', delivered(2));
    expect((await again(3_599)).outcome).toBe('known');
    expect((await again(3_600)).outcome).toBe('queued');
  });

  it('the items are erased with the end', async () => {
    const { record } = await store.writes.commit(intent(), lease());
    await store.writes.settle(record.write.id, 1, 'one', delivered(1));
    expect((await store.writes.find(record.write.id))?.content).toEqual({
      fingerprint: 'fingerprint',
      items: null,
      outcomes: [{ value: { acceptedAt: at(1) } }],
    });
  });

  it('what ended long ago is deleted, and what is pending is not', async () => {
    const old = intent({ records: ['a'] });
    const recent = intent({ records: ['b'] });
    const pending = intent({ records: ['c'] });
    for (const each of [old, recent, pending]) await store.writes.commit(each, lease());
    await store.writes.settle(old.id, 1, 'one', delivered(10));
    await store.writes.settle(recent.id, 1, 'one', delivered(20));
    expect(await store.writes.deleteEnded(at(20))).toBe(1);
    const { items } = await store.writes.page({}, 10, undefined);
    expect(items.map(({ write }) => write.id).toSorted()).toEqual([recent.id, pending.id].toSorted());
  });

  it('a pending write that is made due keeps its place behind the earlier one', async () => {
    const [first, second] = [intent(), intent()];
    await store.writes.commit(first, lease());
    await store.writes.commit(second, lease());
    expect(await store.writes.retry(second.id, second, at(1), at(3_600))).toMatchObject({ state: 'PENDING' });
    expect(await claimed(1)).toEqual([]);
    await store.writes.settle(first.id, 1, 'one', delivered(2));
    expect(await claimed(2)).toEqual([second.id]);
    await store.writes.settle(second.id, 1, 'one', delivered(3));
    expect((await store.writes.commit(intent(), lease())).outcome).toBe('claimed');
  });

  it('a revived write comes behind what was committed since', async () => {
    const dead = intent();
    await store.writes.commit(dead, lease());
    const gaveUp = { ...delivered(1), state: WriteState.DEAD, outcomes: [null], keepsItems: true };
    await store.writes.settle(dead.id, 1, 'one', gaveUp);
    const later = intent();
    await store.writes.commit(later, undefined);
    await store.writes.retry(dead.id, dead, at(2), at(3_600));
    expect(await claimed(2)).toEqual([later.id]);
  });
});

describe('the journal of writes of one process', () => {
  let directory: string;
  let store: Store;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'peoplegraph-journal-'));
    store = await openStore(directory, storeFile);
  });
  afterEach(async () => {
    await store.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('a process that is gone holds nothing: what it had claimed is free with the next start', async () => {
    const { record } = await store.writes.commit(intent(), lease());
    await store.close();
    store = await openStore(directory, storeFile);
    expect(await claimedOf(store, 1, 'two')).toEqual([record.write.id]);
  });

  it('a key file that is no key stops the start with one sentence, and is left as it is', async () => {
    await store.close();
    const path = join(directory, 'encryption.key');
    const text = await readFile(path, 'utf8');
    await writeFile(path, 'nonsense');
    await expect(openStore(directory, storeFile)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining('STORE_ENCRYPTION_KEYS') as string,
    });
    expect(await readFile(path, 'utf8')).toBe('nonsense');
    await writeFile(path, text);
    store = await openStore(directory, storeFile);
  });
});
