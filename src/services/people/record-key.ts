import { isPlaceholder } from '../../domain/blocked-identifiers.js';
import { type Identifier, IdentifierKind, type RecordKey } from '../../domain/identity.js';
import type { PersioUserId } from '../../domain/persio-user-id.js';
import { toE164 } from '../../domain/phone-number.js';
import { Vendor } from '../../domain/vendor.js';
import { InputError } from '../../errors.js';
import { isRecordId } from '../records.js';

/** A record as a caller names it. */
export interface NamedRecord {
  readonly vendor: Vendor;
  readonly recordId: string;
}

export interface RecordKeyReading {
  /** Whose ids the user ids in Persio are. */
  readonly persioUserId: PersioUserId;
  /** Identifiers that are of nobody, or of many. */
  readonly isBlocked: (identifier: Identifier) => boolean;
}

/** The longest user id in Persio, in characters. */
const longestPersioId = 255;

/** @param field where the caller wrote the id. @throws InputError where the vendor can have no such record, or where it is nobody's. */
export function toRecordKey({ vendor, recordId }: NamedRecord, reading: RecordKeyReading, field: string): RecordKey {
  if (vendor === Vendor.NUMI) return { vendor, recordId: phoneNumber(recordId, reading, field) };
  if (vendor === Vendor.PERSIO) return persioUser(recordId, reading, field);
  return { vendor, recordId: numericId(recordId, field) };
}

/** Where a user id in Persio is the id of another vendor's record, both name that record. */
function persioUser(userId: string, reading: RecordKeyReading, field: string): RecordKey {
  switch (reading.persioUserId) {
    case 'NUMI_PHONE':
      return { vendor: Vendor.NUMI, recordId: phoneNumber(userId, reading, field) };
    case 'CHATWOOT_USER':
      return { vendor: Vendor.CHATWOOT, recordId: numericId(userId, field) };
    case 'PERFEX_CONTACT':
      return { vendor: Vendor.PERFEX, recordId: numericId(userId, field) };
    case 'OWN':
      return { vendor: Vendor.PERSIO, recordId: ownUserId(userId, field) };
  }
}

function phoneNumber(text: string, { isBlocked }: RecordKeyReading, field: string): string {
  const value = toE164(text, undefined);
  if (value === null) throw refused(field, 'must be a phone number with its country code, such as +4930901820');
  if (isBlocked({ kind: IdentifierKind.PHONE_NUMBER, value }))
    throw refused(field, "must not be a number that is nobody's");
  return value;
}

function numericId(text: string, field: string): string {
  if (!isRecordId(text)) throw refused(field, 'must be a whole number above zero, such as 12');
  return text;
}

function ownUserId(text: string, field: string): string {
  if (text === '' || text.length > longestPersioId || /\p{Cc}/u.test(text))
    throw refused(field, `must have 1 to ${longestPersioId} characters, and no control characters`);
  if (isPlaceholder(text))
    throw refused(field, "must not be a text that stands for nobody, such as 'null' or 'anonymous'");
  return text;
}

const refused = (field: string, reason: string): InputError => new InputError(`${field} ${reason}.`, [field]);
