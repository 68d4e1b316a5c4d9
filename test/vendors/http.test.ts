import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { Vendor } from '../../src/domain/vendor.js';
import { ErrorCode, VendorError } from '../../src/errors.js';
import type { VendorRequest } from '../../src/vendors/answers.js';
import type { VendorHttp } from '../../src/vendors/http.js';
import { startHeldServer } from '../support/held-server.js';
import { callScope } from '../support/scope.js';
import { type ScriptedAnswer, startScriptedServer } from '../support/scripted-server.js';
import { vendorEnvironment } from '../support/vendor-environment.js';

const secret = 'Bearer the-very-secret-key';
const phoneNumber = '%2B4930901820';

const read: VendorRequest = { operation: 'profiles.get', method: 'GET', path: `/profiles/${phoneNumber}` };
const write: VendorRequest = { operation: 'profiles.set', method: 'POST', path: '/profiles', json: { a: 1 } };

/** Reads and writes go through different clients: each behaviour is asked of both. */
const kinds: readonly (readonly [string, VendorRequest])[] = [
  ['a read', read],
  ['a read by POST', { ...write, readOnly: true }],
  ['a write', write],
];

let log: string[];
beforeEach(() => {
  log = [];
});

const connect = (baseUrl: string, options: { timeoutMs?: number; concurrency?: number } = {}): VendorHttp =>
  vendorEnvironment({
    timeoutMs: 5_000,
    logger: pino({ level: 'trace' }, { write: (line: string) => void log.push(line) }),
    ...options,
  }).open({ vendor: Vendor.NUMI, baseUrl, headers: { authorization: secret } });

/** The error of a call that has to fail; everything that a log of it could show is free of the key and of the path. */
async function failure(call: Promise<unknown>): Promise<VendorError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof VendorError)) throw new Error(`Not a vendor error: ${String(error)}`);
  for (const shown of [...everythingIn(error), ...log]) {
    expect(shown).not.toContain('the-very-secret-key');
    expect(shown).not.toContain('4930901820');
  }
  return error;
}

/** Each text that can be reached from an error, by its causes and its own properties, hidden ones included. */
function everythingIn(value: unknown, seen = new Set<unknown>()): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  return Reflect.ownKeys(value).flatMap((key) => everythingIn(Reflect.get(value, key) as unknown, seen));
}

async function withScript<Result>(
  answer: () => ScriptedAnswer,
  work: (url: string, requests: readonly unknown[]) => Promise<Result>,
): Promise<Result> {
  const server = await startScriptedServer(answer);
  try {
    return await work(server.url, server.requests);
  } finally {
    await server.close();
  }
}

describe.each(kinds)('an answer to %s', (_, request) => {
  it('of any status is handed on with its parsed body', async () => {
    await withScript(
      () => ({ status: 422, headers: { 'x-reason': 'because' }, body: { error: 'no' } }),
      async (url) => {
        const answer = await connect(url).send(request, callScope());
        expect([answer.status, answer.headers['x-reason'], answer.body]).toEqual([422, 'because', { error: 'no' }]);
        expect(answer.request).toBe(request);
      },
    );
  });

  it.each<[string, ScriptedAnswer, Partial<VendorRequest>]>([
    ['is empty', { status: 200 }, {}],
    ['is an error that is not JSON', { status: 502, body: '<h1>Bad Gateway</h1>' }, {}],
    ['is promised nothing about', { status: 200, body: 'ok' }, { answer: 'ignored' }],
  ])('that %s has no body', async (_, answer, more) => {
    await withScript(
      () => answer,
      async (url) => expect((await connect(url).send({ ...request, ...more }, callScope())).body).toBeUndefined(),
    );
  });

  it.each<[string, ScriptedAnswer, RegExp]>([
    ['a success that is not JSON', { status: 200, body: '<html>4930901820</html>' }, /a body that is not JSON/],
    ['JSON that is cut off', { status: 200, body: '{"exists": tr' }, /a body that is not JSON/],
    ['more than 16 MiB', { status: 200, body: 'x'.repeat(17 * 1024 * 1024) }, /larger than 16 MiB/],
  ])('of %s is VENDOR_BAD_RESPONSE', async (_, answer, detail) => {
    await withScript(
      () => answer,
      async (url) => {
        const { code, message, retryable } = await failure(connect(url).send(request, callScope()));
        expect([code, retryable]).toEqual([ErrorCode.VENDOR_BAD_RESPONSE, false]);
        expect(message).toMatch(detail);
      },
    );
  });

  it('that is small only while it is compressed is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`);
        socket.end(bomb);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };

    const { message } = await failure(connect(`http://127.0.0.1:${port}`).send(request, callScope()));
    expect(message).toMatch(/larger than 16 MiB/);
    await new Promise((resolve) => server.close(resolve));
  });

  it('that sends us elsewhere is not followed: the key would go along', async () => {
    await withScript(
      () => ({ status: 200, body: {} }),
      async (elsewhere, askedElsewhere) =>
        withScript(
          () => ({ status: 302, headers: { location: elsewhere } }),
          async (url) => {
            const { code, message } = await failure(connect(url).send(request, callScope()));
            expect(code).toBe(ErrorCode.VENDOR_BAD_RESPONSE);
            expect(message).toMatch(/a redirect/);
            expect(askedElsewhere).toEqual([]);
          },
        ),
    );
  });
});

describe('a vendor that gives no answer', () => {
  it.each<[string, VendorRequest, boolean, RegExp]>([
    ['a read', read, true, /Try again later/],
    ['a write', write, false, /may or may not have taken effect/],
    ['a write that may be repeated', { ...write, repeatable: true }, true, /may or may not have taken effect/],
  ])('in time is VENDOR_TIMEOUT for %s', async (_, request, retryable, advice) => {
    const server = await startHeldServer();
    const error = await failure(connect(server.url, { timeoutMs: 1_000 }).send(request, callScope()));

    expect(error).toMatchObject({ code: ErrorCode.VENDOR_TIMEOUT, vendor: Vendor.NUMI, retryable });
    expect(error.message).toMatch(/within 1000 ms/);
    expect(error.message).toMatch(advice);
    await (
      await server.next()
    ).abandoned;
    await server.close();
  });

  it.each(kinds)(
    'to %s because nothing listens there is VENDOR_UNAVAILABLE, with the reason',
    async (kind, request) => {
      const server = await startScriptedServer(() => ({ status: 200 }));
      await server.close();

      const error = await failure(connect(server.url).send(request, callScope()));
      expect(error).toMatchObject({ code: ErrorCode.VENDOR_UNAVAILABLE, retryable: kind !== 'a write' });
      expect(error.message).toContain('ECONNREFUSED');
    },
  );

  it.each(kinds)('to %s because its name is unknown is VENDOR_UNAVAILABLE', async (_, request) => {
    // How long that takes is the resolver's business.
    const vendor = connect('http://numi.invalid', { timeoutMs: 25_000 });
    const error = await failure(vendor.send(request, callScope(28_000)));
    expect(error.code).toBe(ErrorCode.VENDOR_UNAVAILABLE);
  });

  it.each(kinds)('to %s because it hangs up is VENDOR_UNAVAILABLE, and is asked once', async (_, request) => {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.once('data', () => socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };

    const { code } = await failure(connect(`http://127.0.0.1:${port}`).send(request, callScope()));
    expect([code, connections]).toEqual([ErrorCode.VENDOR_UNAVAILABLE, 1]);
    await new Promise((resolve) => server.close(resolve));
  });
});
