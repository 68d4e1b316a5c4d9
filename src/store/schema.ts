/** The tables as they stand after the last migration. Times are milliseconds since the epoch. */
export interface StoreSchema {
  group_memberships: GroupMembershipRow;
  contact_permissions: ContactPermissionRow;
  writes: WriteRow;
  write_records: WriteRecordRow;
}

export interface GroupMembershipRow {
  id: string;
  member_kind: 'USER' | 'ANONYMOUS';
  /** The user id, or the anonymous id where there is no user id. */
  member_id: string;
  group_id: string;
  anonymous_id: string | null;
  /** A JSON object. */
  traits: string;
  joined_at: number;
  /** The time of the newest call that is part of the row. */
  latest_at: number;
  observed_at: number;
}

export interface ContactPermissionRow {
  contact_id: string;
  /** A JSON array of permissions. */
  permissions: string;
  written_at: number;
}

export interface WriteRow {
  id: string;
  /** Rises with each commit. */
  sequence: number;
  kind: string;
  vendor: string;
  state: string;
  /** The SHA-256 of the idempotency key; null where there is none, or where it has been forgotten. */
  key_hash: string | null;
  key_expires_at: number;
  /** Encrypted, since a guess at what was sent could be tried against it. */
  fingerprint: string;
  /** Encrypted; null once erased. */
  items: string | null;
  /** Encrypted. */
  outcomes: string;
  attempts: number;
  created_at: number;
  expires_at: number;
  last_attempt_at: number | null;
  next_attempt_at: number | null;
  ended_at: number | null;
  /** A problem as JSON. */
  last_error: string | null;
  /** Who delivers it now, and until when nobody else may. */
  lease_owner: string | null;
  lease_until: number | null;
}

export interface WriteRecordRow {
  /** The SHA-256 of what names the record. */
  record: string;
  sequence: number;
  write_id: string;
}
