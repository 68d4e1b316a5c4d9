import { asInProduction, startServer, type TestServer } from '../support/server.js';
import { everyone } from '../errors/everyone.js';
import { until } from '../support/until.js';
import { askWhole } from './ask.js';

const cost = { 'x-peoplegraph-cost': '1' };
const nothing = { calls: 0, batches: 0, cacheHits: 0, coalescedKeys: 0, staleKeys: 0 };

let server: TestServer;
beforeEach(async () => {
  server = await startServer(asInProduction);
});
afterEach(() => server.close());

const contacts = (...ids: string[]) => `{ contacts(ids: [${ids.map((id) => `"${id}"`).join(', ')}]) { email } }`;
const costOf = async (query: string, headers: Record<string, string> = {}) =>
  (await askWhole(server, query, { ...cost, ...headers })).extensions?.cost;

it('an answer reports what it cost at each vendor, when it is asked', async () => {
  expect(await costOf(everyone)).toEqual({
    NUMI: { ...nothing, calls: 1 },
    CHATWOOT: { ...nothing, calls: 1 },
    PERFEX: { ...nothing, calls: 1 },
  });
});

it('an answer reports nothing when it is not asked', async () => {
  expect((await askWhole(server, everyone)).extensions).toBeUndefined();
});

it.each(['', '0', 'yes'])('any value of the header asks: "%s"', async (value) => {
  const { extensions } = await askWhole(server, contacts('1'), { 'x-peoplegraph-cost': value });
  expect(extensions?.cost).toEqual({ PERFEX: { ...nothing, calls: 1 } });
});

it('an answer that asked no vendor cost nothing', async () => {
  expect(await costOf('{ sources { state } }')).toEqual({});
  expect(await costOf('{ groupMembership(userId: "1", groupId: "mathematicians") { status } }')).toEqual({});
});

it('several keys in one call are a batch', async () => {
  expect(await costOf(contacts('1', '2', '3'))).toEqual({ PERFEX: { ...nothing, calls: 1, batches: 1 } });
});

it('a vendor without batches is called for each key, and once for a key that is asked for twice', async () => {
  expect(await costOf('{ users(ids: ["1", "2", "1"]) { name } again: user(id: "2") { name } }')).toEqual({
    CHATWOOT: { ...nothing, calls: 2 },
  });
});

it('keys from the cache are hits, and only the others are fetched', async () => {
  await askWhole(server, contacts('1', '2'));
  expect(await costOf(contacts('1', '2', '3'))).toEqual({ PERFEX: { ...nothing, calls: 1, cacheHits: 2 } });
  expect(await costOf(contacts('3'))).toEqual({ PERFEX: { ...nothing, cacheHits: 1 } });
});

it('keys that another request is fetching are coalesced, and cost only that one', async () => {
  const { perfex } = server.simulators;
  // The second request comes while the first waits, on a busy machine too.
  perfex.setFaults({ latency: 3_000 });
  const first = costOf(contacts('1', '2'));
  await until(() => perfex.calls.length === 1);
  const second = costOf(contacts('2'));

  expect(await first).toEqual({ PERFEX: { ...nothing, calls: 1, batches: 1 } });
  expect(await second).toEqual({ PERFEX: { ...nothing, coalescedKeys: 1 } });
  expect(perfex.calls).toHaveLength(1);
});

it('repeats are calls, too', async () => {
  server.simulators.numi.setFaults({ errorRate: 0.5, errorStatus: 503 });
  const reported = await costOf('{ profiles(phoneNumbers: ["+4930901820", "+12025550143"]) { firstName } }');

  expect(reported?.['NUMI']?.calls).toBe(server.simulators.numi.calls.length);
  expect(reported?.['NUMI']?.calls).toBeGreaterThan(2);
});

it('a mutation reports its write and what it read', async () => {
  const change = 'mutation { updateContact(input: { id: "5", title: "Chief" }) { contact { title } } }';
  expect(await costOf(change)).toEqual({ PERFEX: { ...nothing, calls: 3 } });
  expect(server.simulators.perfex.calls.map(({ method }) => method)).toEqual(['POST', 'PUT', 'POST']);
});

it('an answer without data reports its cost, too', async () => {
  server.simulators.chatwoot.setFaults({ errorRate: 1, errorStatus: 422 });
  const answer = await askWhole(server, '{ user(id: "1") { name } }', cost);

  expect(answer.data).toEqual({ user: null });
  expect(answer.extensions?.cost).toEqual({ CHATWOOT: { ...nothing, calls: 1 } });
});
