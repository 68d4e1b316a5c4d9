import { createHash } from 'node:crypto';
import type { Vendor } from '../domain/vendor.js';
import {
  type Lease,
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
    return this.#encrypt(id, column, encodeValue(value));
  }

  /** A write that is about to be made, as its row and as it will be read; with a lease it is claimed already. */
  made(intent: WriteIntent, sequence: number, lease: Lease | undefined): { row: WriteRow; content: WriteContent } {
    const { id, fingerprint, createdAt } = intent;
    const items = encodeValue(intent.items);
    const outcomes = intent.items.map(() => null);
    const row: WriteRow = {
      id,
      sequence,
      kind: intent.kind,
      vendor: intent.vendor,
      state: WriteState.PENDING,
      key_hash: intent.idempotencyKey === undefined ? null : hashOf(intent.idempotencyKey),
      key_expires_at: intent.keyExpiresAt.getTime(),
      fingerprint: this.encrypted(id, 'fingerprint', fingerprint),
      items: this.#encrypt(id, 'items', items),
      outcomes: this.encrypted(id, 'outcomes', outcomes),
      attempts: lease ? 1 : 0,
      created_at: createdAt.getTime(),
      expires_at: intent.expiresAt.getTime(),
      last_attempt_at: lease?.now.getTime() ?? null,
      next_attempt_at: createdAt.getTime(),
      ended_at: null,
      last_error: null,
      caller: intent.caller,
      lease_owner: lease?.owner ?? null,
      lease_until: lease?.until.getTime() ?? null,
    };
    // As it is stored, so that it is delivered now as it would be later.
    return { row, content: { fingerprint, items: decodeValue(items) as unknown[], outcomes } };
  }

  record(row: WriteRow): WriteRecord {
    return toRecord(row, this.#content(row));
  }

  #encrypt(id: string, column: EncryptedColumn, text: string): string {
    return this.encryption.encrypt(text, `${id}.${column}`);
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

export const toRecord = (row: WriteRow, content: WriteContent | undefined): WriteRecord => ({
  write: toWrite(row),
  expiresAt: new Date(row.expires_at),
  content,
});

/** The columns of what everybody may see of a write. */
export const publicColumns = [
  'id',
  'kind',
  'vendor',
  'state',
  'attempts',
  'created_at',
  'last_attempt_at',
  'next_attempt_at',
  'ended_at',
  'last_error',
] as const satisfies readonly (keyof WriteRow)[];

export type PublicWriteRow = Pick<WriteRow, (typeof publicColumns)[number]>;

export const toWrite = (row: PublicWriteRow): Write => ({
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
