import {
  IdentifierKind,
  type Identity,
  type IdentityLookup,
  type RecordKey,
  type Sighting,
} from '../../src/domain/identity.js';
import { Vendor } from '../../src/domain/vendor.js';
import { type WriteIntent, WriteKind, WriteState, type WriteSubject } from '../../src/domain/write.js';
import { at as second, delivered, intent, lease } from '../support/write-intent.js';
import { describeStores, groupCall, type TemporaryStore } from './support.js';

const numi = (recordId: string): RecordKey => ({ vendor: Vendor.NUMI, recordId });
const chatwoot = (recordId: string): RecordKey => ({ vendor: Vendor.CHATWOOT, recordId });
const perfex = (recordId: string): RecordKey => ({ vendor: Vendor.PERFEX, recordId });
const email = (value: string) => ({ kind: IdentifierKind.EMAIL, value });

const sighting = (key: RecordKey, given: string, ...emails: string[]): Sighting => ({
  key,
  name: { given, family: 'Lovelace' },
  identifiers: emails.map(email),
});

const about = (...of: WriteSubject['of'][]): WriteSubject[] => of.map((each, place) => ({ place, of: each }));

describeStores('erasures', (open) => {
  let store: TemporaryStore;
  let personId: string;

  beforeEach(async () => {
    store = await open();
    const [person] = await store.identities.observe(
      [sighting(chatwoot('1'), 'Ada', 'ada@example.com'), sighting(perfex('7'), 'Ada', 'ada@example.com')],
      second(0),
    );
    personId = person?.id ?? '';
  });
  afterEach(() => store.close());

  const order = (at = second(10)) => ({ personId, jobId: 'job', vendorOfUserIds: Vendor.CHATWOOT, at });
  const find = async (lookup: IdentityLookup): Promise<Identity | null> => {
    const [identity = null] = await store.identities.find([lookup]);
    if (identity instanceof Error) throw identity;
    return identity;
  };
  const commit = async (subjects: WriteSubject[], change: Partial<WriteIntent> = {}) => {
    const write = intent({ kind: WriteKind.UPDATE_USERS, subjects, items: subjects, ...change });
    await store.writes.commit(write, undefined);
    return write.id;
  };

  it('forgets a person, and learns neither their records nor what they alone were known by again', async () => {
    expect(await store.erasures.suppress(order())).toBe(true);
    expect(await store.erasures.purge(order())).toBe(true);

    expect(await store.identities.find([{ personId }, { record: chatwoot('1') }])).toEqual([null, null]);
    const seen = await store.identities.observe(
      [sighting(chatwoot('1'), 'Ada', 'new@example.com'), sighting(perfex('8'), 'Ada', 'ada@example.com')],
      second(11),
    );
    expect(seen).toEqual([null, null]);
    expect(
      await store.identities.areErased([
        { record: chatwoot('1') },
        { identifier: email('ada@example.com') },
        { identifier: email('new@example.com') },
      ]),
    ).toEqual([true, true, false]);
  });

  it('links nothing anew to a person whose erasure is under way', async () => {
    await store.erasures.suppress(order());

    await store.identities.observe([sighting(numi('+4930901820'), 'Ada', 'ada@example.com')], second(11));

    const person = await find({ personId });
    expect(person?.links.map(({ key }) => key.vendor).sort()).toEqual(['CHATWOOT', 'PERFEX']);
  });

  it('leaves an address that others have, too, to them', async () => {
    const [other] = await store.identities.observe([sighting(chatwoot('2'), 'Byron', 'ada@example.com')], second(1));

    await store.erasures.suppress(order());
    await store.erasures.purge(order());

    const found = await find({ identifier: email('ada@example.com') });
    expect(found?.id).toBe(other?.id);
    expect(other?.id).not.toBe(personId);
  });

  it('forgets no address that is of nobody', async () => {
    await store.identities.observe([sighting(chatwoot('1'), 'Ada', 'ada@example.com', 'info@example.com')], second(1));
    await store.erasures.suppress(order());
    await store.erasures.purge(order());

    expect(await store.identities.areErased([{ identifier: email('info@example.com') }])).toEqual([false]);
    const [other] = await store.identities.observe([sighting(chatwoot('2'), 'Byron', 'info@example.com')], second(11));
    expect(other?.links).toHaveLength(1);
  });

  it('ends pending writes about the person, and refuses their keys', async () => {
    const id = await commit(about(chatwoot('1')), { idempotencyKey: 'key' });
    const creation = await commit(about(email('ada@example.com')), { kind: WriteKind.CREATE_USER });

    expect(await store.erasures.suppress(order())).toBe(true);

    for (const each of [id, creation])
      expect(await store.writes.find(each)).toMatchObject({
        write: { state: WriteState.DEAD, lastError: { code: 'WRITE_CANCELLED' } },
        content: { items: null, fingerprint: '' },
      });
    expect(await store.writes.claimDue(Vendor.PERSIO, 10, lease(20))).toEqual([]);
  });

  it('takes out of a bulk write what is about the person, and delivers the rest', async () => {
    const id = await commit(about(chatwoot('2'), chatwoot('1')));

    await store.erasures.suppress(order());

    const [claimed] = await store.writes.claimDue(Vendor.PERSIO, 10, lease(20));
    expect(claimed?.write.id).toBe(id);
    expect(claimed?.content).toMatchObject({
      items: [{ of: chatwoot('2') }, null],
      outcomes: [null, { problem: { code: 'WRITE_CANCELLED' } }],
    });
  });

  it('waits for a write that is being delivered', async () => {
    const write = intent({ subjects: about(chatwoot('1')) });
    await store.writes.commit(write, lease(9));
    expect(await store.erasures.suppress(order())).toBe(false);
    expect(await store.erasures.purge(order())).toBe(false);
    expect((await find({ personId }))?.id).toBe(personId);

    await store.writes.settle(write.id, 1, 'one', delivered(11));

    expect(await store.erasures.purge(order())).toBe(true);
    expect((await store.writes.find(write.id))?.content).toMatchObject({ outcomes: [{ problem: {} }] });
  });

  it('forgets memberships, also anonymous ones that were said to be of the same person, and permissions', async () => {
    await store.memberships.record([
      groupCall({ userId: '1', anonymousId: 'browser' }),
      groupCall({ userId: null, anonymousId: 'browser', groupId: 'visitors' }),
      groupCall({ userId: '2' }),
    ]);
    await store.permissions.remember('7', []);

    await store.erasures.purge(order());

    const { items } = await store.memberships.pageOfGroup('mathematicians', 10, undefined);
    expect(items.map(({ userId }) => userId)).toEqual(['2']);
    expect((await store.memberships.pageOfGroup('visitors', 10, undefined)).items).toEqual([]);
    expect((await store.permissions.recall(['7'])).size).toBe(0);
  });

  it('forgets what the timelines of others say of a record that was once theirs', async () => {
    const act = { actor: 'support', at: second(1) };
    const split = await store.identities.separate(personId, [[perfex('7')]], act);
    personId = split?.left[0]?.id ?? '';

    await store.erasures.purge(order());

    const { items } = await store.timelines.page(split?.stayed.id ?? '', 10, undefined);
    expect(items.map(({ kind }) => kind)).toEqual(['LINKED']);
  });

  it('changes nothing for one who is gone already', async () => {
    await store.erasures.purge(order());

    expect(await store.erasures.suppress(order())).toBe(true);
    expect(await store.erasures.purge(order())).toBe(true);
  });
});
