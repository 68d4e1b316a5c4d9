/** The tables as they stand after the last migration. Times are milliseconds since the epoch. */
export interface StoreSchema {
  group_memberships: GroupMembershipRow;
  pending_memberships: PendingMembershipRow;
  contact_permissions: ContactPermissionRow;
  writes: WriteRow;
  write_records: WriteRecordRow;
  write_subjects: WriteSubjectRow;
  people: PersonRow;
  person_records: PersonRecordRow;
  person_identifiers: PersonIdentifierRow;
  separated_records: SeparatedRecordsRow;
  erased_names: ErasedNameRow;
  person_events: PersonEventRow;
  secrets: SecretRow;
  link_imports: LinkImportRow;
  jobs: JobRow;
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

/** What an item of a pending write will make of a membership. It is gone as soon as the item has ended. */
export interface PendingMembershipRow {
  write_id: string;
  /** The place of the item in its write. */
  place: number;
  /** That of the write. */
  sequence: number;
  /** The id of the row in `group_memberships` that its delivery makes or changes. */
  membership_id: string;
  member_kind: 'USER' | 'ANONYMOUS';
  member_id: string;
  group_id: string;
  anonymous_id: string | null;
  /** A JSON object. */
  traits: string;
  /** The time of the call. */
  happened_at: number;
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
  /** Who asked for it; null for one of a time when that was not kept. */
  caller: string | null;
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

export interface WriteSubjectRow {
  /** The keyed hash of a record or an identifier. */
  subject: string;
  /** When the write was made. */
  happened_at: number;
  write_id: string;
  /** Which item of the write is about it. */
  place: number;
}

export interface PersonRow {
  id: string;
  created_at: number;
  /** Where the person is found who has become part of another; never one that has itself become part of another. */
  merged_into: string | null;
}

/** A record of a vendor as a part of a person. Records and identifiers are stored as keyed hashes. */
export interface PersonRecordRow {
  record: string;
  person_id: string;
  vendor: string;
  /** Encrypted: the id at the vendor, the name, and what it was matched by and with. */
  details: string;
  rule: string;
  linked_at: number;
  linked_by: string;
}

export interface PersonIdentifierRow {
  identifier: string;
  record: string;
  kind: string;
}

/** Two records that no rule makes one person of. */
export interface SeparatedRecordsRow {
  record: string;
  other: string;
}

export interface ErasedNameRow {
  /** The keyed hash of a record or an identifier. */
  name: string;
  erased_at: number;
}

export interface PersonEventRow {
  id: string;
  person_id: string;
  kind: string;
  actor: string;
  happened_at: number;
  /** Encrypted. */
  details: string;
}

export interface SecretRow {
  name: string;
  /** Encrypted. */
  secret: string;
}

export interface LinkImportRow {
  /** The SHA-256 of the file. */
  fingerprint: string;
  /** Bytes and lines of the file that are done. */
  position: number;
  lines: number;
  linked: number;
  rejected: number;
  ended_at: number | null;
}

export interface JobRow {
  id: string;
  kind: string;
  person_id: string | null;
  /** The SHA-256 of the idempotency key; null where there is none, or where it has been forgotten. */
  key_hash: string | null;
  key_expires_at: number;
  state: string;
  /** Encrypted: the fingerprint, and the input until it is erased. */
  content: string;
  /** Encrypted. */
  steps: string;
  attempts: number;
  created_at: number;
  created_by: string;
  expires_at: number;
  next_attempt_at: number | null;
  ended_at: number | null;
  /** Who works on it now, and until when nobody else may. */
  lease_owner: string | null;
  lease_until: number | null;
}
