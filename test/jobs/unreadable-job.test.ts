import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { systemClock } from '../../src/domain/clock.js';
import { JobKind, JobState, StepState } from '../../src/domain/job.js';
import { JobRunner } from '../../src/services/jobs/job-runner.js';
import type { RequestScope } from '../../src/services/loaders.js';
import { describeStores, type TemporaryStore } from '../store/support.js';
import { callScope } from '../support/scope.js';

describeStores('a job that cannot be decrypted', (open) => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  /** As a process without the key leaves it. */
  const leave = async (expiresAt: Date) => {
    const runner = new JobRunner({
      store: store.jobs,
      times: { attemptMs: 10_000, graceMs: 1_000, leaseReserveMs: 1_000 },
      owner: 'one',
      clock: systemClock,
      logger: pino({ level: 'silent' }),
    });
    runner.definitions.set(JobKind.ERASURE, { run: async () => ({ done: [] }) });
    const now = new Date();
    const step = { name: 'only', stage: 0, state: StepState.OPEN, round: 0, plan: null, result: null, problem: null };
    const content = { fingerprint: 'fingerprint', input: { personId: 'ada' }, steps: [step] };
    const { record } = await store.jobs.commit(
      {
        id: randomUUID(),
        kind: JobKind.ERASURE,
        personId: 'ada',
        content,
        idempotencyKey: undefined,
        createdAt: now,
        createdBy: 'support',
        expiresAt,
        keyExpiresAt: expiresAt,
      },
      runner.lease(),
    );
    const scope = { ...callScope(), caller: 'support' } as RequestScope;

    const { job } = await runner.run({ ...record, content: undefined }, scope, 'nobody');
    return { job, stored: (await store.jobs.find(job.id))?.content, content };
  };

  it('is left as it is, for a process that has its key', async () => {
    const before = Date.now();
    const { job, stored, content } = await leave(new Date(before + 600_000));

    expect(job).toMatchObject({ state: JobState.PENDING, personId: 'ada', endedAt: null });
    expect(job.nextAttemptAt?.getTime()).toBeGreaterThan(before);
    expect(stored).toEqual(content);
  });

  it('ends when its time is over, as nobody has come who could read it', async () => {
    const { job } = await leave(new Date());

    expect(job).toMatchObject({ state: JobState.ENDED, nextAttemptAt: null });
  });
});
