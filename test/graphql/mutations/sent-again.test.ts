import { startServer, type TestServer } from '../../support/server.js';
import { contactSelection, requestsTo } from './support.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => server.reset());

const updateContact = `mutation ($input: UpdateContactInput!) {
  updateContact(input: $input) { warnings write { state kind vendor attempts } contact ${contactSelection} }
}`;
const updateContacts = `mutation ($input: UpdateContactsInput!) {
  updateContacts(input: $input) { results { index payload { contactId contact { title } } error { code fields } } }
}`;
const addToGroup = 'mutation ($input: AddToGroupInput!) { addToGroup(input: $input) { userId groupId status } }';
const deleteContact =
  'mutation ($id: ID!) { __typename deleteContact(input: { id: $id }) { contactId write { state } } }';

const vendors = ['numi', 'chatwoot', 'perfex', 'persio'] as const;

async function sendAfresh(query: string, variables: Record<string, unknown>) {
  server.reset();
  const { status, data, errors } = await server.ask(query, variables);
  // Each time it is another write.
  const said = errors?.map((error) => ({ ...error, extensions: { ...error.extensions, writeId: undefined } }));
  return { status, data, errors: said, requests: vendors.map((vendor) => requestsTo(server.simulators[vendor])) };
}

// From the second time on it is answered from a plan.
it.each<[string, string, Record<string, unknown>]>([
  ['one that is read back', updateContact, { input: { id: '3', title: 'Countess' } }],
  ['one that the vendor refuses', updateContact, { input: { id: '999999', title: 'Countess' } }],
  ['one whose input is refused', updateContact, { input: { id: '3', email: 'nobody' } }],
  ['one without a variable that it needs', updateContact, {}],
  [
    'one of which a part fails',
    updateContacts,
    {
      input: {
        contacts: [
          { id: '3', title: 'Countess' },
          { id: '999999', title: 'Count' },
        ],
      },
    },
  ],
  ['one to a vendor that cannot be read', addToGroup, { input: { userId: 'user-1', groupId: 'group-1' } }],
  ['one beside the name of the root type', deleteContact, { id: '3' }],
])('a mutation that was sent before is answered and done as the first time: %s', async (_, query, variables) => {
  const first = await sendAfresh(query, variables);
  const again = await sendAfresh(query, variables);
  expect(again).toEqual(first);
});

it('several writes of an operation that was sent before are done one after the other, each to its last field', async () => {
  const query = `mutation {
    first: updateContact(input: { id: "3", title: "Countess" }) { contact { title } }
    second: deleteContact(input: { id: "3" }) { contactId }
  }`;
  for (const { data } of [await sendAfresh(query, {}), await sendAfresh(query, {})])
    expect(data).toEqual({ first: { contact: { title: 'Countess' } }, second: { contactId: '3' } });
});
