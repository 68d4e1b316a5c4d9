/** A kind of record that can be asked for by its key: alone, and with others of its kind. */
export interface Lookup {
  /** The field that answers one record, and its argument. */
  readonly one: string;
  readonly argument: string;
  /** The field that answers several, in the order of the keys, and its argument. */
  readonly many: string;
  readonly listArgument: string;
  readonly keyType: string;
  /** How many keys one request may hold, by the schema. */
  readonly limit: number;
}

export const lookups = {
  profile: {
    one: 'profile',
    argument: 'phoneNumber',
    many: 'profiles',
    listArgument: 'phoneNumbers',
    keyType: 'String!',
    limit: 100,
  },
  user: { one: 'user', argument: 'id', many: 'users', listArgument: 'ids', keyType: 'ID!', limit: 100 },
  contact: { one: 'contact', argument: 'id', many: 'contacts', listArgument: 'ids', keyType: 'ID!', limit: 100 },
  person: { one: 'person', argument: 'by', many: 'people', listArgument: 'by', keyType: 'PersonKeyInput!', limit: 50 },
} as const satisfies Record<string, Lookup>;

/** The name of a fragment's text. @throws TypeError where the text is no fragment. */
function nameOf(fragment: string): string {
  const name = /^\s*(?:#.*\s*)*fragment\s+(\w+)\s+on\s/.exec(fragment)?.[1];
  if (name === undefined) throw new TypeError('fields must be a fragment, such as "fragment Name on User { name }".');
  return name;
}

/** A document that asks for records of several keys, in the order of `keys`. */
export const listDocument = ({ many, listArgument, keyType }: Lookup, fragment: string): string =>
  `query ($keys: [${keyType}]!) { ${many}(${listArgument}: $keys) { ...${nameOf(fragment)} } }\n${fragment}`;

/** A document that asks for the same records one beside the other, so that a bad key fails alone. */
export function apartDocument({ one, argument, keyType }: Lookup, fragment: string, count: number): string {
  const places = Array.from({ length: count }, (_, index) => index);
  const variables = places.map((place) => `$key${place}: ${keyType}`).join(', ');
  const fields = places.map((place) => `key${place}: ${one}(${argument}: $key${place}) { ...${nameOf(fragment)} }`);
  return `query (${variables}) { ${fields.join(' ')} }\n${fragment}`;
}
