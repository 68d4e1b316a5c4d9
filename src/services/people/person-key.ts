import type { IdentityLookup, RecordKey } from '../../domain/identity.js';
import { IdentifierKind } from '../../domain/identity.js';
import { toEmailAddress } from '../../domain/email-address.js';
import type { PersioUserId } from '../../domain/persio-user-id.js';
import { type Region, toE164 } from '../../domain/phone-number.js';
import { Vendor } from '../../domain/vendor.js';
import { InputError } from '../../errors.js';
import { isRecordId, recordId } from '../records.js';

/** How a caller asks for a person: by exactly one of these. */
export type PersonKey =
  | { readonly phoneNumber: string }
  | { readonly email: string }
  | { readonly userId: string }
  | { readonly contactId: string }
  | { readonly persioUserId: string }
  | { readonly id: string };

export interface KeyReading {
  /** How national phone numbers are read. */
  readonly region: Region | undefined;
  /** Whose ids the user ids in Persio are. */
  readonly persioUserId: PersioUserId;
}

const personId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @returns null where nobody can have such a key. @throws InputError that names the field. */
export function toLookup(key: PersonKey, reading: KeyReading): IdentityLookup | null {
  if ('phoneNumber' in key) return { identifier: phoneNumber(key.phoneNumber, reading.region) };
  if ('email' in key) return { identifier: email(key.email) };
  if ('userId' in key) return { record: { vendor: Vendor.CHATWOOT, recordId: recordId(key.userId, 'userId') } };
  if ('contactId' in key) return { record: { vendor: Vendor.PERFEX, recordId: recordId(key.contactId, 'contactId') } };
  if ('id' in key) return personId.test(key.id) ? { personId: key.id.toLowerCase() } : null;
  const record = recordOfPersioUser(key.persioUserId, reading.persioUserId);
  return record && { record };
}

/** The record that a user id in Persio names; null where it names none of that vendor. */
export function recordOfPersioUser(userId: string, kind: PersioUserId): RecordKey | null {
  if (kind === 'OWN') return { vendor: Vendor.PERSIO, recordId: userId };
  if (kind === 'NUMI_PHONE') {
    const number = toE164(userId, undefined);
    return number === null ? null : { vendor: Vendor.NUMI, recordId: number };
  }
  if (!isRecordId(userId)) return null;
  return { vendor: kind === 'CHATWOOT_USER' ? Vendor.CHATWOOT : Vendor.PERFEX, recordId: userId };
}

function phoneNumber(text: string, region: Region | undefined) {
  const value = toE164(text, region);
  if (value !== null) return { kind: IdentifierKind.PHONE_NUMBER, value };
  const hint = region ? '' : ' National numbers need the setting DEFAULT_REGION.';
  throw new InputError(`phoneNumber must be a phone number with its country code, such as +4930901820.${hint}`, [
    'phoneNumber',
  ]);
}

function email(text: string) {
  const value = toEmailAddress(text);
  if (value !== null) return { kind: IdentifierKind.EMAIL, value };
  throw new InputError('email must be an e-mail address, such as ada@example.com.', ['email']);
}
