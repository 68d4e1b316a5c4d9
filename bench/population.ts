/** Rows that one operation asks for, and the records of one variant that it can ask for. */
export const rowsOfOperation = 100;

/**
 * An operation comes in variants that share no record: each connection of the load has one of its own, so that
 * no two operations under way want the same key, and each answer really costs its calls to the vendors.
 */
const variantSize = 1_000;

const firstNames = ['Ada', 'Jürgen', 'Grace', 'Émilie', 'Alan', 'Radia', 'Linus', 'Barbara', 'Edsger', 'Hedy'];
const lastNames = ['Lovelace', 'Müller', 'Hopper', 'Noether', 'Turing', 'Perlman', 'Dijkstra', 'Liskov', 'Lamarr'];
const titles = ['Head of procurement', 'Accountant', 'Managing director', 'Site engineer', ''];

export interface Person {
  readonly contactId: number;
  readonly customerId: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phoneNumber: string;
  readonly title: string;
}

const first = (variant: number): number => (variant + 1) * variantSize;

/** The variant that a record belongs to. */
export const variantOf = (recordId: number): number => Math.floor(recordId / variantSize) - 1;

/** A hundred ids, of which so many are distinct. */
export const contactIds = (variant: number, distinct: number): string[] =>
  Array.from({ length: rowsOfOperation }, (_, row) => String(first(variant) + (row % distinct)));

/** A customer whose hundred contacts have so many distinct phone numbers. */
export const customerId = (variant: number, distinctPhoneNumbers: number): string =>
  String(first(variant) + distinctPhoneNumbers);

/** As people type it. */
const phoneNumber = (variant: number, place: number): string =>
  `+49 30 9${String(variant).padStart(4, '0')}${String(place).padStart(3, '0')}`;

/** The variant that an E.164 number belongs to. */
export const variantOfPhoneNumber = (e164: string): number => Number(e164.slice(-7, -3));

/** The contact with this id; of this customer where its list was asked for. */
export function personWithId(contactId: number, customer = contactId - (contactId % variantSize) + 100): Person {
  const variant = variantOf(contactId);
  const place = contactId % variantSize;
  const firstName = firstNames[contactId % firstNames.length] ?? '';
  const lastName = lastNames[(contactId * 7) % lastNames.length] ?? '';
  return {
    contactId,
    customerId: customer,
    firstName,
    lastName,
    email: `person.${contactId}@customer-${customer}.example`,
    phoneNumber: phoneNumber(variant, place % (customer % variantSize)),
    title: titles[contactId % titles.length] ?? '',
  };
}

/** The hundred contacts of a customer. */
export const personsOfCustomer = (customer: number): Person[] =>
  Array.from({ length: rowsOfOperation }, (_, row) => personWithId(first(variantOf(customer)) + row, customer));
