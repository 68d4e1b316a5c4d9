import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { systemClock } from '../../src/domain/clock.js';
import { JobKind, type JobRecord, type JobStep, StepState } from '../../src/domain/job.js';
import { JobRunner } from '../../src/services/jobs/job-runner.js';
import type { RequestScope } from '../../src/services/loaders.js';
import { describeStores, type TemporaryStore } from '../store/support.js';
import { callScope } from '../support/scope.js';

const second = 1_000;
const times = { attemptMs: 10 * second, graceMs: second, leaseReserveMs: second };

const step = (name: string, stage: number): JobStep => ({
  name,
  stage,
  state: StepState.OPEN,
  round: 0,
  plan: null,
  result: null,
  problem: null,
});

describeStores('a job that is being worked on', (open) => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  it('is stored with whom its first steps have made before a later one begins what it has planned', async () => {
    const runner = new JobRunner({
      store: store.jobs,
      times,
      owner: 'one',
      clock: systemClock,
      logger: pino({ level: 'silent' }),
    });
    const personId = randomUUID();
    // What a process finds that goes on after a crash.
    let left: JobRecord | null = null;
    runner.definitions.set(JobKind.UPSERT, {
      run: async (running, job) => {
        if (running.name === 'first') {
          job.personId = personId;
          return { done: null };
        }
        await running.settle('plan');
        left = await store.jobs.find(job.id);
        return { done: null };
      },
    });
    const now = new Date();
    const { record } = await store.jobs.commit(
      {
        id: randomUUID(),
        kind: JobKind.UPSERT,
        personId: null,
        content: { fingerprint: 'fingerprint', input: {}, steps: [step('first', 0), step('second', 1)] },
        idempotencyKey: undefined,
        createdAt: now,
        createdBy: 'support',
        expiresAt: new Date(now.getTime() + 60 * second),
        keyExpiresAt: now,
      },
      runner.lease(),
    );
    await runner.run(record, { ...callScope(), caller: 'support' } as RequestScope, 'nobody');

    expect(left).toMatchObject({
      job: { personId },
      content: {
        steps: [
          { name: 'first', state: 'DONE' },
          { name: 'second', state: 'OPEN', plan: 'plan' },
        ],
      },
    });
  });
});
