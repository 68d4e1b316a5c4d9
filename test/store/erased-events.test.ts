import type { RecordKey } from '../../src/domain/identity.js';
import { Vendor } from '../../src/domain/vendor.js';
import { at as second } from '../support/write-intent.js';
import { describeStores, findPeople, type TemporaryStore } from './support.js';

const numi: RecordKey = { vendor: Vendor.NUMI, recordId: '+4930901820' };
const perfex: RecordKey = { vendor: Vendor.PERFEX, recordId: '2' };
const chatwoot: RecordKey = { vendor: Vendor.CHATWOOT, recordId: '3' };

describeStores('what the timelines of others say of somebody who is erased', (open) => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  const idOf = async (record: RecordKey): Promise<string> => (await findPeople(store, [{ record }]))[0]?.id ?? '';
  const unlinked = async (personId: string): Promise<RecordKey[]> => {
    const { items } = await store.timelines.page(personId, 20, undefined);
    return items.flatMap((event) => (event.kind === 'UNLINKED' ? [event.link.key] : []));
  };

  it('is forgotten also where the record that theirs was parted from has gone elsewhere since', async () => {
    const act = { actor: 'support', at: second(5) };
    await store.identities.declare([[perfex, numi]], act);
    const left = await idOf(perfex);
    await store.identities.separate(left, [[numi]], act);
    await store.identities.declare([[perfex, chatwoot]], act);
    await store.identities.separate(left, [[perfex]], act);
    expect(await unlinked(left)).toEqual(expect.arrayContaining([numi, perfex]));
    const personId = await idOf(numi);

    const order = { personId, jobId: 'job', vendorOfUserIds: Vendor.CHATWOOT, at: second(10) };
    expect(await store.erasures.suppress(order)).toBe(true);
    expect(await store.erasures.purge(order)).toBe(true);

    expect(await unlinked(left)).toEqual([perfex]);
  });
});
