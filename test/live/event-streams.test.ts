import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import { rawRequest } from '../http/raw-request.js';
import { startServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';
import { openStream } from './support.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

const ada = '{ contact(id: "1") { firstName } }';

/** What a page causes, or an `EventSource`. */
const get = (query: string, headers: Record<string, string>) =>
  rawRequest(`${server.url}/graphql?query=${encodeURIComponent(query)}`, { headers });

it.each(['cross-site', 'same-site'])(
  'a stream is not for a page that is %s and asks in a way in which a browser does not name it',
  async (site) => {
    const accept = 'text/event-stream';
    const { status, body } = await get(ada, { accept, 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' });
    expect([status, body.toString()]).toEqual([403, expect.stringContaining('BAD_REQUEST')]);
    expect(server.simulators.perfex.calls).toEqual([]);
    for (const own of ['same-origin', 'none'])
      expect((await get(ada, { accept, 'sec-fetch-site': own })).body.toString()).toContain('Ada');
  },
);

/** What urql sends with all that it asks; others do, too. */
const all =
  'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed';
const sources = 'subscription { sourceChanged(vendor: NUMI) { cause } }';
const json = /^application\/(?:graphql-response\+)?json;/;

const post = (body: object, headers: Record<string, string>) =>
  rawRequest(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

describe('a query', () => {
  it.each(['text/event-stream', 'text/event-stream, application/json', 'application/json;q=0.9, text/event-stream'])(
    'is answered as a stream where a client would rather have one: %s',
    async (accept) => {
      const { headers, body } = await post({ query: ada }, { accept });
      expect(headers['content-type']).toBe('text/event-stream; charset=utf-8');
      expect(body.toString()).toContain('event: next\ndata: {"data":{"contact":{"firstName":"Ada"}}}');
    },
  );

  it.each([all, 'application/json, text/event-stream;q=0.9', 'text/event-stream;q=0, */*'])(
    'is answered in JSON to Accept: %s, with all that goes for JSON',
    async (accept) => {
      const { headers, body } = await post({ query: ada }, { accept, 'x-peoplegraph-cost': '1' });
      expect(headers['content-type']).toMatch(json);
      expect(JSON.parse(body.toString())).toMatchObject({
        data: { contact: { firstName: 'Ada' } },
        extensions: { cost: { PERFEX: expect.anything() } },
      });
    },
  );

  it.each<[string, number, object, Record<string, string>?]>([
    ['GRAPHQL_VALIDATION_FAILED', 400, { query: '{ nobody }' }],
    ['GRAPHQL_PARSE_FAILED', 400, { query: 'subscription {' }],
    ['BAD_USER_INPUT', 400, { query: ada }, { 'x-peoplegraph-timeout-ms': 'soon' }],
    ['PERSISTED_QUERY_NOT_FOUND', 200, { extensions: { persistedQuery: { version: 1, sha256Hash: 'ab'.repeat(32) } } }],
  ])('that is %s is %d in JSON where a stream would do as well', async (code, status, asked, headers = {}) => {
    const answer = await post(asked, { accept: all, ...headers });
    const { errors } = JSON.parse(answer.body.toString()) as { errors: { extensions: { code: string } }[] };
    expect([answer.status, errors.map(({ extensions }) => extensions.code)]).toEqual([status, [code]]);
  });

  it('over a stream reads anew, and has the time that its client gives it', async () => {
    const keeping = await startServer({ PERFEX_CACHE_SECONDS: '60' });
    const ask = async (headers: Record<string, string> = {}) => {
      const stream = await openStream(keeping.url, ada, {}, headers);
      const answer = stream.status === 200 ? await stream.next() : undefined;
      return { status: stream.status, answer };
    };
    try {
      await ask();
      keeping.reset();
      expect((await ask()).answer?.data).toEqual({ contact: { firstName: 'Ada' } });
      expect(keeping.simulators.perfex.calls).toHaveLength(0);
      const fresh = { 'cache-control': 'no-cache' };
      expect((await ask(fresh)).answer?.data).toEqual({ contact: { firstName: 'Ada' } });
      expect(keeping.simulators.perfex.calls).toHaveLength(1);

      keeping.simulators.perfex.setFaults({ hang: true });
      const { answer } = await ask({ ...fresh, 'x-peoplegraph-timeout-ms': '300' });
      expect(answer?.errors?.map(({ extensions }) => extensions.code)).toEqual(['DEADLINE_EXCEEDED']);
      expect(await ask({ 'x-peoplegraph-timeout-ms': 'soon' })).toEqual({ status: 400, answer: undefined });
    } finally {
      await keeping.close();
    }
  });
});

it.each([all, 'application/json, text/event-stream;q=0.1'])(
  'a subscription is a stream wherever a client takes one, such as by Accept: %s',
  async (accept) => {
    const stream = await openStream(server.url, sources, {}, { accept });
    expect((await stream.next()).data).toEqual({ sourceChanged: { cause: 'STARTED' } });
    stream.leave();
    const both = { query: `query Ada ${ada} subscription Sources ${sources.slice(13)}`, operationName: 'Ada' };
    expect((await post(both, { accept })).headers['content-type']).toMatch(json);
  },
);

it('events that are too large to be taken at once leave no listener on their stream', async () => {
  const responses: ServerResponse[] = [];
  const note = (message: unknown): void => void responses.push((message as { response: ServerResponse }).response);
  subscribe('http.server.request.start', note);
  const large = `subscription { personChanged(by: { contactId: "1" }) { ${'a'.repeat(100_000)}: cause } }`;
  const stream = await openStream(server.url, large);
  unsubscribe('http.server.request.start', note);
  const [response] = responses;
  const listeners = async (): Promise<number[]> => {
    await stream.next();
    // The client has all of it before the server knows.
    await until(() => response?.writableNeedDrain === false && response.listenerCount('drain') === 0);
    return ['close', 'error'].map((name) => response?.listenerCount(name) ?? 0);
  };
  const first = await listeners();
  for (const title of ['Countess', 'Mathematician']) {
    await server.ask(`mutation { updateContact(input: { id: 1, title: "${title}" }) { write { id } } }`);
    expect(await listeners()).toEqual(first);
  }
  stream.leave();
});
