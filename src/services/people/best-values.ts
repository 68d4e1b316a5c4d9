import { IdentifierKind, type Sighting } from '../../domain/identity.js';
import {
  type Disagreement,
  Freshness,
  PersonAttribute,
  type PersonDate,
  type PersonName,
  type PersonValue,
  type ValueSource,
} from '../../domain/person.js';
import { Vendor } from '../../domain/vendor.js';

/** What a record says of its person, and how old that is. */
export interface Statement {
  readonly sighting: Sighting;
  readonly fullName: string;
  readonly dateOfBirth: string | null;
  readonly source: ValueSource;
}

export interface BestValues {
  readonly name: PersonName | null;
  readonly emails: readonly PersonValue[];
  readonly phoneNumbers: readonly PersonValue[];
  readonly dateOfBirth: PersonDate | null;
  readonly disagreements: readonly Disagreement[];
}

/** A value of one record, and what it is compared by. */
interface Said {
  readonly value: string;
  readonly comparable: string;
  readonly statement: Statement;
}

/** Whose value counts where as many records hold another one. */
const trust: Readonly<Record<PersonAttribute, readonly Vendor[]>> = {
  // Staff type names and addresses of their customers' people; who signs in to Chatwoot may call themselves anything.
  NAME: [Vendor.PERFEX, Vendor.NUMI, Vendor.CHATWOOT],
  EMAIL: [Vendor.PERFEX, Vendor.CHATWOOT, Vendor.NUMI],
  // Numi keeps its profiles under it.
  PHONE_NUMBER: [Vendor.NUMI, Vendor.PERFEX, Vendor.CHATWOOT],
  DATE_OF_BIRTH: [Vendor.NUMI, Vendor.PERFEX, Vendor.CHATWOOT],
};

/**
 * Chooses among what the records of a person say: the value that most of them hold; among as many, one that is fresh,
 * then by vendor, then by the order in which the records were linked.
 * @param statements in that order.
 */
export function bestValues(statements: readonly Statement[]): BestValues {
  const all = {
    [PersonAttribute.NAME]: ranked(PersonAttribute.NAME, statements.flatMap(saidName)),
    [PersonAttribute.EMAIL]: ranked(PersonAttribute.EMAIL, statements.flatMap(saidOf(IdentifierKind.EMAIL))),
    [PersonAttribute.PHONE_NUMBER]: ranked(
      PersonAttribute.PHONE_NUMBER,
      statements.flatMap(saidOf(IdentifierKind.PHONE_NUMBER)),
    ),
    [PersonAttribute.DATE_OF_BIRTH]: ranked(PersonAttribute.DATE_OF_BIRTH, statements.flatMap(saidDate)),
  };
  return {
    name: nameOf(all.NAME[0]),
    emails: all.EMAIL.map(toValue),
    phoneNumbers: all.PHONE_NUMBER.map(toValue),
    dateOfBirth: all.DATE_OF_BIRTH.map(toValue)[0] ?? null,
    disagreements: Object.values(PersonAttribute)
      .filter((attribute) => all[attribute].length > 1)
      .map((attribute) => ({ attribute, values: all[attribute].map(toValue) })),
  };
}

const saidName = (statement: Statement): Said[] =>
  statement.fullName === '' ? [] : [{ value: statement.fullName, comparable: folded(statement.fullName), statement }];

const saidDate = (statement: Statement): Said[] =>
  statement.dateOfBirth === null
    ? []
    : [{ value: statement.dateOfBirth, comparable: statement.dateOfBirth, statement }];

const saidOf =
  (kind: IdentifierKind) =>
  (statement: Statement): Said[] =>
    statement.sighting.identifiers
      .filter((identifier) => identifier.kind === kind)
      .map(({ value }) => ({ value, comparable: value, statement }));

/** Capitals, marks and the number of spaces make no other name. */
const folded = (name: string): string =>
  name.normalize('NFKD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase();

/** The same values together, the best ones first, and in each the record that counts most. */
function ranked(attribute: PersonAttribute, said: readonly Said[]): (readonly Said[])[] {
  const order = trust[attribute];
  const rank = ({ statement: { source } }: Said): number =>
    (source.freshness === Freshness.STALE ? order.length : 0) + order.indexOf(source.vendor);
  const groups = new Map<string, Said[]>();
  // Sorting keeps the order of the links among equals.
  for (const one of [...said].sort((a, b) => rank(a) - rank(b)))
    groups.set(one.comparable, [...(groups.get(one.comparable) ?? []), one]);
  const best = (group: readonly Said[]): number => rank(group[0] as Said);
  return [...groups.values()].sort((a, b) => b.length - a.length || best(a) - best(b));
}

const toValue = (group: readonly Said[]): PersonValue => ({
  value: group[0]?.value ?? '',
  sources: group.map(({ statement }) => statement.source),
});

function nameOf(group: readonly Said[] | undefined): PersonName | null {
  const [first] = group ?? [];
  if (!group || !first) return null;
  const { given, family } = first.statement.sighting.name;
  return { full: first.value, given: given || null, family: family || null, sources: toValue(group).sources };
}
