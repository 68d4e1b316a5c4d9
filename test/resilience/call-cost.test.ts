import { asInProduction, startServer, type TestServer } from '../support/server.js';
import { askWhole } from './ask.js';
import { mutations } from './mutations.js';
import { type BoundedOperation, queries } from './operations.js';

const headers = { 'x-peoplegraph-cost': '1', 'cache-control': 'no-cache' };
const kinds = ['CHATWOOT_USER', 'PERFEX_CONTACT', 'NUMI_PHONE', 'OWN'] as const;

const servers = new Map<string, TestServer>();
beforeAll(async () => {
  for (const kind of kinds) servers.set(kind, await startServer({ ...asInProduction, PERSIO_USER_ID: kind }));
});
afterAll(() => Promise.all([...servers.values()].map((server) => server.close())));

/** Runs an operation with nothing cached. @returns the calls at each vendor, those reported and those that arrived. */
async function run({ query, variables = {}, persioUserId = 'CHATWOOT_USER' }: BoundedOperation) {
  const server = servers.get(persioUserId) as TestServer;
  server.reset();
  const { status, errors, extensions } = await askWhole(server, query, headers, variables);
  expect([status, errors]).toEqual([200, undefined]);
  const reported: Record<string, number> = {};
  for (const [vendor, cost] of Object.entries(extensions?.cost ?? {})) if (cost?.calls) reported[vendor] = cost.calls;
  const arrived: Record<string, number> = {};
  for (const { vendor, calls } of Object.values(server.simulators)) if (calls.length) arrived[vendor] = calls.length;
  return { reported, arrived };
}

async function expectWithinBound(operation: BoundedOperation): Promise<void> {
  const { reported, arrived } = await run(operation);
  expect(reported).toEqual(arrived);
  for (const [vendor, calls] of Object.entries(arrived))
    expect([vendor, calls <= (operation.bound[vendor] ?? 0)]).toEqual([vendor, true]);
  expect(Object.keys(arrived).length > 0).toBe(Object.keys(operation.bound).length > 0);
}

describe('what an operation costs is never more than its bound:', () => {
  it.each(queries)('$name', async (operation) => {
    await expectWithinBound(operation);
    // The second time it is compiled.
    await expectWithinBound(operation);
  });

  it.each(mutations)('$name', expectWithinBound);
});

describe('the bound is reached, where every key is another one:', () => {
  it.each(
    [...queries, ...mutations].filter(({ name }) => /in two batches|a round for each|60 contacts|read back/.test(name)),
  )('$name', async (operation) => {
    expect((await run(operation)).arrived).toEqual(operation.bound);
  });
});
