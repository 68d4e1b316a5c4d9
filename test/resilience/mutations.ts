import type { BoundedOperation } from './operations.js';

const updateContacts =
  'mutation ($contacts: [UpdateContactInput!]!) { updateContacts(input: { contacts: $contacts }) { results { index error { code } payload { contact { title } } } } }';
const updatesOf = (ids: readonly number[], change: Record<string, unknown> = {}) => ({
  contacts: ids.map((id, index) => ({ id: String(id), title: `Title ${index}`, ...change })),
});
const oneTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

export const mutations: readonly BoundedOperation[] = [
  {
    name: 'a profile that is set and read back',
    query: 'mutation { setProfile(input: { phoneNumber: "+4930901820", firstName: "Ada" }) { profile { firstName } } }',
    bound: { NUMI: 2 },
  },
  {
    name: 'three profiles, not read back',
    query: `mutation { setProfiles(input: { profiles: [
      { phoneNumber: "+4930901820", firstName: "A" }, { phoneNumber: "+12025550143", firstName: "B" },
      { phoneNumber: "+12025550199", firstName: "C" }] }) { results { index } } }`,
    bound: { NUMI: 3 },
  },
  {
    name: 'two profiles, read back',
    query: `mutation { setProfiles(input: { profiles: [
      { phoneNumber: "+4930901820", firstName: "A" }, { phoneNumber: "+12025550143", firstName: "B" }] })
      { results { payload { profile { firstName } } } } }`,
    bound: { NUMI: 4 },
  },
  {
    name: 'a contact that is created and read back',
    query: `mutation { createContact(input: { customerId: "1", firstName: "A", lastName: "B", email: "new@example.com" })
      { contact { email } } }`,
    bound: { PERFEX: 2 },
  },
  {
    name: 'a contact that is changed, not read back',
    query: 'mutation { updateContact(input: { id: "5", title: "Chief" }) { contactId } }',
    bound: { PERFEX: 2 },
  },
  {
    name: 'two contacts one after the other, read back',
    query: `mutation { a: updateContact(input: { id: "5", title: "A" }) { contact { title } }
      b: updateContact(input: { id: "6", title: "B" }) { contact { title } } }`,
    bound: { PERFEX: 6 },
  },
  {
    name: '60 contacts, read back',
    query: updateContacts,
    variables: updatesOf(oneTo(60)),
    bound: { PERFEX: 6 },
  },
  {
    name: 'one contact ten times: a round for each',
    query: updateContacts,
    variables: updatesOf(oneTo(10).map(() => 7)),
    bound: { PERFEX: 21 },
  },
  {
    name: 'contacts of which some become primary: those may go apart',
    query: updateContacts,
    variables: { contacts: [...updatesOf([1, 2]).contacts, ...updatesOf([30], { isPrimary: true }).contacts] },
    bound: { PERFEX: 4 },
  },
  {
    name: 'a contact that is deleted',
    query: 'mutation { deleteContact(input: { id: "9" }) { contactId } }',
    bound: { PERFEX: 1 },
  },
  {
    name: 'a user that is created, and one that is changed',
    query: `mutation { createUser(input: { name: "N", email: "n@example.com", password: "Secret-123" }) { user { id } }
      updateUser(input: { id: "1", displayName: "Ada" }) { user { name } } }`,
    bound: { CHATWOOT: 2 },
  },
  {
    name: 'users that are changed',
    query: `mutation { updateUsers(input: { users: [{ id: "1", displayName: "A" }, { id: "2", displayName: "B" }] })
      { results { payload { user { name } } } } }`,
    bound: { CHATWOOT: 2 },
  },
  {
    name: 'a user that is deleted, and one that signs in',
    query: `mutation { deleteUser(input: { id: "3" }) { outcome }
      createUserLoginLink(input: { userId: "1" }) { expiresAt } }`,
    bound: { CHATWOOT: 2 },
  },
  {
    name: 'somebody who joins a group, with the user',
    query: 'mutation { addToGroup(input: { userId: "1", groupId: "g" }) { membership { user { name } } } }',
    bound: { PERSIO: 1, CHATWOOT: 1 },
  },
  {
    name: 'three who join groups',
    query: `mutation { addToGroups(input: { memberships: [{ userId: "1", groupId: "g" }, { userId: "2", groupId: "g" },
      { userId: "1", groupId: "h" }] }) { results { payload { membership { user { name } } } } } }`,
    bound: { PERSIO: 3, CHATWOOT: 3 },
  },
  {
    name: 'events',
    query: `mutation { identify(input: { userId: "1" }) { acceptedAt } track(input: { userId: "1", event: "e" })
      { acceptedAt } page(input: { userId: "1", name: "p" }) { acceptedAt } }`,
    bound: { PERSIO: 3 },
  },
  {
    name: 'a person who is written to all vendors, joins a group, and is answered',
    query: `mutation { upsertPerson(input: { by: { userId: "1" }, givenName: "Augusta", joinGroups: ["g"] })
      { upsert { outcomes { write { state } } person { name { full } } } } }`,
    bound: { NUMI: 3, CHATWOOT: 3, PERFEX: 5, PERSIO: 2 },
  },
  {
    name: 'a person who would be written to all vendors',
    query: `mutation { upsertPerson(input: { by: { userId: "1" }, givenName: "Augusta", dryRun: true })
      { plan { request { body } } } }`,
    bound: { NUMI: 2, CHATWOOT: 2, PERFEX: 4, PERSIO: 1 },
  },
];
