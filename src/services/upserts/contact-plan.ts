import type { Contact } from '../../domain/contact.js';
import { Vendor } from '../../domain/vendor.js';
import { WriteKind } from '../../domain/write.js';
import { Comparison, sentOf } from './comparison.js';
import { missing } from './missing.js';
import type { PersonChange, RecordPlan } from './upsert.js';

const noPlaceFor = ['dateOfBirth', 'metadata'] as const;

/** What a contact at Perfex has to be changed to. */
export function planContact(held: Contact, change: PersonChange): RecordPlan {
  const comparison = new Comparison();
  const input = {
    id: held.id,
    change: {
      firstName: comparison.value('givenName', held.firstName, change.givenName),
      lastName: comparison.value('familyName', held.lastName, change.familyName),
      email: comparison.value('email', held.email, change.email),
      phoneNumber: comparison.value('phoneNumber', held.phoneNumber ?? held.phoneNumberRaw, change.phoneNumber),
    },
  };
  const { differences } = comparison;
  return {
    write: differences.length > 0 ? { kind: WriteKind.UPDATE_CONTACT, input } : null,
    differences,
    notHeld: sentOf(change, noPlaceFor),
  };
}

/** @throws BAD_USER_INPUT for what Perfex makes no contact without. */
export function planNewContact(change: PersonChange, customerId: string | undefined): RecordPlan {
  const comparison = new Comparison();
  const firstName = comparison.value('givenName', undefined, change.givenName);
  const lastName = comparison.value('familyName', undefined, change.familyName);
  const email = comparison.value('email', undefined, change.email);
  const phoneNumber = comparison.value('phoneNumber', undefined, change.phoneNumber);
  if (!customerId) throw missing(Vendor.PERFEX, ['customerId'], 'makes no contact without a customer');
  if (!firstName || !lastName)
    throw missing(Vendor.PERFEX, ['givenName', 'familyName'], 'makes no contact without both names');
  if (!email) throw missing(Vendor.PERFEX, ['email'], 'makes no contact without an e-mail address');
  const { differences } = comparison;
  const input = { customerId, firstName, lastName, email, phoneNumber };
  return { write: { kind: WriteKind.CREATE_CONTACT, input }, differences, notHeld: sentOf(change, noPlaceFor) };
}
