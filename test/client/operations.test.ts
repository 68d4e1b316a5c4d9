import {
  ClientTimeoutError,
  NetworkError,
  Peoplegraph,
  PeoplegraphError,
  StoreUnavailableError,
  UnexpectedAnswerError,
  VendorUnavailableError,
} from '../../client/src/index.js';
import { startHeldServer } from '../support/held-server.js';
import type { ScriptedAnswer } from '../support/scripted-server.js';
import { failed, startScripted } from './support.js';

let scripted: Awaited<ReturnType<typeof startScripted>> | undefined;
const start = async (...given: Parameters<typeof startScripted>) => (scripted = await startScripted(...given));
afterEach(async () => {
  await scripted?.server.close();
  scripted = undefined;
});

const unavailable = { code: 'VENDOR_UNAVAILABLE', retryable: true, vendor: 'NUMI' };
const sources: ScriptedAnswer = { status: 200, body: { data: { sources: [] } } };
const created: ScriptedAnswer = { status: 200, body: { data: { createUser: { outcome: 'CREATED' } } } };
const newUser = { name: 'Hedy Lamarr', email: 'hedy@example.com' };

describe('a query', () => {
  it.each<[string, ScriptedAnswer]>([
    ['a retryable error', failed('sources', unavailable)],
    ['a proxy without a service behind it', { status: 502, body: '<html>Bad gateway</html>' }],
    ['too many requests', { status: 429, headers: { 'retry-after': '0' }, body: 'Slow down.' }],
  ])('is repeated after %s', async (_, failure) => {
    const { client, server } = await start((_asked, place) => (place < 2 ? failure : sources));
    await expect(client.sources()).resolves.toEqual([]);
    expect(server.requests).toHaveLength(3);
  });

  it.each<[string, ScriptedAnswer]>([
    ['an error that is not retryable', failed('sources', { code: 'INTERNAL_SERVER_ERROR', retryable: false })],
    ['a page of something else', { status: 200, body: '<html>Hello</html>' }],
    ['no such place', { status: 404, body: 'Not found' }],
  ])('is not repeated after %s', async (_, failure) => {
    const { client, server } = await start(() => failure);
    await expect(client.sources()).rejects.toThrow(PeoplegraphError);
    expect(server.requests).toHaveLength(1);
  });

  it('is given up after its repeats', async () => {
    const { client, server } = await start(() => failed('sources', unavailable), { retries: 2 });
    await expect(client.sources()).rejects.toThrow(VendorUnavailableError);
    expect(server.requests).toHaveLength(3);
    await expect(client.sources({ retries: 0 })).rejects.toThrow(VendorUnavailableError);
    expect(server.requests).toHaveLength(4);
  });

  it('is not waited for where the service says a time beyond its own', async () => {
    const { client, server } = await start(() => ({ status: 503, headers: { 'retry-after': '3600' }, body: 'Later.' }));
    await expect(client.sources()).rejects.toMatchObject({ code: 'UNEXPECTED_ANSWER', status: 503, retryAfter: 3600 });
    expect(server.requests).toHaveLength(1);
  });

  it('is repeated after a line that broke', async () => {
    let calls = 0;
    const { client } = await start(() => sources, {
      fetch: (url, init) => (calls++ === 0 ? fetch('http://127.0.0.1:1/', init) : fetch(url, init)),
    });
    await expect(client.sources()).resolves.toEqual([]);
    expect(calls).toBe(2);
  });

  it('answers what there is with the errors of the rest, at once', async () => {
    const { client, server } = await start(() => ({
      status: 200,
      headers: { 'x-request-id': 'request-1' },
      body: {
        errors: [{ message: 'Numi is out of order.', path: ['contact', 'profile'], extensions: unavailable }],
        data: { contact: { firstName: 'Ada', profile: null } },
        extensions: { cost: 1 },
      },
    }));
    const answer = await client.request<{ contact: { firstName: string } | null }>('{ contact(id: 1) { firstName } }');
    expect(answer).toMatchObject({
      data: { contact: { firstName: 'Ada', profile: null } },
      extensions: { cost: 1 },
      requestId: 'request-1',
    });
    expect(answer.errors).toEqual([expect.any(VendorUnavailableError)]);
    expect(answer.errors[0]).toMatchObject({ path: ['contact', 'profile'], vendor: 'NUMI', requestId: 'request-1' });
    expect(server.requests).toHaveLength(1);
  });

  it('is not repeated where one of its errors is for good, which is the one that is thrown', async () => {
    const { client, server } = await start(() => ({
      status: 200,
      body: {
        errors: [
          { message: 'Numi.', path: ['a'], extensions: unavailable },
          { message: 'Chatwoot.', path: ['b'], extensions: { code: 'VENDOR_UNAUTHORIZED', retryable: false } },
        ],
        data: { a: null, b: null },
      },
    }));
    await expect(client.request('{ a b }')).rejects.toMatchObject({
      code: 'VENDOR_UNAUTHORIZED',
      others: [{ code: 'VENDOR_UNAVAILABLE' }],
    });
    expect(server.requests).toHaveLength(1);
  });
});

describe('a mutation', () => {
  it('is sent with a key, and repeated with the same one', async () => {
    const failure = failed('createUser', { code: 'STORE_UNAVAILABLE', retryable: true });
    const { client, asked } = await start((_, place) => (place < 2 ? failure : created));
    await client.createUser(newUser);
    const keys = asked().map(({ variables }) => variables.input?.['idempotencyKey']);
    expect(keys).toEqual([
      expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/),
      keys[0],
      keys[0],
    ]);
    await client.createUser(newUser);
    expect(asked().at(-1)?.variables.input?.['idempotencyKey']).not.toBe(keys[0]);
  });

  it('keeps the key of its caller, and leaves the input of its caller as it is', async () => {
    const { client, asked } = await start(() => created);
    await client.createUser({ ...newUser, idempotencyKey: 'signup-1' });
    const input = Object.freeze({ ...newUser });
    await client.createUser(input);
    expect(asked()[0]?.variables.input).toMatchObject({ idempotencyKey: 'signup-1' });
  });

  it('tells its key when it fails, so that it can be sent again', async () => {
    const { client, asked } = await start(
      () => failed('createUser', { code: 'STORE_UNAVAILABLE', retryable: true, writeId: 'w1' }),
      { retries: 0 },
    );
    const error: unknown = await client.createUser(newUser).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StoreUnavailableError);
    expect(error).toMatchObject({ writeId: 'w1', idempotencyKey: asked()[0]?.variables.input?.['idempotencyKey'] });
  });

  it.each([
    ['without a key', (client: Peoplegraph) => client.linkRecords({ records: [] })],
    [
      'with a write beside the one that has a key',
      (client: Peoplegraph) =>
        client.request(
          'mutation ($input: CreateUserInput!) { createUser(input: $input) { outcome } createUserLoginLink(input: { userId: 1 }) { url } }',
          { input: newUser },
        ),
    ],
    [
      'with a key in a literal',
      (client: Peoplegraph) => client.request('mutation { createUser(input: { name: "x" }) { outcome } }'),
    ],
  ])('%s is never repeated', async (_, send) => {
    const { client, server } = await start(() => ({ status: 503, body: 'Later.' }));
    await expect(send(client)).rejects.toThrow(UnexpectedAnswerError);
    expect(server.requests).toHaveLength(1);
  });

  it('of the caller gets keys for its writes, each its own', async () => {
    const { client, asked } = await start((_, place) => (place === 0 ? { status: 503, body: 'Later.' } : created));
    const document =
      'mutation ($a: CreateUserInput!, $b: UpdateUserInput!) { createUser(input: $a) { outcome } updateUser(input: $b) { write { id } } }';
    await client.request(document, { a: newUser, b: { id: '1' } });
    const [first, second] = asked().map(
      ({ variables }) => variables as unknown as Record<'a' | 'b', { idempotencyKey: string }>,
    );
    expect(first?.a.idempotencyKey).not.toBe(first?.b.idempotencyKey);
    expect(second).toEqual(first);
  });

  it('has a key where the page did not come over TLS, too', async () => {
    const { client, asked } = await start(() => created);
    const kept = Object.getOwnPropertyDescriptor(crypto, 'randomUUID') ?? {
      value: crypto.randomUUID.bind(crypto),
      configurable: true,
    };
    Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true });
    try {
      await client.createUser(newUser);
    } finally {
      Object.defineProperty(crypto, 'randomUUID', kept);
    }
    expect(asked()[0]?.variables.input?.['idempotencyKey']).toMatch(
      /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    );
  });
});

describe('a call', () => {
  it('ends when its time is over, and tells the key of its write', async () => {
    const held = await startHeldServer();
    try {
      const client = new Peoplegraph({ url: held.url, timeoutMs: 2_000 });
      const call = client.createUser({ ...newUser, idempotencyKey: 'k' }).catch((thrown: unknown) => thrown);
      const request = await held.next();
      const error: unknown = await call;
      expect(error).toBeInstanceOf(ClientTimeoutError);
      expect(error).toMatchObject({ code: 'CLIENT_TIMEOUT', retryable: true, idempotencyKey: 'k' });
      await request.abandoned;
    } finally {
      await held.close();
    }
  });

  it('ends with the signal of its caller, whose reason it answers', async () => {
    const held = await startHeldServer();
    try {
      const client = new Peoplegraph({ url: held.url });
      const controller = new AbortController();
      const running = client.sources({ signal: controller.signal });
      const request = await held.next();
      controller.abort(new Error('The user has left the page.'));
      await expect(running).rejects.toThrow('The user has left the page.');
      await request.abandoned;
    } finally {
      await held.close();
    }
  });

  it('ends with the signal although the given fetch does not listen to it', async () => {
    const client = new Peoplegraph({ url: 'http://127.0.0.1/', fetch: () => new Promise(() => undefined) });
    await expect(client.sources({ signal: AbortSignal.abort('gone') })).rejects.toBe('gone');
    await expect(client.sources({ timeoutMs: 10 })).rejects.toThrow(ClientTimeoutError);
  });

  it('sends the headers of a function that is asked each time', async () => {
    let count = 0;
    const { client, server } = await start(() => sources, {
      headers: async () => ({ authorization: `Bearer ${++count}` }),
    });
    await client.sources();
    await client.sources();
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer 1', 'Bearer 2']);
  });
});

describe('no error holds the key', () => {
  const apiKey = 'secret-key-of-the-shop';

  it.each<[string, () => Promise<unknown>]>([
    ['where nobody listens', () => new Peoplegraph({ url: 'http://127.0.0.1:1/', apiKey, retries: 0 }).sources()],
    [
      'where fetch repeats its request',
      () =>
        new Peoplegraph({
          url: 'http://127.0.0.1:1/',
          apiKey,
          retries: 0,
          fetch: (_, init) =>
            Promise.reject(Object.assign(new TypeError(JSON.stringify([...(init.headers as Headers)])), { init })),
        }).sources(),
    ],
    ['where it is no key', async () => new Peoplegraph({ url: 'http://127.0.0.1:1/', apiKey: `${apiKey}\u20ac` })],
    [
      'where a header cannot be sent',
      () => new Peoplegraph({ url: 'http://127.0.0.1:1/', headers: { 'x-key': `${apiKey}\n` } }).sources(),
    ],
    ['where it is in the address', async () => new Peoplegraph({ url: `http://me:${apiKey}@127.0.0.1:1/` })],
    ['where the address is none', async () => new Peoplegraph({ url: `me:${apiKey}@:/:`.replace('me:', 'http://') })],
  ])('%s', async (_, call) => {
    const error: unknown = await call().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    const shown = (value: unknown): string => {
      const { message, stack, cause } = value as Error;
      return `${message}\n${stack ?? ''}\n${JSON.stringify(value)}${cause === undefined ? '' : shown(cause)}`;
    };
    expect(shown(error)).not.toContain(apiKey);
  });

  it('and nothing shows it of the client', async () => {
    const client = new Peoplegraph({ url: 'http://127.0.0.1:1/', apiKey });
    const { inspect } = await import('node:util');
    expect(inspect(client, { depth: 10, showHidden: true }) + JSON.stringify(client)).not.toContain(apiKey);
  });

  it('and a redirect does not get it', async () => {
    const { client, server } = await start(() => ({ status: 307, headers: { location: 'http://127.0.0.1:1/' } }), {
      apiKey,
    });
    await expect(client.sources()).rejects.toThrow(UnexpectedAnswerError);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${apiKey}`);
  });
});

describe('an error', () => {
  it('names what the network says, and that a repeat may succeed', async () => {
    const { client, server } = await start(() => sources, { retries: 0 });
    await server.close();
    const error: unknown = await client.sources().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ message: `No answer from ${server.url} (ECONNREFUSED).`, retryable: true });
  });

  it('of a code that this release does not know has the class that all of them share', async () => {
    const { client } = await start(() =>
      failed('sources', { code: 'OF_THE_FUTURE', retryable: false, vendor: 'NUMI' }),
    );
    const error: unknown = await client.sources().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'PeoplegraphError', code: 'OF_THE_FUTURE', vendor: 'NUMI' });
    expect(Object.getPrototypeOf(error)).toBe(PeoplegraphError.prototype);
  });

  it.each([{ timeoutMs: 0 }, { retries: -1 }, { retryDelayMs: Number.NaN }])(
    'says which setting is wrong: %j',
    (settings) => {
      expect(() => new Peoplegraph({ url: 'http://127.0.0.1/', ...settings })).toThrow(Object.keys(settings)[0]);
    },
  );

  it('says that a document is a syntax tree', () => {
    const { client } = { client: new Peoplegraph({ url: 'http://127.0.0.1/' }) };
    expect(() => client.request({ kind: 'Document' } as never)).toThrow("documentMode: 'string'");
  });
});
