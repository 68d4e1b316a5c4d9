import type { Logger } from 'pino';
import { systemClock } from '../../src/domain/clock.js';
import type { JobStore } from '../../src/domain/job.js';
import type { WriteJournal } from '../../src/domain/write.js';
import { JobService } from '../../src/services/jobs/job-service.js';
import { WriteService, type WriteTimes } from '../../src/services/writes/write-service.js';

const hour = 3_600_000;

const defaultTimes: WriteTimes = {
  attemptMs: 10_000,
  graceMs: 5_000,
  leaseReserveMs: 30_000,
  keyLifetimeMs: 24 * hour,
  maximumAgeMs: 24 * hour,
  retentionMs: 30 * 24 * hour,
  concurrency: 4,
};

/** As `createApp` builds it, with the default times unless told otherwise. It delivers in the background once started. */
export const testWrites = (journal: WriteJournal, logger: Logger, times: Partial<WriteTimes> = {}): WriteService =>
  new WriteService(journal, { ...defaultTimes, ...times }, systemClock, logger);

/** The same for jobs. */
export const testJobs = (store: JobStore, logger: Logger, times: Partial<WriteTimes> = {}): JobService =>
  new JobService({ store, times: { ...defaultTimes, ...times }, clock: systemClock, logger });
