import type { Logger } from 'pino';
import { systemClock } from '../../src/domain/clock.js';
import type { WriteJournal } from '../../src/domain/write.js';
import { WriteService, type WriteTimes } from '../../src/services/writes/write-service.js';

const hour = 3_600_000;

/** As `createApp` builds it, with the default times unless told otherwise. It delivers in the background once started. */
export const testWrites = (journal: WriteJournal, logger: Logger, times: Partial<WriteTimes> = {}): WriteService =>
  new WriteService(
    journal,
    {
      attemptMs: 10_000,
      graceMs: 5_000,
      keyLifetimeMs: 24 * hour,
      maximumAgeMs: 24 * hour,
      retentionMs: 30 * 24 * hour,
      concurrency: 4,
      ...times,
    },
    systemClock,
    logger,
  );
