import { hash } from 'node:crypto';
import { type GraphError, graphqlHeaders, startServer, type TestServer } from '../support/server.js';
import { PersistedDocuments } from '../../src/graphql/persisted-documents.js';
import { startAnother } from '../cache/another-server.js';
import { until } from '../support/until.js';
import { describeWithOwnRedis, describeWithRedis, startBreakableRedis } from '../support/redis.js';
import { hashed } from './hashed.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

async function send({ url }: Pick<TestServer, 'url'>, body: object) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: graphqlHeaders,
    body: JSON.stringify(body),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: GraphError[] };
  return { status: response.status, cache: response.headers.get('cache-control'), data, errors };
}

const codes = ({ errors }: { errors?: readonly GraphError[] | undefined }) =>
  errors?.map(({ extensions }) => extensions.code) ?? [];
const notFound = ['PERSISTED_QUERY_NOT_FOUND'];

it('a document that is not known is an error of our table, which no cache keeps', async () => {
  expect(await send(server, { extensions: hashed('{ user(id: "1") { id } }') })).toEqual({
    status: 200,
    cache: 'no-store',
    data: undefined,
    errors: [
      { message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', retryable: false } },
    ],
  });
});

it('a document can be sent once and asked for by its hash from then on', async () => {
  const query = '{ contact(id: "1") { lastName } }';
  const extensions = hashed(query);
  const lovelace = { contact: { lastName: 'Lovelace' } };

  expect(codes(await send(server, { extensions }))).toEqual(notFound);
  expect((await send(server, { extensions, query })).data).toEqual(lovelace);
  expect((await send(server, { extensions })).data).toEqual(lovelace);
  expect((await send(server, { extensions })).data).toEqual(lovelace);
});

it('variables and the name of the operation count for a hash, too', async () => {
  const query = 'query One($id: ID!) { contact(id: $id) { firstName } } query Two { __typename }';
  const extensions = hashed(query);
  await send(server, { extensions, query, operationName: 'Two' });

  for (let asked = 0; asked < 3; asked += 1) {
    const one = await send(server, { extensions, operationName: 'One', variables: { id: '1' } });
    expect(one.data).toEqual({ contact: { firstName: 'Ada' } });
    expect(codes(await send(server, { extensions, operationName: 'One' }))).toEqual(['BAD_USER_INPUT']);
    expect(codes(await send(server, { extensions }))).toEqual(['OPERATION_RESOLUTION_FAILURE']);
  }
});

it('a mutation that is asked for by its hash is done each time', async () => {
  const query =
    'mutation { setProfile(input: { phoneNumber: "+4930901820", firstName: "Ada" }) { skippedMetadata { name } } }';
  const extensions = hashed(query);
  await send(server, { extensions, query });
  server.reset();
  const answers = await Promise.all([send(server, { extensions }), send(server, { extensions })]);

  expect(answers.map(codes)).toEqual([[], []]);
  expect(server.simulators.numi.calls.filter(({ method }) => method === 'POST')).toHaveLength(2);
});

it.each<[string, unknown]>([
  ['a number', 1],
  ['an object', { a: 1 }],
  ['a list', ['ab']],
  ['a text that is no hash', '__proto__'],
  ['very long', 'a'.repeat(100_000)],
])('a hash that is %s is not known', async (_, sha256Hash) => {
  const extensions = { persistedQuery: { version: 1, sha256Hash } };
  expect(codes(await send(server, { extensions }))).toEqual(notFound);
});

it('a document that is not valid is not kept', async () => {
  const query = '{ nobody }';
  expect(codes(await send(server, { query, extensions: hashed(query) }))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  expect(codes(await send(server, { extensions: hashed(query) }))).toEqual(notFound);
});

it('another version of the protocol, and a hash that is not that of the document, are refused each time', async () => {
  const query = '{ contact(id: "1") { id } }';
  await send(server, { query, extensions: hashed(query) });
  const version = { persistedQuery: { ...hashed(query).persistedQuery, version: 2 } };

  for (let asked = 0; asked < 2; asked += 1) {
    expect(codes(await send(server, { extensions: version }))).toEqual(['BAD_REQUEST']);
    expect(codes(await send(server, { query, extensions: hashed('{ __typename }') }))).toEqual(['BAD_REQUEST']);
  }
});

describe('the documents that are kept', () => {
  const document = (number: number, length: number): string => `{ a${number}: __typename }`.padEnd(length);
  const key = (text: string): string => `apq:${hash('sha256', text)}`;
  const knows = (documents: PersistedDocuments, text: string): boolean => documents.peek(hash('sha256', text)) === text;

  it('are bounded in number: what was used least lately goes first', async () => {
    const documents = new PersistedDocuments();
    for (let number = 0; number <= 10_000; number += 1) {
      const text = document(number, 0);
      await documents.set(key(text), text);
      // Somebody goes on using it.
      expect(knows(documents, document(0, 0))).toBe(true);
    }
    expect(knows(documents, document(1, 0))).toBe(false);
    expect(knows(documents, document(10_000, 0))).toBe(true);
  });

  it('are bounded in length, all together and each', async () => {
    const documents = new PersistedDocuments();
    const texts = Array.from({ length: 100 }, (_, number) => document(number, 99_999));
    for (const text of texts) await documents.set(key(text), text);
    expect(texts.filter((text) => knows(documents, text))).toHaveLength(80);

    const long = document(0, 100_001);
    await documents.set(key(long), long);
    expect(knows(documents, long)).toBe(false);
    expect(await documents.get(key(long))).toBeUndefined();
  });
});

describeWithRedis('replicas with one Redis', (redis) => {
  let one: TestServer;
  let other: TestServer;
  beforeAll(async () => {
    one = await startServer({ REDIS_URL: redis.url });
    other = await startAnother(one, { REDIS_URL: redis.url });
  });
  afterAll(async () => {
    await other.close();
    await one.close();
  });

  const stored = async (): Promise<string[]> => (await redis.keys()).filter((found) => found.includes(':documents:'));

  it('know the documents that were sent to another', async () => {
    const query = '{ contact(id: "1") { firstName } }';
    await send(one, { query, extensions: hashed(query) });
    await until(async () => (await stored()).length > 0);

    // A Redis that is slow for a moment is left alone for another.
    await until(async () => (await send(other, { extensions: hashed(query) })).errors === undefined);
    const { data } = await send(other, { extensions: hashed(query) });
    expect(data).toEqual({ contact: { firstName: 'Ada' } });
    const [found = ''] = await stored();
    expect(await redis.client.pttl(found)).toBeGreaterThan(0);
  });

  it('believe no document that is not that of the hash', async () => {
    const query = '{ contact(id: "1") { email } }';
    await until(async () => {
      await send(one, { query, extensions: hashed(query) });
      return (await stored()).length > 1;
    });
    for (const found of await stored()) await redis.client.set(found, '{ contact(id: "2") { email } }');

    expect(codes(await send(other, { extensions: hashed(query) }))).toEqual(notFound);
  });
});

describeWithOwnRedis('where Redis is away', () => {
  it('each process keeps its documents alone, and nobody has to wait', async () => {
    const redis = await startBreakableRedis();
    const alone = await startServer({ REDIS_URL: redis.url });
    await redis.kill();
    const query = '{ contact(id: "1") { firstName } }';

    expect(codes(await send(alone, { extensions: hashed(query) }))).toEqual(notFound);
    await send(alone, { query, extensions: hashed(query) });
    expect((await send(alone, { extensions: hashed(query) })).data).toEqual({ contact: { firstName: 'Ada' } });
    await alone.close();
    await redis.close();
  });
});
