import { sideBySide } from '../columns.js';
import type { Paint } from '../terminal.js';
import { inOneLine } from '../text.js';
import type { Link, Person, Value } from './document.js';

/** What stands in front, a value, and where it is from: 80 columns with what is between them. */
const widths = [14, 34, 28];

/** A person as people read them, in lines of no more than 80 columns. */
export function cardOf(person: Person, paint: Paint): string[] {
  const rows = (
    heading: string,
    cells: readonly (readonly [string, string])[],
    paintValue?: (text: string) => string,
  ) =>
    cells.flatMap(([value, about], index) =>
      sideBySide([index === 0 ? heading : '', value, about], widths, [paint.bold, paintValue, paint.dim]),
    );
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', paint.bold(title), ...lines];
  return [
    paint.bold(inOneLine(person.name?.full ?? 'Nobody knows the name')),
    paint.dim(person.id),
    ...(person.redirectedFrom === null ? [] : [paint.dim(`merged from ${person.redirectedFrom}`)]),
    '',
    ...rows('Name', person.name ? [cell({ value: person.name.full, sources: person.name.sources })] : []),
    ...rows('Born', person.dateOfBirth ? [cell(person.dateOfBirth)] : []),
    ...rows('E-mail', person.emails.map(cell)),
    ...rows('Phone', person.phoneNumbers.map(cell)),
    ...section(
      'The records differ',
      person.disagreements.flatMap(({ attribute, values }) =>
        rows(attributes[attribute] ?? attribute, values.map(cell), paint.yellow),
      ),
    ),
    ...section(
      'Records',
      person.links.flatMap((link) =>
        rows(vendorName(link.vendor), [[recordText(link, person), `${inWords(link.rule)}, by ${link.linkedBy}`]]),
      ),
    ),
    ...section(
      'Groups',
      groupsOf(person).flatMap((group) => rows('', [group])),
    ),
    ...section(
      'Missing',
      person.unavailable.flatMap(({ vendor, code, message }) =>
        sideBySide([vendorName(vendor), `${message} (${code})`], [14, 64], [paint.bold, paint.red]),
      ),
    ),
    ...section(
      'Other people with what was asked for',
      person.otherMatches.map((id) => id),
    ),
  ];
}

const attributes: Readonly<Record<string, string>> = {
  NAME: 'Name',
  EMAIL: 'E-mail',
  PHONE_NUMBER: 'Phone',
  DATE_OF_BIRTH: 'Born',
};

const cell = ({ value, sources }: Value): readonly [string, string] => [
  value,
  sources
    .map(({ vendor, recordId, freshness }) => recordName(vendor, recordId) + (freshness === 'STALE' ? ' (stale)' : ''))
    .join(', '),
];

function recordText({ vendor, recordId }: Link, { users, contacts }: Person): string {
  const name = recordName(vendor, recordId);
  const user = vendor === 'CHATWOOT' ? users?.find(({ id }) => id === recordId) : undefined;
  if (user) return [name, user.availableName, user.role && inWords(user.role)].filter(Boolean).join(', ');
  const contact = vendor === 'PERFEX' ? contacts?.find(({ id }) => id === recordId) : undefined;
  if (!contact) return name;
  const { title, customerId, isPrimary, isActive } = contact;
  const standing = `${isPrimary ? 'primary ' : ''}contact of customer ${customerId}${isActive ? '' : ', inactive'}`;
  return [name, title, standing].filter(Boolean).join(', ');
}

function groupsOf({ memberships }: Person): (readonly [string, string])[] {
  if (!memberships) return [];
  const groups = memberships.nodes.map(({ groupId, status, joinedAt }): readonly [string, string] => [
    groupId,
    `since ${joinedAt.slice(0, 10)}, ${inWords(status)}`,
  ]);
  return memberships.pageInfo.hasNextPage ? [...groups, ['and more', '']] : groups;
}

/** As it is typed to ask for it. */
const recordName = (vendor: string, recordId: string): string => `${vendor.toLowerCase()}:${recordId}`;

const vendorName = (vendor: string): string => vendor.charAt(0) + vendor.slice(1).toLowerCase();

const inWords = (name: string): string => name.toLowerCase().replaceAll('_', ' ');
