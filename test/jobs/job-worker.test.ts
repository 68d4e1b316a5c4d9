import { jest } from '@jest/globals';
import { pino } from 'pino';
import { JobKind, type JobStore } from '../../src/domain/job.js';
import type { JobDefinition } from '../../src/services/jobs/definition.js';
import type { JobRunner } from '../../src/services/jobs/job-runner.js';
import { JobWorker } from '../../src/services/jobs/job-worker.js';
import { TestClock } from '../support/clock.js';

const minute = 60_000;

let clock: TestClock;
let worker: JobWorker;
/** Jobs that ended long ago, by kind; those of all kinds under an empty name. */
let old: Record<string, number>;

beforeEach(() => {
  clock = new TestClock();
  old = { '': 0, [JobKind.WEBHOOK]: 0 };
  const store = {
    claimDue: async () => [],
    deleteEnded: async (_, kind) => {
      const before = old[kind ?? ''] ?? 0;
      const deleted = Math.min(before, 1_000);
      old[kind ?? ''] = before - deleted;
      return deleted;
    },
  } as Partial<JobStore> as JobStore;
  const definitions = new Map([
    [JobKind.WEBHOOK, { keptFor: 1 } as unknown as JobDefinition<unknown, unknown, unknown>],
  ]);
  const runner = { definitions, lease: () => undefined, close: () => undefined } as unknown as JobRunner;
  // It is polled by its start alone.
  jest.spyOn(globalThis, 'setInterval').mockReturnValue(undefined as unknown as NodeJS.Timeout);
  worker = new JobWorker({ store, runner, retentionMs: minute, clock, logger: pino({ level: 'silent' }) });
});
afterEach(() => jest.restoreAllMocks());

it('deletes within a minute what ended long ago, of each kind and however much that is', async () => {
  old = { '': 10_500, [JobKind.WEBHOOK]: 10_500 };
  worker.start(() => {
    throw new Error('Nothing is due.');
  });
  await clock.advance(minute);
  expect(old).toEqual({ '': 0, [JobKind.WEBHOOK]: 0 });
  await worker.close();
});

it('deletes no more once it is closed', async () => {
  old = { '': 50_500 };
  worker.start(() => {
    throw new Error('Nothing is due.');
  });
  await clock.advance(1_000);
  await worker.close();
  const left = old[''];
  expect(left).toBeGreaterThan(0);
  await clock.advance(minute);
  expect(old['']).toBe(left);
});
