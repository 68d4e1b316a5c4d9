import type { IdentifierKind, LinkRule, NameParts, RecordKey } from '../domain/identity.js';
import type { GraphEvent, GraphRecord } from '../domain/identity-graph-state.js';
import type { Vendor } from '../domain/vendor.js';
import { ErrorCode, PeoplegraphError } from '../errors.js';
import type { Encryption } from './encryption.js';
import type { PersonEventRow, PersonRecordRow } from './schema.js';
import { decodeValue, encodeValue } from './stored-value.js';

/** What is encrypted of a record: short names, as there are millions. */
interface Details {
  readonly id: string;
  readonly name: NameParts;
  readonly by: readonly IdentifierKind[];
  readonly with: RecordKey | null;
}

export const unreadable = (cause: unknown): PeoplegraphError =>
  new PeoplegraphError(
    ErrorCode.PERSON_UNREADABLE,
    'What is stored of this person cannot be decrypted. An operator has to put back the key that STORE_ENCRYPTION_KEYS had.',
    { cause },
  );

/** Records of people as rows, and back. */
export class IdentityRows {
  constructor(private readonly encryption: Encryption) {}

  row({ token, key, name, personId, link }: GraphRecord): PersonRecordRow {
    const details: Details = { id: key.recordId, name, by: link.evidence.identifiers, with: link.evidence.matched };
    return {
      record: token,
      person_id: personId,
      vendor: key.vendor,
      details: this.encryption.encrypt(JSON.stringify(details), token),
      rule: link.rule,
      linked_at: link.linkedAt.getTime(),
      linked_by: link.linkedBy,
    };
  }

  /**
   * Without its identifiers, which have rows of their own.
   * @throws PeoplegraphError PERSON_UNREADABLE where its key is missing, or where it was damaged.
   */
  record(row: PersonRecordRow): GraphRecord {
    const details = this.#details(row);
    return {
      token: row.record,
      key: { vendor: row.vendor as Vendor, recordId: details.id },
      name: details.name,
      identifiers: new Map(),
      personId: row.person_id,
      link: {
        rule: row.rule as LinkRule,
        evidence: { identifiers: details.by, matched: details.with },
        linkedAt: new Date(row.linked_at),
        linkedBy: row.linked_by,
      },
    };
  }

  #details({ record, details }: PersonRecordRow): Details {
    try {
      return JSON.parse(this.encryption.decrypt(details, record)) as Details;
    } catch (cause) {
      throw unreadable(cause);
    }
  }

  event(id: string, { personId, kind, act, ...details }: GraphEvent): PersonEventRow {
    return {
      id,
      person_id: personId,
      kind,
      actor: act.actor,
      happened_at: act.at.getTime(),
      details: this.encryption.encrypt(encodeValue(details), id),
    };
  }

  /** What has happened to a person. @throws PeoplegraphError PERSON_UNREADABLE */
  graphEvent({ id, person_id, kind, actor, happened_at, details }: PersonEventRow): GraphEvent {
    const act = { actor, at: new Date(happened_at) };
    return { ...(this.#eventDetails(id, details) as object), personId: person_id, kind, act } as GraphEvent;
  }

  #eventDetails(id: string, details: string): unknown {
    try {
      return decodeValue(this.encryption.decrypt(details, id));
    } catch (cause) {
      throw unreadable(cause);
    }
  }
}
