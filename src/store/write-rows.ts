import { createHash } from 'node:crypto';
import type { Vendor } from '../domain/vendor.js';
import {
  type Write,
  type WriteContent,
  type WriteIntent,
  type WriteKind,
  type WriteProblem,
  type WriteRecord,
  WriteState,
} from '../domain/write.js';
import type { Encryption } from './encryption.js';
import type { WriteRow } from './schema.js';
import { decodeValue, encodeValue } from './stored-value.js';

/** The columns of a write that are encrypted. */
type EncryptedColumn = 'fingerprint' | 'items' | 'outcomes';

/** Writes as rows: what of them is personal data is encrypted, for its row and its column only. */
export class WriteRows {
  constructor(private readonly encryption: Encryption) {}

  encrypted(id: string, column: EncryptedColumn, value: unknown): string {
    return this.encryption.encrypt(encodeValue(value), `${id}.${column}`);
  }

  /** The row of a write that is about to be made. */
  row(intent: WriteIntent, sequence: number): WriteRow {
    const { id, items, createdAt } = intent;
    return {
      id,
      sequence,
      kind: intent.kind,
      vendor: intent.vendor,
      state: WriteState.PENDING,
      key_hash: intent.idempotencyKey === undefined ? null : hashOf(intent.idempotencyKey),
      key_expires_at: intent.keyExpiresAt.getTime(),
      fingerprint: this.encrypted(id, 'fingerprint', intent.fingerprint),
      items: this.encrypted(id, 'items', items),
      outcomes: this.encrypted(
        id,
        'outcomes',
        items.map(() => null),
      ),
      attempts: 0,
      created_at: createdAt.getTime(),
      expires_at: intent.expiresAt.getTime(),
      last_attempt_at: null,
      next_attempt_at: createdAt.getTime(),
      ended_at: null,
      last_error: null,
      lease_owner: null,
      lease_until: null,
    };
  }

  record(row: WriteRow): WriteRecord {
    return { write: toWrite(row), expiresAt: new Date(row.expires_at), content: this.#content(row) };
  }

  #content(row: WriteRow): WriteContent | undefined {
    const decrypted = (column: EncryptedColumn, text: string): unknown =>
      decodeValue(this.encryption.decrypt(text, `${row.id}.${column}`));
    try {
      return {
        fingerprint: decrypted('fingerprint', row.fingerprint) as string,
        items: row.items === null ? null : (decrypted('items', row.items) as unknown[]),
        outcomes: decrypted('outcomes', row.outcomes) as WriteContent['outcomes'],
      };
    } catch {
      return undefined;
    }
  }
}

export const toWrite = (row: WriteRow): Write => ({
  id: row.id,
  kind: row.kind as WriteKind,
  vendor: row.vendor as Vendor,
  state: row.state as WriteState,
  attempts: row.attempts,
  createdAt: new Date(row.created_at),
  lastAttemptAt: toDate(row.last_attempt_at),
  nextAttemptAt: toDate(row.next_attempt_at),
  endedAt: toDate(row.ended_at),
  lastError: row.last_error === null ? null : (decodeValue(row.last_error) as WriteProblem),
});

const toDate = (milliseconds: number | null): Date | null => (milliseconds === null ? null : new Date(milliseconds));

/** Of any length and content; and a look into the store does not show whom a write is about. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
