import { splitName } from '../../domain/names.js';
import { toE164 } from '../../domain/phone-number.js';
import { phoneNumberAttribute } from '../../domain/sightings.js';
import type { User } from '../../domain/user.js';
import { Vendor } from '../../domain/vendor.js';
import { WriteKind } from '../../domain/write.js';
import { Comparison, sentOf } from './comparison.js';
import { missing } from './missing.js';
import type { PersonChange, RecordPlan } from './upsert.js';

const noPlaceFor = ['dateOfBirth'] as const;

/** What a user at Chatwoot has to be changed to. Chatwoot keeps one name, and a phone number among the custom attributes. */
export function planUser(held: User, change: PersonChange): RecordPlan {
  const comparison = new Comparison();
  const input = {
    id: held.id,
    change: {
      name: comparison.value('name', held.name, nameOf(change, splitName(held.name))),
      email: comparison.value('email', held.email, change.email),
      customAttributes: attributes(comparison, held.customAttributes, change),
    },
  };
  const { differences } = comparison;
  return {
    write: differences.length > 0 ? { kind: WriteKind.UPDATE_USER, input } : null,
    differences,
    notHeld: sentOf(change, noPlaceFor),
  };
}

/** @throws BAD_USER_INPUT for what Chatwoot makes no user without. */
export function planNewUser(change: PersonChange): RecordPlan {
  const comparison = new Comparison();
  const name = comparison.value('name', undefined, nameOf(change, { given: '', family: '' }));
  const email = comparison.value('email', undefined, change.email);
  if (!name) throw missing(Vendor.CHATWOOT, ['givenName', 'familyName'], 'makes no user without a name');
  if (!email) throw missing(Vendor.CHATWOOT, ['email'], 'makes no user without an e-mail address');
  const input = { name, email, customAttributes: attributes(comparison, {}, change) };
  const { differences } = comparison;
  return { write: { kind: WriteKind.CREATE_USER, input }, differences, notHeld: sentOf(change, noPlaceFor) };
}

/** Undefined where none was sent. */
function nameOf(
  { givenName, familyName }: PersonChange,
  { given, family }: { readonly given: string; readonly family: string },
): string | undefined {
  if (givenName === undefined && familyName === undefined) return undefined;
  return [givenName ?? given, familyName ?? family].filter(Boolean).join(' ');
}

function attributes(
  comparison: Comparison,
  held: Readonly<Record<string, unknown>>,
  change: PersonChange,
): Record<string, unknown> | undefined {
  const metadata = comparison.metadata(held, change);
  const text = held[phoneNumberAttribute];
  const number = typeof text === 'string' ? (toE164(text, undefined) ?? text) : text;
  const phoneNumber = comparison.value('phoneNumber', number, change.phoneNumber);
  return phoneNumber === undefined ? metadata : { ...metadata, [phoneNumberAttribute]: phoneNumber };
}
