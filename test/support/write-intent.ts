import { randomUUID } from 'node:crypto';
import { Vendor } from '../../src/domain/vendor.js';
import { type Lease, type Settlement, type WriteIntent, WriteKind, WriteState } from '../../src/domain/write.js';

const start = Date.UTC(2026, 0, 15, 9);

/** So many seconds after the first write of a test. */
export const at = (seconds: number): Date => new Date(start + seconds * 1_000);

/** For a minute. */
export const lease = (seconds = 0, owner = 'one'): Lease => ({ owner, now: at(seconds), until: at(seconds + 60) });

export const intent = (change: Partial<WriteIntent> = {}): WriteIntent => ({
  id: randomUUID(),
  kind: WriteKind.TRACK,
  vendor: Vendor.PERSIO,
  records: ['record'],
  subjects: [],
  caller: 'shop',
  memberships: [],
  items: [{ event: 'e', timestamp: at(0), nothing: undefined }],
  fingerprint: 'fingerprint',
  idempotencyKey: undefined,
  createdAt: at(0),
  expiresAt: at(86_400),
  keyExpiresAt: at(3_600),
  ...change,
});

export const delivered = (seconds: number): Settlement => ({
  state: WriteState.DELIVERED,
  outcomes: [{ value: { acceptedAt: at(seconds) } }],
  subjects: [],
  lastError: null,
  at: at(seconds),
  nextAttemptAt: null,
  keepsItems: false,
});
