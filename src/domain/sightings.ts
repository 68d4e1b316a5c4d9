import type { Contact } from './contact.js';
import { type Identifier, IdentifierKind, type Sighting } from './identity.js';
import { splitName } from './names.js';
import { toE164 } from './phone-number.js';
import type { Profile } from './profile.js';
import type { User } from './user.js';
import { Vendor } from './vendor.js';

export const sightingOfProfile = ({
  phoneNumber,
  firstName,
  lastName,
  email,
}: Pick<Profile, 'phoneNumber' | 'firstName' | 'lastName' | 'email'>): Sighting => ({
  key: { vendor: Vendor.NUMI, recordId: phoneNumber },
  name: { given: firstName ?? '', family: lastName ?? '' },
  identifiers: identifiersOf(email, phoneNumber),
});

/** The custom attribute of a user at Chatwoot that holds the phone number. */
export const phoneNumberAttribute = 'phone_number';

/**
 * Chatwoot has no field for a user's phone number: the custom attribute that is named like the one of its contacts
 * counts where it has a country code.
 */
export function sightingOfUser({
  id,
  name,
  email,
  customAttributes,
}: Pick<User, 'id' | 'name' | 'email' | 'customAttributes'>): Sighting {
  const attribute = customAttributes[phoneNumberAttribute];
  const phoneNumber = typeof attribute === 'string' ? toE164(attribute, undefined) : null;
  return {
    key: { vendor: Vendor.CHATWOOT, recordId: id },
    name: splitName(name),
    identifiers: identifiersOf(email, phoneNumber),
  };
}

export const sightingOfContact = ({
  id,
  firstName,
  lastName,
  email,
  phoneNumber,
}: Pick<Contact, 'id' | 'firstName' | 'lastName' | 'email' | 'phoneNumber'>): Sighting => ({
  key: { vendor: Vendor.PERFEX, recordId: id },
  name: { given: firstName, family: lastName },
  identifiers: identifiersOf(email, phoneNumber),
});

function identifiersOf(email: string | null, phoneNumber: string | null): Identifier[] {
  const identifiers: Identifier[] = [];
  if (email !== null) identifiers.push({ kind: IdentifierKind.EMAIL, value: email });
  if (phoneNumber !== null) identifiers.push({ kind: IdentifierKind.PHONE_NUMBER, value: phoneNumber });
  return identifiers;
}
