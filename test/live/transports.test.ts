import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { createClient } from 'graphql-sse';
import { WebSocket } from 'ws';
import { startServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';
import { Events, openClient, openStream } from './support.js';

const sources = `subscription { sourceChanged(vendor: NUMI) { cause } }`;
const sha256 = (key: string): string => createHash('sha256').update(key).digest('hex');

/** A WebSocket as it is, without a library of GraphQL: the messages, and how it ended. */
async function openSocket(
  url: string,
  headers: Record<string, string> = {},
  protocol: string | string[] = 'graphql-transport-ws',
) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocol, { headers });
  const messages = new Events<{ type: string; id?: string; payload?: unknown }>();
  socket.on('message', (data: Buffer) => messages.arrive(JSON.parse(data.toString()) as { type: string }));
  const closed = once(socket, 'close').then(([code, reason]) => [code as number, String(reason)] as const);
  const refused = new Promise<number>((resolve) =>
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0)),
  );
  socket.on('error', () => undefined);
  const opened = once(socket, 'open').then(() => 'open' as const);
  const beginning = await Promise.race([opened, refused]);
  return { socket, messages, closed, beginning, send: (message: unknown) => socket.send(JSON.stringify(message)) };
}

describe('with API keys', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ API_KEYS: `shop:${sha256('the-key')}` });
  });
  afterAll(() => server.close());

  it('a WebSocket takes the key in its first message', async () => {
    const client = openClient(server.url, { authorization: 'Bearer the-key' });
    expect((await client.listen(sources).next()).data.sourceChanged.cause).toBe('STARTED');
    await client.close();
  });

  it('a WebSocket takes the key in a header', async () => {
    const client = openClient(server.url, { headers: { authorization: 'Bearer the-key' } });
    expect((await client.listen(sources).next()).data.sourceChanged.cause).toBe('STARTED');
    await client.close();
  });

  it.each([{}, { authorization: 'Bearer another-key' }, { authorization: 7 }])(
    'a WebSocket is closed with 4401 after %j',
    async (payload) => {
      const { send, closed, messages } = await openSocket(server.url);
      send({ type: 'connection_init', payload });
      expect((await closed)[0]).toBe(4401);
      expect(messages.untaken).toBe(0);
    },
  );

  it('a WebSocket that asks before it has shown its key is closed with 4401', async () => {
    const { send, closed } = await openSocket(server.url);
    send({ id: '1', type: 'subscribe', payload: { query: sources } });
    expect((await closed)[0]).toBe(4401);
  });

  it('a stream of events needs the key', async () => {
    const without = await openStream(server.url, sources);
    expect(without.status).toBe(401);
    const stream = await openStream(server.url, sources, {}, { authorization: 'Bearer the-key' });
    expect((await stream.next()).data.sourceChanged.cause).toBe('STARTED');
    stream.leave();
  });
});

describe('connections that stay open', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());

  it('may not be opened by pages of other sites', async () => {
    const { host } = new URL(server.url);
    expect((await openSocket(server.url, { origin: 'https://evil.example' })).beginning).toBe(403);
    expect((await openSocket(server.url, { origin: 'null' })).beginning).toBe(403);
    const own = await openSocket(server.url, { origin: `http://${host}` });
    expect(own.beginning).toBe('open');
    own.socket.close();
    const stream = await openStream(server.url, sources, {}, { origin: 'https://evil.example' });
    expect(stream.status).toBe(403);
  });

  it('may be opened by pages of the origins that are configured', async () => {
    const origin = 'https://app.example.com';
    const open = await startServer({ CORS_ORIGINS: origin });
    try {
      const { beginning, socket } = await openSocket(open.url, { origin, 'sec-fetch-site': 'cross-site' });
      expect(beginning).toBe('open');
      socket.close();
      const stream = await openStream(open.url, sources, {}, { origin, 'sec-fetch-site': 'cross-site' });
      expect([stream.status, stream.headers['access-control-allow-origin']]).toEqual([200, origin]);
      stream.leave();
      expect((await openSocket(open.url, { origin: 'https://evil.example' })).beginning).toBe(403);
    } finally {
      await open.close();
    }
  });

  it('are opened at the path of the API alone', async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.write(
      'GET /elsewhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    );
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 404 /);
  });

  it('speak the protocol of graphql-ws and no other', async () => {
    const { closed } = await openSocket(server.url, {}, []);
    expect((await closed)[0]).toBe(4406);
  });

  it('are closed with 4400 after what is no message, with 1009 after one that is too large', async () => {
    const first = await openSocket(server.url);
    first.socket.send('{');
    expect((await first.closed)[0]).toBe(4400);
    const second = await openSocket(server.url);
    second.socket.send('x'.repeat(5 * 1024 * 1024));
    expect((await second.closed)[0]).toBe(1009);
  });

  it('word what is wrong with an operation as every other answer does', async () => {
    const client = openClient(server.url);
    const invalid = client.listen('subscription { nothing }');
    expect(await invalid.ended).toEqual([
      expect.objectContaining({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED', retryable: false } }),
    ]);
    const unparsable = client.listen('subscription {');
    expect(await unparsable.ended).toEqual([
      expect.objectContaining({ extensions: { code: 'GRAPHQL_PARSE_FAILED', retryable: false } }),
    ]);
    const bad = client.listen('subscription { personChanged(by: { phoneNumber: "x" }) { cause } }');
    expect((await bad.next()).errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: ['phoneNumber'],
    });
    const complex = client.listen(
      'subscription { personChanged(by: { contactId: "1" }) { person { memberships(first: 101) { nodes { id } } } } }',
    );
    expect((await complex.next()).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    await client.close();
    const stream = await openStream(server.url, 'subscription { nothing }');
    expect((await stream.next()).errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(await stream.ended).toBeUndefined();
  });

  it('take so many operations on one of them, and so many on all', async () => {
    const limited = await startServer({ MAX_SUBSCRIPTIONS: '5', MAX_SUBSCRIPTIONS_PER_CONNECTION: '2' });
    const first = openClient(limited.url);
    const second = openClient(limited.url);
    const held = [first.listen(sources), first.listen(sources), second.listen(sources), second.listen(sources)];
    for (const events of held) await events.next();
    expect(await first.listen(sources).ended).toEqual([
      expect.objectContaining({ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS', retryable: true } }),
    ]);
    const fifth = await openStream(limited.url, sources);
    await fifth.next();
    const sixth = await openStream(limited.url, sources);
    expect((await sixth.next()).errors?.[0]?.extensions.code).toBe('TOO_MANY_SUBSCRIPTIONS');
    fifth.leave();
    await until(async () => {
      const again = await openStream(limited.url, sources);
      const { errors } = await again.next();
      again.leave();
      return errors === undefined;
    });
    await first.close();
    await second.close();
    await limited.close();
  });

  it('answer the client library of graphql-sse', async () => {
    const client = createClient({ url: `${server.url}/graphql`, retryAttempts: 0 });
    const events = new Events<unknown>();
    const leave = client.subscribe(
      { query: sources },
      { next: (event) => events.arrive(event), error: () => undefined, complete: () => undefined },
    );
    expect(await events.next()).toEqual({ data: { sourceChanged: { cause: 'STARTED' } } });
    leave();
  });

  it('answer an EventSource, which can only send a GET, and change nothing by one', async () => {
    const get = async (query: string) => {
      const sent = request(`${server.url}/graphql?query=${encodeURIComponent(query)}`, {
        agent: false,
        headers: { accept: 'text/event-stream' },
      }).end();
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      let text = '';
      for await (const chunk of response as AsyncIterable<Buffer>) {
        text += chunk.toString();
        if (text.includes('event: next') && text.endsWith('\n\n')) break;
      }
      return text;
    };
    expect(await get(sources)).toContain('data: {"data":{"sourceChanged":{"cause":"STARTED"}}}');
    expect(await get('mutation { deleteUser(input: { id: 1 }) { userId } }')).toContain('BAD_REQUEST');
    expect((await server.ask('{ user(id: 1) { id } }')).data.user).not.toBeNull();
  });

  it('are closed with 1001 when the server stops, and hold nothing', async () => {
    const stopping = await startServer();
    const { send, closed, messages } = await openSocket(stopping.url);
    send({ type: 'connection_init' });
    await messages.next();
    send({ id: '1', type: 'subscribe', payload: { query: sources } });
    await messages.next();
    const stream = await openStream(stopping.url, sources);
    await stream.next();
    await stopping.close();
    expect((await closed)[0]).toBe(1001);
    // A stream that was completed would not be opened again by its client.
    expect(await stream.ended).toBe('broken off');
    expect(messages.untaken).toBe(0);
  });
});
