import { parse, type OperationDefinitionNode } from 'graphql';
import { buildSubgraph } from '../../src/graphql/federation/subgraph-schema.js';
import { planOf } from '../../src/graphql/executor/planner.js';
import { addContact, range } from '../graphql/queries/support.js';
import { startServer, type TestServer } from '../support/server.js';
import { askEntities, placesOf } from './support.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ DEFAULT_REGION: 'DE' });
});
beforeEach(() => server.reset());
afterAll(() => server.close());

const contacts = (ids: readonly string[]) => ids.map((id) => ({ __typename: 'Contact', id }));
const users = (ids: readonly string[]) => ids.map((id) => ({ __typename: 'User', id }));

/** What each vendor was asked since the last reset. */
const calls = () => {
  const { numi, chatwoot, perfex } = server.simulators;
  return [numi, chatwoot, perfex].map((vendor) => vendor.calls.map(({ method, url }) => `${method} ${url}`).sort());
};

/** What the same costs as a direct query. */
async function callsOf(query: string, variables: Record<string, unknown>) {
  server.reset();
  await server.ask(query, variables);
  const counted = calls();
  server.reset();
  return counted;
}

it('a query for entities is one that is answered from its plan', async () => {
  const { schema } = await buildSubgraph({ authenticated: false });
  const document = parse('query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { name } } }');
  expect(planOf(schema, document, document.definitions[0] as OperationDefinitionNode, {}).isExecutable).toBe(true);
});

// Twice: by the interpreter, and from the plan.
describe.each(['asked for the first time', 'asked again'])('100 references, %s', () => {
  it('to contacts take the two calls that a list of 100 takes', async () => {
    const ids = range(100);
    const direct = await callsOf('query ($ids: [ID!]!) { contacts(ids: $ids) { id } }', { ids });

    const { entities } = await askEntities(server, contacts(ids));
    expect(entities?.map((entity) => entity?.['id'])).toEqual(ids);
    expect(calls()).toEqual(direct);
    expect(direct[2]).toEqual(['POST /api/batch', 'POST /api/batch']);
  });

  it('to users of whom 40 are distinct take 40 calls', async () => {
    const ids = range(100, 0).map((position) => String((Number(position) % 40) + 1));
    const direct = await callsOf('query ($ids: [ID!]!) { users(ids: $ids) { id } }', { ids });

    const { entities } = await askEntities(server, users(ids));
    expect(entities?.map((entity) => entity?.['id'])).toEqual(ids);
    expect(calls()).toEqual(direct);
    expect(direct[1]).toHaveLength(40);
  });

  it('to profiles take one call for each number, however it is written', async () => {
    const phoneNumbers = range(100).map((position) =>
      Number(position) % 2 === 0 ? `+49301234567${Number(position) % 10}` : `030 1234567${Number(position) % 10}`,
    );
    const direct = await callsOf('query ($p: [String!]!) { profiles(phoneNumbers: $p) { email } }', {
      p: phoneNumbers,
    });

    await askEntities(
      server,
      phoneNumbers.map((phoneNumber) => ({ __typename: 'Profile', phoneNumber })),
    );
    expect(calls()).toEqual(direct);
    expect(direct[0]).toHaveLength(10);
  });

  it('to memberships take no call', async () => {
    await askEntities(
      server,
      range(100).map((userId) => ({ __typename: 'GroupMembership', userId, groupId: 'newsletter' })),
    );
    expect(calls()).toEqual([[], [], []]);
  });

  it('to contacts that share ten numbers take 2 + 10 calls, with their profiles', async () => {
    const ids = await Promise.all(
      range(100, 0).map((position) =>
        addContact(server, { customer_id: 2, phonenumber: `030 9018${20 + (Number(position) % 10)}` }),
      ),
    );
    for (const { calls: seen } of Object.values(server.simulators)) (seen as unknown[]).length = 0;

    const { entities } = await askEntities(server, contacts(ids), '... on Contact { id profile { firstName } }');
    expect(entities).toHaveLength(100);
    expect(calls().map(({ length }) => length)).toEqual([10, 0, 2]);
  });

  it('to fifty people take what a list of fifty people takes', async () => {
    const ids = range(50);
    // Who they are is known by then.
    const by = ids.map((userId) => ({ userId }));
    const { data } = await server.ask<{ people: { id: string }[] }>(
      'query ($by: [PersonKeyInput!]!) { people(by: $by) { id } }',
      { by },
    );
    const known = data.people.map(({ id }) => ({ id }));
    const direct = await callsOf('query ($by: [PersonKeyInput!]!) { people(by: $by) { id } }', { by: known });

    const { entities } = await askEntities(
      server,
      known.map((key) => ({ __typename: 'Person', ...key })),
    );
    expect(entities?.map((entity) => entity?.['id'])).toEqual(known.map(({ id }) => id));
    expect(calls()).toEqual(direct);
  });

  it('of several kinds ask each vendor as if it were asked alone', async () => {
    await askEntities(server, [...contacts(range(30)), ...users(range(30)), ...contacts(range(20, 31))]);
    const [numi, chatwoot, perfex] = calls();
    expect([numi, chatwoot?.length, perfex]).toEqual([[], 30, ['POST /api/batch']]);
  });
});

describe.each(['asked for the first time', 'asked again'])('a vendor that is down, %s', () => {
  it('nulls its entities, each with the error, and no others', async () => {
    server.simulators.perfex.setFaults({ outage: true });
    const { status, entities, errors } = await askEntities(server, [
      { __typename: 'User', id: '1' },
      { __typename: 'Contact', id: '1' },
      { __typename: 'Profile', phoneNumber: '+4930901820' },
      { __typename: 'Contact', id: '2' },
    ]);
    expect(status).toBe(200);
    expect(entities).toMatchObject([{ name: 'Ada Lovelace' }, null, { firstName: 'Ada' }, null]);
    expect(placesOf(errors)).toEqual([
      ['1', 'VENDOR_UNAVAILABLE'],
      ['3', 'VENDOR_UNAVAILABLE'],
    ]);
    expect(errors[0]?.extensions).toMatchObject({ vendor: 'PERFEX', retryable: true });
  });
});

it('a record that its vendor refuses is an error at its place, and the others of that vendor are answered', async () => {
  // User 54 belongs to another platform app.
  const { entities, errors } = await askEntities(server, users(['1', '54', '2']));
  expect(entities?.map((entity) => entity?.['name'])).toEqual(['Ada Lovelace', undefined, 'Grace Hooper']);
  expect(placesOf(errors)).toEqual([['1', 'VENDOR_FORBIDDEN']]);
});
