import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { DeadlinePassed } from '../../src/domain/scope.js';
import { Vendor } from '../../src/domain/vendor.js';
import { ErrorCode } from '../../src/errors.js';
import type { VendorRequest } from '../../src/vendors/answers.js';
import type { VendorHttp } from '../../src/vendors/http.js';
import { deferred } from '../support/deferred.js';
import { callScope } from '../support/scope.js';
import { type EnvironmentOverrides, vendorEnvironment } from '../support/vendor-environment.js';

const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function listen(server: Server, host = '127.0.0.1'): Promise<number> {
  servers.push(server);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}

const answering = (answer: (request: IncomingMessage, response: ServerResponse) => void): Server =>
  createServer((request, response) => request.resume().on('end', () => answer(request, response)));

const connect = (baseUrl: string, options: EnvironmentOverrides = {}): VendorHttp =>
  vendorEnvironment({ timeoutMs: 5_000, ...options }).open({
    vendor: Vendor.NUMI,
    baseUrl,
    headers: { 'Api-Key': 'key' },
  });

const read: VendorRequest = { operation: 'profiles.get', method: 'GET', path: '/profiles/1' };
const write: VendorRequest = { operation: 'profiles.set', method: 'POST', path: '/profiles', json: { name: 'Zoë' } };

describe.each([
  ['a read', read],
  ['a read by POST', { ...write, readOnly: true }],
  ['a write', write],
])('%s', (_, request) => {
  it('carries its keys, its own headers, its query and its body, below the path of the base', async () => {
    const seen = deferred<{ url?: string; key: unknown; own: unknown; body: string }>();
    const server = createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const { url, headers } = incoming;
        seen.resolve({ url, key: headers['api-key'], own: headers['x-own'], body: Buffer.concat(chunks).toString() });
        response.end('{}');
      });
    });
    const port = await listen(server);
    const asked = { ...request, path: '/profiles/%2B49', query: { q: 'a b&c', page: 2 }, headers: { 'X-Own': 'own' } };
    await connect(`http://127.0.0.1:${port}/base/v2`).send(asked, callScope());

    expect(await seen.promise).toEqual({
      url: '/base/v2/profiles/%2B49?q=a+b%26c&page=2',
      key: 'key',
      own: 'own',
      body: request.json ? JSON.stringify(request.json) : '',
    });
  });

  it.each([
    ['localhost', undefined],
    ['[::1]', '::1'],
  ])('reaches a vendor at %s', async (name, host) => {
    const port = await listen(
      answering((_, response) => response.end('{"here":true}')),
      host ?? 'localhost',
    );
    const { body } = await connect(`http://${name}:${port}`).send(request, callScope());
    expect(body).toEqual({ here: true });
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('understands an answer that is compressed, asked or not, by %s', async (encoding, compress) => {
    const port = await listen(
      answering((_, response) => {
        response.writeHead(200, { 'content-encoding': encoding }).end(compress(JSON.stringify({ name: 'Zoë' })));
      }),
    );
    const { body } = await connect(`http://127.0.0.1:${port}`).send(request, callScope());
    expect(body).toEqual({ name: 'Zoë' });
  });

  it.each([
    ['that says it is compressed and is not', { 'content-encoding': 'gzip' }, '{"exists":true}'],
    ['that is cut off', { 'content-length': '100' }, '{"exists":true}'],
  ])('is VENDOR_UNAVAILABLE for an answer %s', async (_, headers, body) => {
    const port = await listen(
      answering((_, response) => {
        response.writeHead(200, headers);
        response.write(body, () => response.socket?.end());
      }),
    );
    await expect(connect(`http://127.0.0.1:${port}`).send(request, callScope())).rejects.toMatchObject({
      code: ErrorCode.VENDOR_UNAVAILABLE,
    });
  });

  it('puts text together that arrives in pieces, in the middle of a letter too', async () => {
    const bytes = Buffer.from(JSON.stringify({ name: 'Zoë' }));
    const port = await listen(
      answering((_, response) => {
        const middle = bytes.indexOf(0xc3) + 1;
        response.write(bytes.subarray(0, middle), () => setImmediate(() => response.end(bytes.subarray(middle))));
      }),
    );
    expect((await connect(`http://127.0.0.1:${port}`).send(request, callScope())).body).toEqual({ name: 'Zoë' });
  });

  it('is VENDOR_TIMEOUT where the answer comes in drops, each in time, and all of it is not', async () => {
    const gone = deferred();
    const port = await listen(
      answering((_, response) => {
        response.writeHead(200).flushHeaders();
        const drops = setInterval(() => response.write(' '), 10);
        response.on('close', () => {
          clearInterval(drops);
          gone.resolve();
        });
      }),
    );
    const call = connect(`http://127.0.0.1:${port}`, { timeoutMs: 1_000 }).send(request, callScope());
    await expect(call).rejects.toMatchObject({ code: ErrorCode.VENDOR_TIMEOUT });
    await gone.promise;
  });

  describe('to a vendor that lets us wait for the connection', () => {
    /** It accepts, and never says a word: TLS waits for it. */
    const silent = async (): Promise<string> => `https://127.0.0.1:${await listen(createTcpServer())}`;

    it('is VENDOR_TIMEOUT in its time', async () => {
      const call = connect(await silent(), { timeoutMs: 50 }).send(request, callScope());
      await expect(call).rejects.toMatchObject({ code: ErrorCode.VENDOR_TIMEOUT });
    });

    it('ends at once with its request', async () => {
      const controller = new AbortController();
      const url = await silent();
      const connected = deferred();
      servers.at(-1)?.once('connection', () => connected.resolve());
      const call = connect(url).send(request, { ...callScope(), signal: controller.signal });
      await connected.promise;
      controller.abort(new DeadlinePassed());
      await expect(call).rejects.toMatchObject({ code: ErrorCode.DEADLINE_EXCEEDED });
    });
  });

  it('is VENDOR_UNAVAILABLE where the vendor speaks no TLS, and where it speaks no HTTP', async () => {
    const server = createTcpServer((socket) => socket.once('data', () => socket.end('Good morning.\r\n\r\n')));
    const port = await listen(server);
    for (const scheme of ['http', 'https'])
      await expect(connect(`${scheme}://127.0.0.1:${port}`).send(request, callScope())).rejects.toMatchObject({
        code: ErrorCode.VENDOR_UNAVAILABLE,
        message: expect.stringMatching(/could not be reached \([A-Z_]+\)/),
      });
  });
});

describe('reads', () => {
  it('go over the same connections again, and over no more than there are calls at once', async () => {
    let connections = 0;
    const server = answering((_, response) => response.end('{}'));
    server.on('connection', () => (connections += 1));
    const http = connect(`http://127.0.0.1:${await listen(server)}`, { concurrency: 3 });
    for (let round = 0; round < 3; round += 1)
      await Promise.all(Array.from({ length: 10 }, () => http.send(read, callScope())));
    expect(connections).toBe(3);
  });

  it('survive a connection that the vendor has closed meanwhile', async () => {
    const server = answering((_, response) => response.end('{}'));
    const http = connect(`http://127.0.0.1:${await listen(server)}`, { concurrency: 1, retries: 1 });
    await http.send(read, callScope());
    const closed = Promise.all([...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    for (const socket of sockets) socket.destroy();
    await closed;
    expect(await http.send(read, callScope())).toMatchObject({ status: 200 });
  });

  it('survive a connection that the vendor closes while the request is on its way', async () => {
    let requests = 0;
    const server = answering((_, response) => {
      requests += 1;
      if (requests === 2) response.socket?.destroy();
      else response.end('{}');
    });
    const http = connect(`http://127.0.0.1:${await listen(server)}`, { concurrency: 1, retries: 1 });
    await http.send(read, callScope());
    expect(await http.send(read, callScope())).toMatchObject({ status: 200 });
    expect(requests).toBe(3);
  });

  it('that were given up leave their connection to nobody, and room for the next', async () => {
    let requests = 0;
    const arrived = deferred();
    const server = answering((_, response) => {
      requests += 1;
      if (requests === 1) arrived.resolve();
      else response.end('{"second":true}');
    });
    const http = connect(`http://127.0.0.1:${await listen(server)}`, { concurrency: 1 });
    const controller = new AbortController();
    const first = http.send(read, { ...callScope(), signal: controller.signal });
    await arrived.promise;
    controller.abort();
    await expect(first).rejects.toMatchObject({ code: ErrorCode.DEADLINE_EXCEEDED });
    expect((await http.send(read, callScope())).body).toEqual({ second: true });
  });
});
