import type { PersioUserId } from '../../src/domain/persio-user-id.js';

export interface BoundedOperation {
  readonly name: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Whose id Persio's user ids are; CHATWOOT_USER where it is left out. */
  readonly persioUserId?: PersioUserId;
  /** The most calls that it can cost, counted by hand. */
  readonly bound: Readonly<Record<string, number>>;
}

const ids = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
const contactFields = 'fragment Contact on Contact { id email profile { firstName } }';

export const queries: readonly BoundedOperation[] = [
  { name: 'one record', query: '{ contact(id: "1") { email } }', bound: { PERFEX: 1 } },
  { name: 'nothing of a vendor', query: '{ sources { state } __typename __schema { queryType { name } } }', bound: {} },
  {
    name: 'one record of each vendor',
    query: '{ profile(phoneNumber: "+4930901820") { email } user(id: "1") { name } contact(id: "1") { email } }',
    bound: { NUMI: 1, CHATWOOT: 1, PERFEX: 1 },
  },
  {
    name: 'aliases',
    query: '{ a: user(id: "1") { name } b: user(id: "2") { name } c: user(id: "1") { name } }',
    bound: { CHATWOOT: 3 },
  },
  {
    name: 'the same field twice under one name, in fragments that are spread more than once',
    query: `{ contact(id: "1") { ...Contact ...More profile { email } } contact(id: "1") { ...Contact } }
      fragment More on Contact { ...Contact ... on Contact { profile { lastName } } } ${contactFields}`,
    bound: { PERFEX: 1, NUMI: 1 },
  },
  {
    name: 'a list of 50 in one batch',
    query: 'query ($ids: [ID!]!) { contacts(ids: $ids) { email } }',
    variables: { ids: ids(1, 50) },
    bound: { PERFEX: 1 },
  },
  {
    name: 'a list of 51 in two batches',
    query: 'query ($ids: [ID!]!) { contacts(ids: $ids) { email } }',
    variables: { ids: ids(1, 51) },
    bound: { PERFEX: 2 },
  },
  {
    name: 'a list with repeats, counted once each',
    query: '{ users(ids: ["1", "2", "1", "2"]) { name } contacts(ids: ["1", "1"]) { profile { email } } }',
    bound: { CHATWOOT: 2, PERFEX: 1, NUMI: 1 },
  },
  { name: 'an empty list', query: '{ contacts(ids: []) { profile { email } } users(ids: []) { name } }', bound: {} },
  {
    name: 'one id where a list is expected',
    query: '{ contacts(ids: "1") { profile { email } } }',
    bound: { PERFEX: 1, NUMI: 1 },
  },
  {
    name: 'a person, and what hangs on their records',
    query:
      '{ person(by: { userId: "1" }) { users { memberships { nodes { groupId } } } contacts { profile { email } } } }',
    bound: { NUMI: 2, CHATWOOT: 1, PERFEX: 1 },
  },
  {
    name: 'people: one call for each of them, and two at Perfex',
    query: 'query ($by: [PersonKeyInput!]!) { people(by: $by) { id name { full } } }',
    variables: { by: ids(1, 40).map((contactId) => ({ contactId })) },
    bound: { NUMI: 40, CHATWOOT: 40, PERFEX: 2 },
  },
  {
    name: 'no people',
    query: '{ people(by: []) { contacts { profile { email } } } }',
    bound: {},
  },
  {
    name: 'records in records: contacts with their profiles',
    query: `query ($ids: [ID!]!) { contacts(ids: $ids) { ...Contact } } ${contactFields}`,
    variables: { ids: ids(1, 60) },
    bound: { PERFEX: 2, NUMI: 60 },
  },
  {
    name: 'a page of the default size, under nodes and edges',
    query:
      '{ customerContacts(customerId: "1") { nodes { profile { email } } edges { node { profile { email } } } totalCount } }',
    bound: { PERFEX: 2, NUMI: 40 },
  },
  {
    name: 'a page of 3, by a variable',
    query: 'query ($first: Int!) { searchContacts(term: "a", first: $first) { nodes { profile { email } } } }',
    variables: { first: 3 },
    bound: { PERFEX: 2, NUMI: 3 },
  },
  {
    name: 'a page whose size is the default of a variable',
    query: 'query ($first: Int = 4) { recentContacts(first: $first) { nodes { profile { email } } } }',
    bound: { PERFEX: 1, NUMI: 4 },
  },
  {
    name: 'the users of an account',
    query: '{ accountUsers(accountId: "1", first: 5) { nodes { role user { name } } } }',
    bound: { CHATWOOT: 6 },
  },
  {
    name: 'what is skipped, and what is included',
    query: `query ($yes: Boolean!, $no: Boolean!) {
      user(id: "1") @skip(if: $yes) { name }
      contact(id: "1") @include(if: $no) { email }
      profile(phoneNumber: "+4930901820") @include(if: $yes) @skip(if: $no) { email }
      ... on Query @include(if: $no) { again: user(id: "2") { name } }
      ...More @skip(if: $yes)
    }
    fragment More on Query { more: user(id: "3") { name } }`,
    variables: { yes: true, no: false },
    bound: { NUMI: 1 },
  },
  {
    name: 'memberships of users, which the ledger answers',
    query: '{ users(ids: ["1", "2"]) { memberships(first: 3) { nodes { groupId status } } } }',
    bound: { CHATWOOT: 2 },
  },
  {
    name: 'the members of a group with their users, and not with what they are not',
    query:
      '{ groupMemberships(groupId: "mathematicians", first: 10) { nodes { user { name } contact { email } profile { email } } } }',
    bound: { CHATWOOT: 10 },
  },
  {
    name: 'the members of a group with their contacts',
    query: '{ groupMemberships(groupId: "mathematicians", first: 60) { nodes { user { name } contact { email } } } }',
    persioUserId: 'PERFEX_CONTACT',
    bound: { PERFEX: 2 },
  },
  {
    name: 'the members of a group with their profiles',
    query: '{ groupMemberships(groupId: "mathematicians", first: 7) { nodes { profile { email } } } }',
    persioUserId: 'NUMI_PHONE',
    bound: { NUMI: 7 },
  },
  {
    name: 'the members of a group whose ids are the own ones of the company',
    query: '{ groupMemberships(groupId: "mathematicians") { nodes { user { name } contact { email } } } }',
    persioUserId: 'OWN',
    bound: {},
  },
];
