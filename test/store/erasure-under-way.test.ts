import { IdentifierKind, type Identity, type RecordKey, type Sighting } from '../../src/domain/identity.js';
import { Vendor } from '../../src/domain/vendor.js';
import { at, describeStores, findPeople, type TemporaryStore } from './support.js';

const chatwoot = (recordId: string): RecordKey => ({ vendor: Vendor.CHATWOOT, recordId });
const perfex = (recordId: string): RecordKey => ({ vendor: Vendor.PERFEX, recordId });
const ofFamily = (key: RecordKey, given: string): Sighting => ({
  key,
  name: { given, family: 'Lovelace' },
  identifiers: [{ kind: IdentifierKind.EMAIL, value: 'lovelace@posteo.example' }],
});
const act = { actor: 'support', at: at(5) };
const isRefused = expect.objectContaining({ code: 'CONFLICT', message: expect.stringContaining('being erased') });

describeStores('a person whose erasure is under way', (open) => {
  let store: TemporaryStore;
  let ada: Identity;
  let byron: Identity;
  beforeEach(async () => {
    store = await open();
    [ada, byron] = (await store.identities.observe(
      [ofFamily(perfex('1'), 'Ada'), ofFamily(perfex('2'), 'Byron')],
      at(0),
    )) as [Identity, Identity];
    await store.identities.declare([[perfex('1'), chatwoot('1')]], act);
    await store.erasures.suppress(order());
  });
  afterEach(() => store.close());

  const order = () => ({ personId: ada.id, jobId: 'job', vendorOfUserIds: Vendor.CHATWOOT, at: at(10) });
  const linksOf = async (key: RecordKey): Promise<RecordKey[] | undefined> => {
    const [person] = await findPeople(store, [{ record: key }]);
    return person?.links.map((link) => link.key);
  };
  const expectOnlyAdaForgotten = async (): Promise<void> => {
    expect(await store.erasures.purge(order())).toBe(true);
    expect(await linksOf(perfex('2'))).toEqual([perfex('2')]);
    expect(await linksOf(perfex('1'))).toBeUndefined();
    expect(await linksOf(chatwoot('1'))).toBeUndefined();
  };

  it('is merged with nobody, whoever would stay', async () => {
    for (const ids of [
      [ada.id, byron.id],
      [byron.id, ada.id],
    ])
      await expect(store.identities.merge(ids, act)).rejects.toEqual(isRefused);
    await expectOnlyAdaForgotten();
  });

  it('keeps its records: none is taken out, so that it would stay', async () => {
    await expect(store.identities.separate(ada.id, [[chatwoot('1')]], act)).rejects.toEqual(isRefused);
    await expectOnlyAdaForgotten();
  });

  it('gets no record by a link, and others are linked as ever', async () => {
    expect(
      await store.identities.declare(
        [
          [perfex('1'), perfex('2')],
          [perfex('2'), perfex('1')],
          [perfex('3'), perfex('4')],
        ],
        act,
      ),
    ).toEqual(['ERASED', 'ERASED', expect.objectContaining({ links: [expect.anything(), expect.anything()] })]);
    await expectOnlyAdaForgotten();
  });

  it('is passed over by the rules: who shares an address with it and others is not forgotten along with it', async () => {
    await store.identities.observe([ofFamily(chatwoot('9'), 'Ada')], at(6));
    expect(await linksOf(chatwoot('9'))).toEqual([chatwoot('9')]);
    await store.identities.observe([ofFamily(chatwoot('10'), 'Byron')], at(7));
    await store.erasures.purge(order());
    expect(await linksOf(chatwoot('9'))).toEqual([chatwoot('9')]);
    expect(await linksOf(perfex('2'))).toEqual([perfex('2'), chatwoot('10')]);
  });
});
