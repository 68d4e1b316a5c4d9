import { startServer, type TestServer } from '../support/server.js';
import { changesAt } from './support.js';

interface PlanView {
  readonly vendor: string;
  readonly recordId: string | null;
  readonly request: { readonly method: string; readonly path: string; readonly body: unknown } | null;
  readonly differences: readonly { readonly attribute: string; readonly from: unknown; readonly to: unknown }[];
  readonly notHeld: readonly string[];
  readonly error: { readonly code: string } | null;
}

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const planned = async (input: Record<string, unknown>): Promise<PlanView[]> => {
  const { data, errors } = await server.ask<{ upsertPerson: { upsert: null; plan: PlanView[] } }>(
    `mutation ($input: UpsertPersonInput!) { upsertPerson(input: $input) { upsert { id }
      plan { vendor recordId request { method path body } differences { attribute from to } notHeld error { code } } } }`,
    { input: { ...input, dryRun: true } },
  );
  expect(errors).toBeUndefined();
  expect(data.upsertPerson.upsert).toBeNull();
  return data.upsertPerson.plan;
};

it('a dry run answers what would be sent and changed, and nothing is sent or stored', async () => {
  await server.ask('{ person(by: { userId: "1" }) { id } }');
  const input = { by: { userId: '1' }, givenName: 'Augusta', metadata: { plan: 'gold' }, idempotencyKey: 'k' };
  const plan = await planned(input);
  expect(plan.map(({ vendor, request }) => [vendor, request?.method, request?.path])).toEqual([
    ['NUMI', 'POST', '/profiles'],
    ['CHATWOOT', 'PATCH', '/platform/api/v1/users/1'],
    ['PERFEX', 'PUT', '/api/contacts/1'],
    ['PERSIO', 'POST', '/v1/identify'],
  ]);
  expect(plan[0]?.request?.body).toEqual({
    phone_number: '[redacted]',
    first_name: '[redacted]',
    metadata: { plan: '[redacted]' },
  });
  expect(plan.map(({ differences }) => differences)).toEqual([
    [
      { attribute: 'givenName', from: 'Ada', to: 'Augusta' },
      { attribute: 'metadata.plan', from: null, to: 'gold' },
    ],
    [
      { attribute: 'name', from: 'Ada Lovelace', to: 'Augusta Lovelace' },
      { attribute: 'metadata.plan', from: null, to: 'gold' },
    ],
    [{ attribute: 'givenName', from: 'Ada', to: 'Augusta' }],
    [],
  ]);
  expect(plan[2]?.notHeld).toEqual(['metadata']);
  expect(changesAt(server)).toEqual({ NUMI: 0, CHATWOOT: 0, PERFEX: 0, PERSIO: 0 });
  expect((await server.ask('{ writes(first: 10) { nodes { id } } }')).data).toEqual({ writes: { nodes: [] } });
  // The key is free.
  expect(await planned({ ...input, givenName: 'Ada' })).toHaveLength(4);
});

it('what is sent is what was planned', async () => {
  await server.ask('{ person(by: { userId: "1" }) { id } }');
  const input = { by: { userId: '1' }, givenName: 'Augusta', email: 'augusta@example.com', phoneNumber: '+4930901821' };
  const plan = await planned(input);
  await server.ask('mutation ($input: UpsertPersonInput!) { upsertPerson(input: $input) { upsert { id } } }', {
    input,
  });
  for (const { vendor, request } of plan) {
    const { calls } = server.simulators[vendor.toLowerCase() as keyof TestServer['simulators']];
    const sent = calls.filter(({ method, url }) => method === request?.method && url === request.path);
    expect([vendor, sent.length]).toEqual([vendor, 1]);
    expect(Object.keys(sent[0]?.body as object).toSorted()).toEqual(Object.keys(request?.body as object).toSorted());
  }
});

it('a dry run of somebody new says what each vendor would be sent, and what is missing', async () => {
  const plan = await planned({
    by: { phoneNumber: '+4915112345678' },
    givenName: 'Hedy',
    familyName: 'Lamarr',
    email: 'hedy@example.com',
    vendors: ['NUMI', 'CHATWOOT', 'PERFEX', 'PERSIO'],
  });
  expect(plan.map(({ vendor, recordId, request, error }) => [vendor, recordId, request?.path, error?.code])).toEqual([
    ['NUMI', null, '/profiles', undefined],
    ['CHATWOOT', null, '/platform/api/v1/users', undefined],
    ['PERFEX', null, undefined, 'BAD_USER_INPUT'],
    ['PERSIO', null, '/v1/identify', undefined],
  ]);
  expect(changesAt(server)).toEqual({ NUMI: 0, CHATWOOT: 0, PERFEX: 0, PERSIO: 0 });
});
