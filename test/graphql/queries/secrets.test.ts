import { buildClientSchema, getIntrospectionQuery, isInterfaceType, isObjectType } from 'graphql';
import { startServer, type TestServer } from '../../support/server.js';
import { callVendor, range, type Row } from './support.js';

const secretColumns = ['password', 'new_pass_key', 'email_verification_key', 'last_ip'];
const secretsOf = (rows: readonly Row[], names: readonly string[]): string[] =>
  rows.flatMap((row) => names.map((name) => row[name])).filter((value): value is string => Boolean(value));

describe('secrets of the vendors', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());

  it('are no fields of the schema', async () => {
    const { data } = await server.ask(getIntrospectionQuery());
    const types = Object.values(buildClientSchema(data).getTypeMap());

    const fields = types.flatMap((type) =>
      !type.name.startsWith('__') && (isObjectType(type) || isInterfaceType(type))
        ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
        : [],
    );

    expect(fields).toContain('Contact.email');
    expect(
      fields.filter((field) => /token|hmac|password|pass_?key|secret|hash|verification|(last|[.])_?ip$/i.test(field)),
    ).toEqual([]);
  });

  it('are in no answer to any query', async () => {
    const { perfex, chatwoot, numi, persio } = server.simulators;
    const ids = range(100);
    const rows = (await callVendor(perfex, 'GET', '/api/contacts/1')) as Row[];
    const users = (await Promise.all(
      ids.slice(0, 50).map((id) => callVendor(chatwoot, 'GET', `/platform/api/v1/users/${id}`).catch(() => ({}))),
    )) as Row[];
    const secrets = [
      ...secretsOf(rows, secretColumns),
      ...secretsOf(users, ['access_token', 'pubsub_token', 'hmac_identifier']),
      ...[perfex, chatwoot, numi, persio].map(({ key }) => key),
    ];
    expect(secrets.length).toBeGreaterThan(500);

    const contact = `id customFields profileImage emailRaw profile { metadata }`;
    const user = `id uid customAttributes uiSettings provider accounts { name }`;
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: `query ($ids: [ID!]!) {
          profile(phoneNumber: "+4930901820") { metadata }
          profiles(phoneNumbers: ["+4930901820", "+12025550143"]) { metadata }
          user(id: "1") { ${user} }
          users(ids: $ids) { ${user} }
          accountUsers(accountId: "1", first: 100) { nodes { user { ${user} } } }
          contact(id: "1") { ${contact} }
          contacts(ids: $ids) { ${contact} }
          customerContacts(customerId: "1", first: 100) { nodes { ${contact} } }
          searchContacts(term: "example", first: 100) { nodes { ${contact} } }
          recentContacts(first: 100) { nodes { ${contact} } }
          groupMembership(userId: "1", groupId: "newsletter") { traits user { ${user} } }
          groupMemberships(groupId: "newsletter", first: 100) { nodes { traits user { ${user} } } }
          passwordHash: searchContacts(term: "$2a$08$") { totalCount }
        }`,
        variables: { ids },
      }),
    });
    const answer = await response.text();

    expect(answer).toContain('ada.lovelace@example.com');
    expect(secrets.filter((secret) => answer.includes(secret))).toEqual([]);
    expect(answer).not.toMatch(/access_token|pubsub_token|hmac_identifier|pass_key|last_ip|\$2a\$/);
    expect(server.log.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([]);
  });
});
