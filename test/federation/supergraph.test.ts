import { composeServices as composeByApollo } from '@apollo/composition';
import { createHash } from 'node:crypto';
import { composeSupergraph, describeSubgraphs } from '../../scripts/supergraph/compose.js';
import { type OrdersSubgraph, startOrders } from '../../scripts/supergraph/orders.js';
import { type GatewayProcess, startGateway } from '../../scripts/supergraph/start.js';
import { type GraphError, startServer, type TestServer } from '../support/server.js';

const key = 'key-of-the-gateway-for-the-tests';
const authorization = `Bearer ${key}`;

let server: TestServer;
let orders: OrdersSubgraph;
let gateway: GatewayProcess;
beforeAll(async () => {
  server = await startServer({ API_KEYS: `gateway:${createHash('sha256').update(key).digest('hex')}` });
  // A hundred orders, each of another contact and seller; the first is of people who are known everywhere.
  orders = await startOrders(
    Array.from({ length: 100 }, (_, index) => ({
      id: `o-${index + 1}`,
      total: index,
      contactId: String(index + 1),
      sellerId: String((index % 40) + 1),
      phoneNumber: '+4930901820',
      email: 'ada.lovelace@example.com',
      groupId: 'newsletter',
    })),
  );
  gateway = await startGateway(await composeSupergraph(addresses(), { authorization }));
});
beforeEach(() => server.reset());
afterAll(async () => {
  await gateway.close();
  await orders.close();
  await server.close();
});

const addresses = () => [
  { name: 'peoplegraph', url: `${server.url}/graphql` },
  { name: 'orders', url: orders.url },
];

interface Answer {
  // Each test states what it expects.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data: any;
  readonly errors?: readonly GraphError[];
}

async function ask(
  query: string,
  variables: object = {},
  { url = gateway.url, headers = { authorization } } = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

const calls = () => {
  const { numi, chatwoot, perfex } = server.simulators;
  return { numi: numi.calls.length, chatwoot: chatwoot.calls.length, perfex: perfex.calls.length };
};

it('joins a hundred records of another subgraph with as few vendor calls as a direct query', async () => {
  const { data, errors } = await ask(
    '{ orders(first: 100) { total contact { id lastName } seller { id name } membership { groupId status } } }',
  );
  expect(errors).toBeUndefined();
  expect(data.orders).toHaveLength(100);
  expect(data.orders[0]).toEqual({
    total: 0,
    contact: { id: '1', lastName: 'Lovelace' },
    seller: { id: '1', name: 'Ada Lovelace' },
    membership: { groupId: 'newsletter', status: 'ACCEPTED' },
  });
  expect(calls()).toEqual({ numi: 0, chatwoot: 40, perfex: 2 });
});

it('answers a person by a reference that another subgraph holds, and goes on from a person to the other subgraph', async () => {
  const { data, errors } = await ask(`{
    order(id: "o-1") { buyer { id name { full } contacts { id orders { total } } } profile { firstName points } }
    person(by: { userId: 1 }) { id orders { id } }
  }`);
  expect(errors).toBeUndefined();
  expect(data.order).toMatchObject({
    buyer: {
      id: data.person.id as string,
      name: { full: 'Ada Lovelace' },
      contacts: [{ id: '1', orders: [{ total: 0 }] }],
    },
    profile: { firstName: 'Ada', points: 11 },
  });
  expect(data.person.orders).toHaveLength(100);
});

it('answers the rest where a vendor is down, and hands on the code', async () => {
  server.simulators.perfex.setFaults({ outage: true });
  const { data, errors } = await ask('{ order(id: "o-2") { total contact { id lastName } seller { name } } }');
  expect(data).toEqual({ order: { total: 1, contact: null, seller: { name: 'Grace Hooper' } } });
  expect(errors).toMatchObject([
    { path: ['order', 'contact'], extensions: { code: 'VENDOR_UNAVAILABLE', vendor: 'PERFEX', retryable: true } },
  ]);
});

it('writes, and answers what another subgraph knows of the record that was written', async () => {
  const { data, errors } = await ask(
    `mutation ($input: UpdateContactInput!) {
      updateContact(input: $input) { contact { title orders { id } } write { state } }
    }`,
    { input: { id: '1', title: 'Countess', permissions: ['INVOICES'] } },
  );
  expect(errors).toBeUndefined();
  expect(data.updateContact).toEqual({
    contact: { title: 'Countess', orders: [{ id: 'o-1' }] },
    write: { state: 'DELIVERED' },
  });
});

it("goes from another subgraph's write to the record here", async () => {
  const { data } = await ask('mutation { placeOrder(contactId: 2, total: 7) { total contact { lastName } } }');
  expect(data.placeOrder).toEqual({ total: 7, contact: { lastName: 'Hopper' } });
});

it('has the key of its caller checked here', async () => {
  const { data, errors } = await ask(
    '{ order(id: "o-1") { total contact { lastName } } }',
    {},
    {
      headers: { authorization: 'Bearer of-nobody' },
    },
  );
  expect(data).toEqual({ order: { total: 0, contact: null } });
  expect(errors).toHaveLength(1);
  expect(calls()).toEqual({ numi: 0, chatwoot: 0, perfex: 0 });
});

it('shows none of the protocol and none of the keys that are for joins only', async () => {
  const { data } = await ask(
    '{ query: __type(name: "Query") { fields { name } } person: __type(name: "Person") { fields { name } } }',
  );
  const names = (type: { fields: { name: string }[] }) => type.fields.map(({ name }) => name);
  expect(names(data.query)).toEqual(expect.arrayContaining(['person', 'orders']));
  expect([...names(data.query), ...names(data.person)].filter((name) => /^_|^email$|^phoneNumber$/.test(name))).toEqual(
    [],
  );
});

it('refuses a person by two keys, also where the composition has forgotten that there is to be one', async () => {
  const query = 'query ($by: PersonKeyInput!) { person(by: $by) { id } }';
  const { data, errors = [] } = await ask(query, { by: { userId: '1', contactId: '1' } });
  expect([data?.person ?? null, errors.length]).toEqual([null, 1]);
});

it("answers the same over the supergraph that Apollo's composition makes", async () => {
  const { supergraphSdl = '' } = composeByApollo(await describeSubgraphs(addresses(), { authorization }));
  const other = await startGateway(supergraphSdl);
  try {
    const query = '{ order(id: "o-1") { buyer { name { full } } contact { id } } }';
    expect(await ask(query, {}, { url: other.url })).toEqual(await ask(query));
    // It has forgotten that there is to be exactly one key: this service has not.
    expect(await ask('{ person(by: {}) { id } }', {}, { url: other.url })).toMatchObject({
      data: { person: null },
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED', serviceName: 'peoplegraph' } }],
    });
  } finally {
    await other.close();
  }
});
