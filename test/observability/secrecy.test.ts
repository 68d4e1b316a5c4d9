import { createHash } from 'node:crypto';
import { type GraphQLObjectType, Kind, parse, visit } from 'graphql';
import { buildGraphSchema } from '../../src/graphql/schema.js';
import type { Faults } from '../../src/vendors/simulator.js';
import { startBrokenServer } from '../errors/broken-server.js';
import { type ScriptedAnswer, startScriptedServer } from '../support/scripted-server.js';
import { startServer, type TestServer } from '../support/server.js';
import { everyMistake, everyOperation, type Operation, person } from './every-operation.js';

const apiKey = 'api-key-of-the-shop';
const wrongKey = 'api-key-of-nobody';
const apiKeys = { API_KEYS: `shop:${createHash('sha256').update(apiKey).digest('hex')}` };
const ourKeysAtVendors = {
  NUMI_API_KEY: 'own-numi-key',
  CHATWOOT_TOKEN: 'own-chatwoot-token',
  PERFEX_TOKEN: 'own-perfex-token',
  PERSIO_WRITE_KEY: 'own-persio-key',
};

/** What was logged, and what was answered to callers. */
const log: string[] = [];
const answers: string[] = [];

async function send(url: string, path: string, init: RequestInit): Promise<void> {
  answers.push(await (await fetch(url + path, { ...init, redirect: 'manual' })).text());
}

const ask = (url: string, body: Operation | string, key = apiKey): Promise<void> =>
  send(url, '/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

async function askEverything(url: string): Promise<void> {
  for (const operation of everyOperation) await ask(url, operation);
}

async function withServer(environment: Record<string, string>, work: (server: TestServer) => Promise<void>) {
  // What a vendor never answers is waited for, and that often: no longer than it takes to be tried again.
  const times = { VENDOR_TIMEOUT_MS: '300', OPERATION_TIMEOUT_MS: '10000' };
  const server = await startServer({ ...times, ...apiKeys, ...environment });
  try {
    await work(server);
  } finally {
    await server.close();
    log.push(...server.log);
  }
}

const faults: readonly Partial<Faults>[] = [
  {},
  { outage: true },
  { hang: true },
  { malformed: true },
  ...[400, 401, 403, 404, 409, 422, 500].map((errorStatus) => ({ errorRate: 1, errorStatus })),
];

const gossip = `${person.firstName} ${person.lastName} <${person.email}> ${person.phoneNumber}`;

/** Answers in which a vendor repeats, in all its own ways, what it was sent. */
const gossiping: readonly ScriptedAnswer[] = [
  { status: 200, body: { exists: true, profile: { phone_number: gossip, email: { is: gossip } } } },
  { status: 200, body: `<html>${gossip}</html>` },
  { status: 302, headers: { location: `https://elsewhere.example/?email=${person.email}` } },
  ...[401, 404, 409, 422].map((status) => ({
    status,
    body: { status: false, error: gossip, message: gossip, attributes: [gossip], errors: { [gossip]: gossip } },
  })),
];

beforeAll(async () => {
  await withServer({}, async (server) => {
    const { url, simulators } = server;
    for (const fault of faults) {
      server.reset();
      for (const simulator of Object.values(simulators)) simulator.setFaults(fault);
      await askEverything(url);
    }
    server.reset();
    for (const mistake of everyMistake) await ask(url, mistake);
    await ask(url, `{"query": "{ user(id: \\"${person.email}\\")`);
    await ask(url, { query: '{ __typename }', variables: { [person.email]: 'x'.repeat(5_000_000) } });
    await ask(url, everyOperation[0] as Operation, wrongKey);
    await send(url, `/graphql?query={user(id:"${person.email}"){name}}`, {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    await send(url, `/users/${person.email}?phone=${person.phoneNumber}`, {});
    await send(url, `/%E0%A4%A/${person.email}`, {});
  });
  // A server of its own: one that has left its vendors alone for their failures hears of no quota.
  await withServer({}, async ({ url, simulators }) => {
    for (const simulator of Object.values(simulators)) simulator.setFaults({ quota: 0 });
    await askEverything(url);
  });
  for (const scripted of gossiping) {
    const vendor = await startScriptedServer(() => scripted);
    const urls = { NUMI_URL: vendor.url, CHATWOOT_URL: vendor.url, PERFEX_URL: vendor.url, PERSIO_URL: vendor.url };
    await withServer({ ...urls, ...ourKeysAtVendors }, ({ url }) => askEverything(url));
    await vendor.close();
  }
  const broken = await startBrokenServer(() =>
    Object.assign(new Error(`${gossip}\n    at ${gossip}`), { code: 'EADA' }),
  );
  await askEverything(broken.url);
  await broken.close();
  log.push(broken.logText());
  // Every operation, again and again, many of them to vendors that are waited for.
}, 600_000);

/** Ada's phone number is missing: it is the example that messages name. */
const personal = [...Object.values(person), 'Lovelace', 'Hopper', 'ada.lovelace', '030 901820', '202555014'];

const base64 = (text: string): string => Buffer.from(text).toString('base64').replace(/=+$/, '');
const keys = [
  apiKey,
  wrongKey,
  ...Object.values(ourKeysAtVendors),
  'numi-sandbox-key',
  'sandbox-chatwoot-token',
  'perfex-sandbox-token',
  'persio-sandbox-write-key',
].flatMap((key) => [key, base64(`${key}:`).slice(0, -2)]);

/** What vendors put into their rows and nobody may see: tokens, hashes, reset keys, addresses. */
const rowSecrets = [
  'secret-access-token',
  'secret-pubsub-token',
  'secret-hmac-identifier',
  '$2a$08$',
  '203.0.113.',
  ...[1, 2].map((id) => createHash('sha256').update(`contact ${id}`).digest('hex').slice(0, 20)),
];

/** Every error in the answers: those of the answer itself, and those of the items of bulk mutations. */
function errorsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(errorsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    (name === 'errors' || name === 'error') && inner !== null ? [inner as unknown] : errorsOf(inner),
  );
}

const contains = (texts: readonly string[], secret: string): string[] =>
  texts.filter((text) => text.toLowerCase().includes(secret.toLowerCase()));

const errorTexts = (): string[] =>
  answers
    .filter((answer) => answer.startsWith('{'))
    .flatMap((answer) => errorsOf(JSON.parse(answer)))
    .map((error) => JSON.stringify(error));

it('everything was asked: each query, each mutation, and failures of many kinds', async () => {
  const schema = await buildGraphSchema();
  const asked = new Set<string>();
  for (const { query } of everyOperation)
    visit(parse(query), { [Kind.FIELD]: ({ name }) => void asked.add(name.value) });
  for (const type of [schema.getQueryType(), schema.getMutationType()] as GraphQLObjectType[])
    for (const field of Object.keys(type.getFields())) expect(asked).toContain(field);

  const codes = new Set(errorTexts().flatMap((text) => [...text.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code)));
  expect([...codes]).toEqual(
    expect.arrayContaining([
      ...['BAD_USER_INPUT', 'NOT_FOUND', 'CONFLICT', 'UNAUTHENTICATED', 'PAYLOAD_TOO_LARGE', 'INTERNAL_SERVER_ERROR'],
      ...['VENDOR_UNAUTHORIZED', 'VENDOR_FORBIDDEN', 'VENDOR_RATE_LIMITED', 'VENDOR_TIMEOUT', 'VENDOR_UNAVAILABLE'],
      ...['VENDOR_BAD_RESPONSE', 'VENDOR_REJECTED', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_REQUEST'],
    ]),
  );
  for (const vendor of ['NUMI', 'CHATWOOT', 'PERFEX', 'PERSIO']) expect(log.join('')).toContain(`"vendor":"${vendor}"`);
  // The data of the person did go through: what is missing elsewhere is missing because it was kept out.
  expect(contains(answers, person.email)).not.toEqual([]);
});

it.each(personal)('no log line and no error holds %j', (text) => {
  expect(contains(log, text)).toEqual([]);
  expect(contains(errorTexts(), text)).toEqual([]);
});

it.each(keys)('neither log nor answer holds the key %j', (key) => {
  expect(contains(log, key)).toEqual([]);
  expect(contains(answers, key)).toEqual([]);
});

it.each(rowSecrets)('neither log nor answer holds what the vendor keeps in its row: %j', (secret) => {
  expect(contains(log, secret)).toEqual([]);
  expect(contains(answers, secret)).toEqual([]);
});

it('a link that signs somebody in is in its answer alone', () => {
  const tokens = answers.flatMap((answer) =>
    [...answer.matchAll(/sso_auth_token=(\w+)/g)].map(([, token]) => token as string),
  );
  expect(tokens.length).toBeGreaterThan(0);
  for (const secret of [...tokens, 'sso_auth_token']) {
    expect(contains(log, secret)).toEqual([]);
    expect(contains(errorTexts(), secret)).toEqual([]);
  }
});
