import { z } from 'zod';
import { toEmailAddress } from '../../domain/email-address.js';
import { type Region, toE164 } from '../../domain/phone-number.js';
import type { Profile, ProfileChange } from '../../domain/profile.js';
import { Vendor } from '../../domain/vendor.js';
import { InputError } from '../../errors.js';
import { FieldReader, type WireRecord } from '../field-reader.js';
import { names, type WireChange } from './wire.js';

/** Digits of the longest country codes. */
const longestCountryCode = 3;

const fields = new FieldReader(Vendor.NUMI);

/**
 * The profile in the answer to a read, or null where it says that there is none.
 *
 * @param phoneNumber the E.164 number that was asked for.
 * @throws VENDOR_BAD_RESPONSE naming the place of the first thing that is not as agreed, and where Numi answers with
 * the profile of another number.
 */
export function readAnswer(body: unknown, phoneNumber: string, region: Region | undefined): Profile | null {
  const answer = fields.record(body, 'the whole answer');
  if (!fields.boolean(answer[names.exists], 'the answer', names.exists)) return null;
  return readProfile(fields.record(answer[names.profile], names.profile), phoneNumber, region);
}

function readProfile(held: WireRecord, phoneNumber: string, region: Region | undefined): Profile {
  const place = names.profile;
  const phoneNumberRaw = fields.text(held[names.phoneNumber], place, names.phoneNumber);
  if (!isSameNumber(phoneNumberRaw, phoneNumber, region))
    fields.wrong('the number that was asked for', place, names.phoneNumber);
  const emailRaw = fields.filledText(held[names.email], place, names.email);
  const dateOfBirth = fields.filledText(held[names.dateOfBirth], place, names.dateOfBirth);
  if (dateOfBirth !== null && !calendarDate.test(dateOfBirth)) fields.wrong('a date', place, names.dateOfBirth);
  return {
    phoneNumber,
    phoneNumberRaw,
    firstName: fields.filledText(held[names.firstName], place, names.firstName),
    lastName: fields.filledText(held[names.lastName], place, names.lastName),
    email: emailRaw === null ? null : toEmailAddress(emailRaw),
    emailRaw,
    dateOfBirth,
    metadata: fields.jsonObject(held[names.metadata], place, names.metadata),
  };
}

/** `YYYY-MM-DD` of a day that the calendar has. */
const calendarDate = z.regexes.date;

/**
 * Where the server has no default region, a national number (`030 901820`) has no E.164 form to
 * compare: it is the number asked for when only a country code stands before the same digits.
 */
function isSameNumber(held: string, phoneNumber: string, region: Region | undefined): boolean {
  if (held === phoneNumber) return true;
  const normalized = toE164(held, region);
  if (normalized !== null) return normalized === phoneNumber;
  const digits = held.replace(/\D/g, '').replace(/^0+/, '');
  const asked = phoneNumber.slice(1);
  return asked.endsWith(digits) && asked.length - digits.length <= longestCountryCode;
}

/**
 * The body of a write: the identifier and the fields that are defined. Both kinds of metadata are one
 * object at Numi; where both have the same name, the JSON value is sent, as the more exact of the two.
 *
 * @throws InputError where there is nothing to write: Numi takes at least one field.
 */
export function toWireChange(change: ProfileChange): WireChange {
  const metadata = { ...change.metadata, ...change.metadataJson };
  const fields = Object.entries({
    [names.firstName]: change.firstName,
    [names.lastName]: change.lastName,
    [names.email]: change.email,
    [names.dateOfBirth]: change.dateOfBirth,
    [names.metadata]: Object.keys(metadata).length === 0 ? undefined : metadata,
  }).filter(([, value]) => value !== undefined);
  if (fields.length === 0)
    throw new InputError('There is nothing to write. Send at least one field beside the phone number.', ['input']);
  return { [names.phoneNumber]: change.phoneNumber, ...Object.fromEntries(fields) };
}
