import { toEmailAddress } from '../../domain/email-address.js';
import { type Region, toE164 } from '../../domain/phone-number.js';
import type { Profile, ProfileChange } from '../../domain/profile.js';
import { Vendor } from '../../domain/vendor.js';
import { badResponse, InputError } from '../../errors.js';
import { names, type WireChange, type WireProfile } from './wire.js';

/** Digits of the longest country codes. */
const longestCountryCode = 3;

/**
 * A profile as everybody else knows it.
 *
 * @param phoneNumber the E.164 number that was asked for.
 * @throws VENDOR_BAD_RESPONSE where Numi answers with the profile of another number.
 */
export function toProfile(held: WireProfile, phoneNumber: string, region: Region | undefined): Profile {
  const phoneNumberRaw = held[names.phoneNumber];
  if (!isSameNumber(phoneNumberRaw, phoneNumber, region))
    throw badResponse(Vendor.NUMI, `${names.profile}.${names.phoneNumber} (not the number that was asked for)`);
  const emailRaw = held[names.email];
  return {
    phoneNumber,
    phoneNumberRaw,
    firstName: held[names.firstName],
    lastName: held[names.lastName],
    email: emailRaw === null ? null : toEmailAddress(emailRaw),
    emailRaw,
    dateOfBirth: held[names.dateOfBirth],
    metadata: held[names.metadata],
  };
}

/**
 * Where the server has no default region, a national number (`030 901820`) has no E.164 form to
 * compare: it is the number asked for when only a country code stands before the same digits.
 */
function isSameNumber(held: string, phoneNumber: string, region: Region | undefined): boolean {
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
