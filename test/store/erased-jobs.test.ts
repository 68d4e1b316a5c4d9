import { randomUUID } from 'node:crypto';
import { IdentifierKind, type RecordKey } from '../../src/domain/identity.js';
import { JobKind, type JobIntent, JobState, StepState, stepWriteName } from '../../src/domain/job.js';
import { Vendor } from '../../src/domain/vendor.js';
import { WriteKind, WriteState } from '../../src/domain/write.js';
import { at as second, delivered, intent, lease } from '../support/write-intent.js';
import { describeStores, type TemporaryStore } from './support.js';

const chatwoot = (recordId: string): RecordKey => ({ vendor: Vendor.CHATWOOT, recordId });
const email = (value: string) => ({ kind: IdentifierKind.EMAIL, value });

const step = 'PERFEX new';

describeStores('jobs about somebody who is erased', (open) => {
  let store: TemporaryStore;
  let personId: string;

  beforeEach(async () => {
    store = await open();
    const [person] = await store.identities.observe(
      [{ key: chatwoot('1'), name: { given: 'Ada', family: 'L' }, identifiers: [email('ada@example.com')] }],
      second(0),
    );
    personId = person?.id ?? '';
  });
  afterEach(() => store.close());

  const order = (at = second(10)) => ({ personId, jobId: 'job', vendorOfUserIds: Vendor.CHATWOOT, at });
  const commit = async (change: Partial<JobIntent> = {}): Promise<string> => {
    const round = 1;
    const open = { name: step, stage: 0, state: StepState.OPEN, round, plan: null, result: null, problem: null };
    const job = {
      id: randomUUID(),
      kind: JobKind.UPSERT,
      personId,
      content: { fingerprint: 'fingerprint', input: { email: 'new@example.com' }, steps: [open] },
      idempotencyKey: 'key',
      createdAt: second(1),
      createdBy: 'support',
      expiresAt: second(1_000),
      keyExpiresAt: second(500),
      ...change,
    };
    await store.jobs.commit(job, undefined);
    return job.id;
  };
  /** About an address that nobody has yet. */
  const creationOf = (jobId: string, round = 0) =>
    intent({
      kind: WriteKind.CREATE_CONTACT,
      idempotencyKey: `\0${stepWriteName(jobId, round, step)}`,
      subjects: [{ place: 0, of: email('new@example.com') }],
      items: [{ email: 'new@example.com' }],
    });

  it('leave nothing but their keys, until those are free again', async () => {
    const id = await commit();
    await commit({ idempotencyKey: undefined });

    expect(await store.erasures.suppress(order())).toBe(true);
    expect(await store.erasures.purge(order())).toBe(true);

    expect(await store.jobs.findByKey('key', second(499))).toMatchObject({
      job: { id, personId: null, state: JobState.ENDED, endedAt: second(10) },
      content: { fingerprint: '', input: null, steps: [] },
    });
    expect(await store.jobs.findByKey('key', second(500))).toBeNull();
    expect(await store.jobs.deleteEnded(second(1_000))).toBe(1);
  });

  it('take no more of what somebody had read of them before', async () => {
    const id = await commit();
    const [claimed] = await store.jobs.claimDue(1, { owner: 'one', now: second(2), until: second(3) });
    const content = claimed?.content;
    if (!content) throw new Error('The job is due.');
    await store.erasures.suppress(order());

    const attempt = { id, attempts: 1, owner: 'one' };
    expect(await store.jobs.save(attempt, { content, personId })).toBe(false);
    expect(await store.jobs.reopen(claimed.job, content, second(11), second(1_000), undefined)).toBeNull();
  });

  it('take their pending writes with them, whomever those are about', async () => {
    const id = await commit();
    const writes = [creationOf(id, 0), creationOf(id, 1)];
    for (const write of writes) await store.writes.commit(write, undefined);

    expect(await store.erasures.suppress(order())).toBe(true);

    for (const write of writes)
      expect(await store.writes.find(write.id)).toMatchObject({
        write: { state: WriteState.DEAD, lastError: { code: 'WRITE_CANCELLED' } },
        content: { items: null },
      });
    expect(await store.writes.claimDue(Vendor.PERSIO, 10, lease(20))).toEqual([]);
  });

  it('wait for those of their writes that are being delivered', async () => {
    const write = creationOf(await commit());
    await store.writes.commit(write, lease(9));
    expect(await store.erasures.suppress(order())).toBe(false);
    expect(await store.erasures.purge(order())).toBe(false);

    await store.writes.settle(write.id, 1, 'one', delivered(11));

    expect(await store.erasures.purge(order())).toBe(true);
    expect((await store.writes.find(write.id))?.content).toMatchObject({ outcomes: [{ problem: {} }] });
  });
});
