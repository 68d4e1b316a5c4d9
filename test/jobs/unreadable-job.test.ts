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

  it('is left as it is, for a process that has its key', async () => {
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
        expiresAt: now,
        keyExpiresAt: now,
      },
      runner.lease(),
    );
    const scope = { ...callScope(), caller: 'support' } as RequestScope;

    const left = await runner.run({ ...record, content: undefined }, scope, 'nobody');

    expect(left.job).toMatchObject({ state: JobState.PENDING, personId: 'ada', endedAt: null });
    expect(left.job.nextAttemptAt?.getTime()).toBeGreaterThan(now.getTime());
    expect((await store.jobs.find(record.job.id))?.content).toEqual(content);
  });
});
