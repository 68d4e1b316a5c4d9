import { startServer, type TestServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const update = 'mutation ($input: UpdateContactInput!) { updateContact(input: $input) { contactId } }';

/** What GraphQL says of a request names the place and the type; the value, which may be a password, stays out. */
it.each<[string, Record<string, unknown>, string]>([
  ['{ user(id: "Tr1cia!McMillan" ', {}, 'Syntax Error: Expected Name, found <EOF>.'],
  ['{ user(id: 1) { "Tr1cia!McMillan" } }', {}, 'Syntax Error: Expected Name, found String.'],
  ['{ user(id: "1" Tr1cia }', {}, 'Syntax Error: Expected ":", found "}".'],
  ['{ user(id: "1") { name } } Tr1cia', {}, 'Syntax Error: Unexpected Name.'],
  ['{ users(ids: [{ a: "Tr1cia!McMillan" }]) { id } }', {}, 'ID cannot represent the value.'],
  ['{ recentContacts(createdAfter: "Tr1cia!McMillan") { nodes { id } } }', {}, 'DateTime cannot represent the value.'],
  ['{ recentContacts(first: "Tr1cia!McMillan") { nodes { id } } }', {}, 'Int cannot represent the value.'],
  [
    'mutation { updateContact(input: "Tr1cia!McMillan") { contactId } }',
    {},
    'Expected a value of type "UpdateContactInput!".',
  ],
  [
    'mutation { updateContact(input: { id: "1", direction: Tr1cia }) { contactId } }',
    {},
    'The value does not exist in "TextDirection" enum.',
  ],
  [
    'mutation { updateContact(input: { id: "1", direction: "Tr1cia" }) { contactId } }',
    {},
    'Enum "TextDirection" cannot represent the value.',
  ],
  [
    update,
    { input: { id: '1', password: ['Tr1cia!McMillan'] } },
    'Variable "$input" got an invalid value at "input.password". String cannot represent the value.',
  ],
  [
    update,
    { input: { id: '1', permissions: ['Tr1cia!McMillan'] } },
    'Variable "$input" got an invalid value at "input.permissions[0]". The value does not exist in "ContactPermission" enum.',
  ],
  [
    update,
    { input: { password: 'Tr1cia!McMillan' } },
    'Variable "$input" got an invalid value. Field "id" of required type "ID!" was not provided.',
  ],
  [
    update,
    { input: { id: '1', passwort: 'Tr1cia!McMillan' } },
    'Variable "$input" got an invalid value. Field "passwort" is not defined by type "UpdateContactInput". Did you mean "password"?',
  ],
  [update, { input: null }, 'Variable "$input" of non-null type "UpdateContactInput!" must not be null.'],
  [
    update,
    { input: { id: '1', isActive: 'no" at "input.id"; Tr1cia!McMillan' } },
    'Variable "$input" got an invalid value at "input.isActive". Boolean cannot represent the value.',
  ],
  [
    '{ contact(id: "1") { fristName } }',
    {},
    'Cannot query field "fristName" on type "Contact". Did you mean "firstName" or "lastName"?',
  ],
])('%s %j is refused without its values', async (query, variables, message) => {
  const { errors } = await server.ask(query, variables);

  expect(errors?.[0]?.message).toBe(message);
  expect(JSON.stringify(errors)).not.toMatch(/Tr1cia/);
});
