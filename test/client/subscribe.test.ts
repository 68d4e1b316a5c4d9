import { jest } from '@jest/globals';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { buildSchema } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/http';
import type { AddressInfo } from 'node:net';
import {
  NetworkError,
  Peoplegraph,
  PeoplegraphError,
  UnauthenticatedError,
  UnexpectedAnswerError,
} from '../../client/src/index.js';

let client: Peoplegraph;
let close: () => void;
let received: { request: IncomingMessage; body: string; response: ServerResponse } | undefined;

/** A server of the protocol that sends what the test says. */
async function serve(answer: (response: ServerResponse) => void): Promise<void> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received = { request, body: Buffer.concat(chunks).toString(), response };
      answer(response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  client = new Peoplegraph({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    apiKey: 'key',
  });
  close = () => {
    server.closeAllConnections();
    server.close();
  };
}
afterEach(() => close());

const stream = (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
const next = (state: string) => `event: next\ndata: ${JSON.stringify({ data: { writeChanged: { state } } })}\n\n`;
const document = 'subscription ($id: ID!) { writeChanged(id: $id) { state } }';
interface Changed {
  readonly writeChanged: { readonly state: string };
}
const changes = (options?: { signal: AbortSignal }) => client.subscribe<Changed>(document, { id: 'w1' }, options);

async function states(options?: { signal: AbortSignal }): Promise<string[]> {
  const seen: string[] = [];
  for await (const { data } of changes(options)) seen.push(data.writeChanged.state);
  return seen;
}

describe('a subscription', () => {
  it('answers each event until it is complete', async () => {
    await serve((response) => {
      stream(response);
      // Lines end in each of the ways that are allowed, and an event may come in pieces.
      const text = `: hello\n\n${next('PENDING')}: still here\r\n\r\nevent:next\rdata:{"data":{\rdata: "writeChanged":{"state":"VÖLLIG"}}}\r\revent: complete\ndata\n\n${next('NEVER')}`;
      const bytes = Buffer.from(text);
      const middle = bytes.indexOf(Buffer.from('Ö')) + 1;
      response.write(bytes.subarray(0, middle));
      setImmediate(() => response.write(bytes.subarray(middle)));
    });
    expect(await states()).toEqual(['PENDING', 'VÖLLIG']);
    expect(received?.request.headers).toMatchObject({ accept: 'text/event-stream', authorization: 'Bearer key' });
    expect(JSON.parse(received?.body ?? '')).toEqual({ query: document, variables: { id: 'w1' } });
  });

  it('ends its request when its reader leaves', async () => {
    await serve((response) => void stream(response).write(next('PENDING')));
    for await (const { data } of changes()) {
      expect(data.writeChanged.state).toBe('PENDING');
      break;
    }
    if (received && !received.response.closed) await once(received.response, 'close');
  });

  it('ends with the signal', async () => {
    await serve((response) => void stream(response).write(next('PENDING')));
    const controller = new AbortController();
    const reading = (async () => {
      for await (const _ of changes({ signal: controller.signal })) controller.abort(new Error('Enough.'));
    })();
    await expect(reading).rejects.toThrow('Enough.');
    await expect(states({ signal: AbortSignal.abort('before') })).rejects.toBe('before');
  });

  it('ends where the line is silent for too long', async () => {
    await serve((response) => void stream(response).write(next('PENDING')));
    const silent = (async () => {
      for await (const { data } of client.subscribe<Changed>(document, { id: 'w1' }, { silenceMs: 100 }))
        expect(data.writeChanged.state).toBe('PENDING');
    })();
    await expect(silent).rejects.toThrow(NetworkError);
  });

  it('takes no line for dead while its reader works', async () => {
    await serve((response) => void stream(response).write(next('PENDING')));
    // What the sockets are driven by goes on.
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'setImmediate', 'clearImmediate', 'queueMicrotask', 'setInterval', 'Date', 'performance'],
    });
    try {
      const seen: string[] = [];
      for await (const { data } of changes()) {
        seen.push(data.writeChanged.state);
        jest.advanceTimersByTime(600_000);
        if (seen.length === 1) received?.response.end(`${next('DELIVERED')}event: complete\ndata\n\n`);
      }
      expect(seen).toEqual(['PENDING', 'DELIVERED']);
    } finally {
      jest.useRealTimers();
    }
  });

  it('speaks the protocol as its library does', async () => {
    const schema = buildSchema('type Query { a: Int } type Subscription { count(to: Int!): Int! }');
    const field = schema.getSubscriptionType()?.getFields()['count'];
    if (!field) throw new Error('The schema has no such field.');
    field.subscribe = async function* (_: unknown, { to }: { to: number }) {
      for (let value = 1; value <= to; value += 1) yield { count: value };
    };
    const handler = createHandler({ schema });
    const server = createServer((request, response) => void handler(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    close = () => {
      server.closeAllConnections();
      server.close();
    };
    const { port } = server.address() as AddressInfo;
    client = new Peoplegraph({ url: `http://127.0.0.1:${port}/` });
    const seen: number[] = [];
    const counting = 'subscription ($to: Int!) { count(to: $to) }';
    for await (const { data } of client.subscribe<{ count: number }>(counting, { to: 3 })) seen.push(data.count);
    expect(seen).toEqual([1, 2, 3]);
    await expect(client.subscribe('subscription { nothing }', {}).next()).rejects.toThrow(UnexpectedAnswerError);
  });

  it('says where the stream ends before it is complete', async () => {
    await serve((response) => stream(response).end(next('PENDING')));
    await expect(states()).rejects.toThrow(NetworkError);
    close();
    await serve((response) => {
      stream(response).write(next('PENDING'), () => response.destroy());
    });
    await expect(states()).rejects.toThrow(NetworkError);
  });

  it.each<[string, (response: ServerResponse) => void, typeof PeoplegraphError]>([
    [
      'is refused',
      (response) =>
        response.writeHead(401, { 'content-type': 'application/json' }).end(
          JSON.stringify({
            errors: [{ message: 'No key.', extensions: { code: 'UNAUTHENTICATED', retryable: false } }],
          }),
        ),
      UnauthenticatedError,
    ],
    ['meets something else', (response) => response.writeHead(404).end('Not found'), UnexpectedAnswerError],
    ['gets what is no answer', (response) => stream(response).end('event: next\ndata: {\n\n'), UnexpectedAnswerError],
    [
      'ends with an error',
      (response) =>
        stream(response).end(
          `event: next\ndata: ${JSON.stringify({ errors: [{ message: 'Gone.', extensions: { code: 'NOT_FOUND', retryable: false } }], data: null })}\n\n`,
        ),
      PeoplegraphError,
    ],
  ])('tells where it %s', async (_, answer, Class) => {
    await serve(answer);
    await expect(states()).rejects.toThrow(Class);
  });

  it('is not for request(), nor a document for a stream', async () => {
    await serve((response) => response.end());
    await expect(client.request(document)).rejects.toThrow('subscribe()');
  });
});
