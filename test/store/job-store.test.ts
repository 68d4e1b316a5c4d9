import { randomUUID } from 'node:crypto';
import { type JobIntent, JobKind, type JobRecord, StepState } from '../../src/domain/job.js';
import { at, lease } from '../support/write-intent.js';
import { describeStores, type TemporaryStore } from './support.js';

const step = {
  name: 'NUMI',
  stage: 0,
  state: StepState.OPEN,
  round: 0,
  plan: { when: at(3) },
  result: null,
  problem: null,
};

const intent = (change: Partial<JobIntent> = {}): JobIntent => ({
  id: randomUUID(),
  kind: JobKind.UPSERT,
  personId: null,
  content: { fingerprint: 'fingerprint', input: { givenName: 'Ada' }, steps: [step] },
  idempotencyKey: undefined,
  createdAt: at(0),
  createdBy: 'support',
  expiresAt: at(86_400),
  keyExpiresAt: at(3_600),
  ...change,
});

describeStores('the store of jobs', (open) => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  const claimed = async (seconds: number, owner = 'one') =>
    (await store.jobs.claimDue(10, lease(seconds, owner))).map(({ job }) => job.id);
  const attemptOf = ({ job: { id, attempts } }: JobRecord, owner = 'one') => ({ id, attempts, owner });
  const ended = (seconds: number) => ({ content: undefined, personId: 'p', at: at(seconds), nextAttemptAt: null });

  it('what is stored comes back with its dates', async () => {
    const { id, content } = intent();
    await store.jobs.commit(intent({ id, content }), undefined);
    expect(await store.jobs.find(id)).toEqual({
      job: {
        id,
        kind: 'UPSERT',
        personId: null,
        state: 'PENDING',
        attempts: 0,
        createdAt: at(0),
        createdBy: 'support',
        nextAttemptAt: at(0),
        endedAt: null,
      },
      expiresAt: at(86_400),
      content,
    });
    expect(await store.jobs.find(randomUUID())).toBeNull();
  });

  it('a job that is committed with a lease is nobody else’s while that lasts', async () => {
    const { record } = await store.jobs.commit(intent(), lease());
    expect(record.job.attempts).toBe(1);
    expect(await claimed(59, 'two')).toEqual([]);
    expect(await claimed(61, 'two')).toEqual([record.job.id]);
    expect(await claimed(62, 'one')).toEqual([]);
  });

  it('two that ask at once never get the same job', async () => {
    const ids = Array.from({ length: 12 }, () => randomUUID());
    for (const id of ids) await store.jobs.commit(intent({ id }), undefined);
    const all = await Promise.all(['one', 'two', 'three'].map((owner) => claimed(1, owner)));
    expect(all.flat().toSorted()).toEqual(ids.toSorted());
  });

  it('an attempt that has lost its lease changes nothing', async () => {
    const { record } = await store.jobs.commit(intent(), lease());
    const content = { fingerprint: 'fingerprint', input: null, steps: [] };
    const personId = randomUUID();
    expect(await store.jobs.save(attemptOf(record), { content, personId })).toBe(true);
    await claimed(61, 'two');
    const other = { content: { ...content, fingerprint: 'other' }, personId: null };
    expect(await store.jobs.save(attemptOf(record), other)).toBe(false);
    expect(await store.jobs.settle(attemptOf(record), ended(62))).toBeNull();
    expect(await store.jobs.find(record.job.id)).toMatchObject({ content, job: { personId } });
  });

  it('what is left for later is not claimed before its time, and what has ended never', async () => {
    const { record } = await store.jobs.commit(intent(), lease());
    await store.jobs.settle(attemptOf(record), { ...ended(1), nextAttemptAt: at(30) });
    expect(await claimed(29)).toEqual([]);
    const [again] = await store.jobs.claimDue(10, lease(30));
    expect(again?.job).toMatchObject({ id: record.job.id, attempts: 2, personId: 'p' });
    const settled = await store.jobs.settle(attemptOf(again as JobRecord), ended(31));
    expect(settled?.job).toMatchObject({ state: 'ENDED', endedAt: at(31), nextAttemptAt: null });
    expect(await claimed(3_600)).toEqual([]);
  });

  it('a key answers its first job until its time is over, and longer while that is pending', async () => {
    const { record } = await store.jobs.commit(intent({ idempotencyKey: 'k' }), undefined);
    const { id } = record.job;
    const again = (seconds: number) =>
      store.jobs.commit(intent({ idempotencyKey: 'k', createdAt: at(seconds) }), undefined);
    expect(await again(1)).toMatchObject({ outcome: 'known', record: { job: { id } } });
    expect(await again(4_000)).toMatchObject({ outcome: 'known', record: { job: { id } } });
    expect((await store.jobs.findByKey('k', at(4_000)))?.job.id).toBe(id);
    const [claimedNow] = await store.jobs.claimDue(1, lease(1));
    await store.jobs.settle(attemptOf(claimedNow as JobRecord), ended(2));
    expect((await store.jobs.findByKey('k', at(3_599)))?.job.id).toBe(id);
    expect(await store.jobs.findByKey('k', at(3_600))).toBeNull();
    expect((await again(3_600)).outcome).toBe('committed');
  });

  it('what has ended is reopened once, by whoever comes first', async () => {
    const { record } = await store.jobs.commit(intent(), lease());
    const content = { fingerprint: 'fingerprint', input: null, steps: [{ ...step, round: 1 }] };
    const reopen = (job: JobRecord['job']) => store.jobs.reopen(job, content, at(100), at(200), lease(100));
    expect(await reopen(record.job)).toBeNull();
    const settled = await store.jobs.settle(attemptOf(record), ended(1));
    const all = await Promise.all([1, 2].map(() => reopen((settled as JobRecord).job)));
    expect(all.filter((each) => each !== null)).toEqual([
      expect.objectContaining({ content, job: expect.objectContaining({ state: 'PENDING', attempts: 2 }) }),
    ]);
    expect(await claimed(159)).toEqual([]);
  });

  it('what ended before is deleted, and nothing else', async () => {
    const old = (await store.jobs.commit(intent(), lease())).record;
    const recent = (await store.jobs.commit(intent(), lease())).record;
    const pending = (await store.jobs.commit(intent(), lease())).record;
    await store.jobs.settle(attemptOf(old), ended(1));
    await store.jobs.settle(attemptOf(recent), ended(10));
    expect(await store.jobs.deleteEnded(at(10))).toBe(1);
    const left = await Promise.all([old, recent, pending].map(({ job }) => store.jobs.find(job.id)));
    expect(left.map((each) => each !== null)).toEqual([false, true, true]);
  });
});
