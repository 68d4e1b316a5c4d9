import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { ChangeCause, type KeptRecords } from '../../domain/change.js';
import { type Identifier, type IdentityStore, type RecordKey, recordName } from '../../domain/identity.js';
import { JobKind } from '../../domain/job.js';
import type { Vendor } from '../../domain/vendor.js';
import type { WebhookDelivery } from '../../domain/webhook.js';
import type { ChangeService } from '../changes/changes.js';
import type { JobDefinition, RunningJob, RunningStep, StepEnd } from '../jobs/definition.js';
import type { JobService } from '../jobs/job-service.js';
import { readRecords } from '../people/vendor-records.js';
import { mayPass } from '../writes/problems.js';

/** What became of a delivery: it is stored and will be worked on, it was known before, or it says nothing of use. */
export type Reception = 'ACCEPTED' | 'KNOWN' | 'IGNORED';

interface WebhookInput {
  readonly records: readonly RecordKey[];
  readonly identifiers: readonly Identifier[];
}

export interface WebhookServiceOptions {
  readonly jobs: JobService;
  readonly identities: Pick<IdentityStore, 'observe'>;
  readonly kept: KeptRecords;
  readonly changes: ChangeService;
  readonly logger: Pick<Logger, 'info'>;
}

/** How long it is remembered which deliveries there were, in milliseconds: none is taken that is older than five minutes. */
const remembered = 3_600_000;

/** A record that is only mentioned is looked at once in so many milliseconds: an agent may send a message a second. */
const mentionPause = 60_000;

/** Such records that are remembered. */
const mentionsRemembered = 10_000;

/** Who begins a job where no caller does. */
const caller = 'webhook';

/**
 * What vendors tell of changes. A delivery is a job: once it is stored, what follows from it is done, whichever process
 * dies. The records are read back from the vendor, since what a delivery holds of them was never checked.
 */
export class WebhookService implements JobDefinition<WebhookInput, null, null> {
  readonly keptFor = remembered;
  readonly #mentioned = new LRUCache<string, true>({ max: mentionsRemembered, ttl: mentionPause });

  constructor(private readonly options: WebhookServiceOptions) {
    options.jobs.define(JobKind.WEBHOOK, this);
  }

  /** Stores a delivery, once. @throws STORE_UNAVAILABLE */
  async accept(vendor: Vendor, { id, digest, event }: WebhookDelivery): Promise<Reception> {
    if (!event) return 'IGNORED';
    const { identifiers, isIncidental } = event;
    const records = isIncidental ? event.records.filter((key) => !this.#mentioned.has(recordName(key))) : event.records;
    if (records.length === 0 && identifiers.length === 0) return 'IGNORED';
    const isNew = await this.options.jobs.beginOnce<WebhookInput>(
      JobKind.WEBHOOK,
      { input: { records, identifiers }, personId: null, steps: [{ name: 'apply', stage: 0, result: null }] },
      { id: jobId(vendor, id), key: `webhook ${vendor} ${digest}` },
      caller,
    );
    for (const key of records) this.#mentioned.set(recordName(key), true);
    return isNew ? 'ACCEPTED' : 'KNOWN';
  }

  readonly run = async (_: RunningStep<null, null>, job: RunningJob<WebhookInput>): Promise<StepEnd<null>> => {
    const { kept, changes, logger } = this.options;
    const { records, identifiers } = job.input;
    await kept.forget(records);
    try {
      await this.#learn(job);
    } finally {
      // Although it may not be known here what they are like now, no replica shall answer what they were.
      changes.touched([...records, ...identifiers], ChangeCause.WEBHOOK);
    }
    logger.info({ jobId: job.id, records: records.length, identifiers: identifiers.length }, 'webhook applied');
    return { done: null };
  };

  /** Reads the records back, and links them anew. @throws what may pass, for another try. */
  async #learn(job: RunningJob<WebhookInput>): Promise<void> {
    const { identities } = this.options;
    const found = await readRecords(job.input.records, job.request);
    const sightings = found.flatMap(({ statement }) => statement?.sighting ?? []);
    const people = sightings.length > 0 ? await identities.observe(sightings, new Date()) : [];
    // Where this person is erased before it is done, what it holds is forgotten, too.
    job.personId = people.find((person) => person !== null)?.id ?? null;
    const failure = found.map(({ answer }) => answer).find((answer) => answer instanceof Error && mayPass(answer));
    if (failure instanceof Error) throw failure;
  }
}

/** The same for the same delivery: no two jobs have one id. */
function jobId(vendor: Vendor, deliveryId: string): string {
  const digits = createHash('sha256').update(`webhook ${vendor} ${deliveryId}`).digest('hex');
  return digits.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
