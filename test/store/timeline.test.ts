import { type RecordKey } from '../../src/domain/identity.js';
import type { TimelineEvent, TimelinePosition } from '../../src/domain/timeline.js';
import { Vendor } from '../../src/domain/vendor.js';
import { type WriteIntent, WriteKind, type WriteSubject } from '../../src/domain/write.js';
import { at as second, delivered, intent, lease } from '../support/write-intent.js';
import { describeStores, type TemporaryStore } from './support.js';

const chatwoot = (recordId: string): RecordKey => ({ vendor: Vendor.CHATWOOT, recordId });
const perfex = (recordId: string): RecordKey => ({ vendor: Vendor.PERFEX, recordId });

const about = (...keys: RecordKey[]): WriteSubject[] => keys.map((of, place) => ({ place, of }));

/** In one word each. */
const brief = (event: TimelineEvent): string =>
  event.kind === 'WRITE' ? `${event.record.write.kind} by ${event.actor}` : `${event.kind} by ${event.actor}`;

describeStores('timelines', (open) => {
  let store: TemporaryStore;

  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  const commit = async (of: WriteSubject[], change: Partial<WriteIntent> = {}) => {
    const { record } = await store.writes.commit(
      intent({ kind: WriteKind.UPDATE_USER, subjects: of, items: of, ...change }),
      undefined,
    );
    return record.write.id;
  };
  const declare = async (seconds: number, ...keys: RecordKey[]): Promise<string> => {
    const [person] = await store.identities.declare([keys], { actor: 'support', at: second(seconds) });
    if (!person || typeof person === 'string') throw new Error('expected a person');
    return person.id;
  };
  const page = (personId: string, first = 100, after?: TimelinePosition) =>
    store.timelines.page(personId, first, after);

  it('shows writes, links, what was taken out and who was merged, the newest first, each with its actor', async () => {
    const id = await declare(0, chatwoot('1'), perfex('7'));
    await commit(about(chatwoot('1')), { createdAt: second(5), caller: 'crm' });
    const other = await declare(6, chatwoot('2'));
    await store.identities.merge([id, other], { actor: 'support', at: second(7) });
    await store.identities.separate(id, [[perfex('7')]], { actor: 'audit', at: second(9) });

    const { items } = await page(id);

    expect(items.map(brief)).toEqual([
      'UNLINKED by audit',
      'LINKED by support',
      'MERGED by support',
      'UPDATE_USER by crm',
      'LINKED by support',
    ]);
    expect(items[0]).toMatchObject({ link: { key: perfex('7') }, at: second(9) });
    expect(items[2]).toMatchObject({ otherPersonId: other, rule: 'DECLARED' });
  });

  it('shows a write to each of the people that it is about, with their items only', async () => {
    const [one, other] = [await declare(0, chatwoot('1')), await declare(0, chatwoot('2'))];
    await commit(about(chatwoot('1'), chatwoot('2'), chatwoot('1')), { createdAt: second(1) });

    const [ofOne] = (await page(one)).items;
    const [ofOther] = (await page(other)).items;

    expect(ofOne).toMatchObject({ kind: 'WRITE', places: [0, 2] });
    expect(ofOther).toMatchObject({ kind: 'WRITE', places: [1] });
  });

  it('knows whom a creation was about once it has made a record', async () => {
    const id = await declare(0, chatwoot('1'));
    const made = intent({ kind: WriteKind.CREATE_USER, createdAt: second(1) });
    await store.writes.commit(made, lease());
    expect((await page(id)).items.map(brief)).toEqual(['LINKED by support']);

    await store.writes.settle(made.id, 1, 'one', { ...delivered(2), subjects: about(chatwoot('1')) });

    expect((await page(id)).items.map(brief)).toEqual(['CREATE_USER by shop', 'LINKED by support']);
  });

  it('answers pages that together are the whole, also where much happened at the same time', async () => {
    const id = await declare(1, chatwoot('1'), chatwoot('2'), perfex('1'), perfex('2'));
    for (const key of ['1', '2', '1', '2']) await commit(about(chatwoot(key)), { createdAt: second(1) });
    await store.identities.merge([id, await declare(1, perfex('3'))], { actor: 'support', at: second(1) });
    const whole = (await page(id)).items.map((event) => event.id);
    expect(whole).toHaveLength(10);

    const paged: string[] = [];
    let after: TimelinePosition | undefined;
    for (let hasNextPage = true; hasNextPage;) {
      const { items, ...next } = await page(id, 3, after);
      paged.push(...items.map((event) => event.id));
      after = items.at(-1);
      ({ hasNextPage } = next);
    }

    expect(paged).toEqual(whole);
  });

  it('forgets a write with the retention', async () => {
    const id = await declare(0, chatwoot('1'));
    const old = intent({ subjects: about(chatwoot('1')) });
    await store.writes.commit(old, lease());
    await store.writes.settle(old.id, 1, 'one', delivered(2));

    await store.writes.deleteEnded(second(3));

    expect((await page(id)).items.map(brief)).toEqual(['LINKED by support']);
  });

  it('says nothing of a write whose key was taken', async () => {
    const id = await declare(0, chatwoot('1'));
    await commit(about(chatwoot('1')), { idempotencyKey: 'key' });
    await commit(about(chatwoot('1')), { idempotencyKey: 'key' });

    expect((await page(id)).items.filter(({ kind }) => kind === 'WRITE')).toHaveLength(1);
  });
});
