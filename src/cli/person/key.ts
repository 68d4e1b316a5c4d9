import { usageFailure } from '../exit-codes.js';

/** By what a person is looked for: the input of `person(by)`. */
export type PersonKey = Readonly<Record<string, string>>;

const fieldOfVendor: Readonly<Record<string, string>> = {
  chatwoot: 'userId',
  perfex: 'contactId',
  numi: 'phoneNumber',
  persio: 'persioUserId',
};

const personId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Digits of any script, with what people put between them. */
const phoneNumber = /^[\p{Nd}\p{Zs}\p{Pd}+\uff0b()./]+$/u;

/** What somebody typed to name a person. @throws CommandFailure where it is nothing that names one. */
export function personKey(text: string): PersonKey {
  const [, vendor = '', record = ''] = /^(\w+):(.+)$/s.exec(text.trim()) ?? [];
  const field = fieldOfVendor[vendor.toLowerCase()];
  if (field !== undefined) return { [field]: record.trim() };
  if (personId.test(text.trim())) return { id: text.trim() };
  if (text.includes('@')) return { email: text.trim() };
  // A number of few digits is somebody's id at a vendor, and does not say at which.
  if (phoneNumber.test(text) && (text.match(/\p{Nd}/gu) ?? []).length > 5) return { phoneNumber: text.trim() };
  throw usageFailure(
    'Name a phone number, an e-mail address, the id of a person, or a record as chatwoot:2, perfex:1, numi:+12025550143 or persio:7.',
  );
}

/** The same number as everybody reads it. @param region in which it is a national one. */
export async function readIn(region: string | undefined, key: PersonKey): Promise<PersonKey> {
  if (region === undefined || key['phoneNumber'] === undefined) return key;
  const { isRegion, toE164 } = await import('../../domain/phone-number.js');
  const country = region.toUpperCase();
  if (!isRegion(country)) throw usageFailure('--region has to be a country as two letters, such as DE.');
  const number = toE164(key['phoneNumber'], country);
  if (number === null) throw usageFailure(`That is no phone number of ${country}.`);
  return { phoneNumber: number };
}
