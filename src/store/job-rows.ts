import {
  type Job,
  type JobContent,
  type JobIntent,
  type JobKind,
  type JobRecord,
  JobState,
  type JobStep,
} from '../domain/job.js';
import type { Encryption } from './encryption.js';
import type { JobRow } from './schema.js';
import { decodeValue, encodeValue } from './stored-value.js';
import { hashOf } from './write-rows.js';

/** Jobs as rows: what they hold is encrypted, for its row and its column only. */
export class JobRows {
  constructor(private readonly encryption: Encryption) {}

  encrypted(id: string, { fingerprint, input, steps }: JobContent): Pick<JobRow, 'content' | 'steps'> {
    return {
      content: this.encryption.encrypt(encodeValue({ fingerprint, input }), placeOf(id, 'content')),
      steps: this.encryption.encrypt(encodeValue(steps), placeOf(id, 'steps')),
    };
  }

  /** The row of a job that is about to be made. */
  row(intent: JobIntent): JobRow {
    const { id, kind, personId, idempotencyKey, createdAt } = intent;
    return {
      id,
      kind,
      person_id: personId,
      key_hash: idempotencyKey === undefined ? null : hashOf(idempotencyKey),
      key_expires_at: intent.keyExpiresAt.getTime(),
      state: JobState.PENDING,
      ...this.encrypted(id, intent.content),
      attempts: 0,
      created_at: createdAt.getTime(),
      created_by: intent.createdBy,
      expires_at: intent.expiresAt.getTime(),
      next_attempt_at: createdAt.getTime(),
      ended_at: null,
      lease_owner: null,
      lease_until: null,
    };
  }

  record(row: JobRow): JobRecord {
    return { job: toJob(row), expiresAt: new Date(row.expires_at), content: this.#content(row) };
  }

  #content({ id, content, steps }: JobRow): JobContent | undefined {
    try {
      return {
        ...(decodeValue(this.encryption.decrypt(content, placeOf(id, 'content'))) as Omit<JobContent, 'steps'>),
        steps: decodeValue(this.encryption.decrypt(steps, placeOf(id, 'steps'))) as readonly JobStep[],
      };
    } catch {
      return undefined;
    }
  }
}

const placeOf = (id: string, column: 'content' | 'steps'): string => `job ${id}.${column}`;

const toJob = (row: JobRow): Job => ({
  id: row.id,
  kind: row.kind as JobKind,
  personId: row.person_id,
  state: row.state as JobState,
  attempts: row.attempts,
  createdAt: new Date(row.created_at),
  createdBy: row.created_by,
  nextAttemptAt: row.next_attempt_at === null ? null : new Date(row.next_attempt_at),
  endedAt: row.ended_at === null ? null : new Date(row.ended_at),
});
