import { IdentifierKind, type RecordKey } from '../../src/domain/identity.js';
import { Vendor } from '../../src/domain/vendor.js';
import { type WriteIntent, WriteKind, WriteState, type WriteSubject } from '../../src/domain/write.js';
import { at as second, delivered, intent, lease } from '../support/write-intent.js';
import { describeStores, type TemporaryStore } from './support.js';

const chatwoot = (recordId: string): RecordKey => ({ vendor: Vendor.CHATWOOT, recordId });
const about = (...of: WriteSubject['of'][]): WriteSubject[] => of.map((each, place) => ({ place, of: each }));

describeStores('writes about somebody who is erased', (open) => {
  let store: TemporaryStore;
  let personId: string;

  beforeEach(async () => {
    store = await open();
    const [person] = await store.identities.observe(
      [
        {
          key: chatwoot('1'),
          name: { given: 'Ada', family: 'Lovelace' },
          identifiers: [{ kind: IdentifierKind.EMAIL, value: 'ada@example.com' }],
        },
      ],
      second(0),
    );
    personId = person?.id ?? '';
  });
  afterEach(() => store.close());

  const order = (at = second(100)) => ({ personId, jobId: 'job', vendorOfUserIds: Vendor.CHATWOOT, at });
  const claimed = async (subjects: WriteSubject[], change: Partial<WriteIntent> = {}): Promise<string> => {
    const write = intent({ kind: WriteKind.UPDATE_USERS, subjects, items: subjects, ...change });
    await store.writes.commit(write, lease(0, 'stopped'));
    return write.id;
  };

  it('are closed to a replica that was stopped while it delivered them', async () => {
    const id = await claimed(about(chatwoot('1')));
    expect(await store.erasures.suppress(order())).toBe(true);

    const name = { value: { name: 'Ada Lovelace', email: 'ada@example.com' } };
    const settled = await store.writes.settle(id, 1, 'stopped', { ...delivered(101), outcomes: [name] });

    expect(settled).toBeNull();
    const found = await store.writes.find(id);
    expect(found?.write.state).toBe(WriteState.DEAD);
    expect(JSON.stringify(found?.content)).not.toContain('Ada');
  });

  it('are closed to it as well where they are about others, too: who takes them over delivers what is left', async () => {
    const id = await claimed(about(chatwoot('2'), chatwoot('1')));
    expect(await store.erasures.suppress(order())).toBe(true);

    const outcomes = [{ value: { name: 'Byron' } }, { value: { name: 'Ada Lovelace' } }];
    expect(await store.writes.settle(id, 1, 'stopped', { ...delivered(101), outcomes })).toBeNull();

    const [taken] = await store.writes.claimDue(Vendor.PERSIO, 10, lease(102));
    expect(taken?.write.id).toBe(id);
    expect(taken?.content?.items).toEqual([{ of: chatwoot('2'), place: 0 }, null]);
  });
});
