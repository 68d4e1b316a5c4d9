import { createServer } from 'node:net';
import { Vendor } from '../../src/domain/vendor.js';
import { ErrorCode } from '../../src/errors.js';
import { TestClock } from '../support/clock.js';
import { vendorEnvironment } from '../support/vendor-environment.js';
import { blindPost, failure, read, repeatablePost, scopeOn, useScriptedVendor } from './support.js';

const vendor = useScriptedVendor({ skipsSleeps: true });
const fine = { status: 200, body: { fine: true } };

describe('a read', () => {
  it.each([408, 429, 500, 502, 503, 504])('that is answered %d is repeated until it succeeds', async (status) => {
    vendor.answers({ status }, { status }, fine);
    const answer = await vendor.http.send(read, scopeOn(vendor.clock, 60_000));

    expect(answer.body).toEqual({ fine: true });
    expect(vendor.requests).toHaveLength(3);
  });

  it.each([400, 401, 403, 404, 409, 422])('that is answered %d is not repeated', async (status) => {
    vendor.answers({ status }, fine);
    const answer = await vendor.http.send(read, scopeOn(vendor.clock));

    expect([answer.status, vendor.requests.length]).toEqual([status, 1]);
  });

  it('is repeated three times at the most', async () => {
    vendor.answers({ status: 503 });
    const answer = await vendor.http.send(read, scopeOn(vendor.clock, 60_000));

    expect([answer.status, vendor.requests.length, vendor.clock.slept.length]).toEqual([503, 4, 3]);
  });

  it('is not repeated where the answer is garbage: a repeat would be garbage again', async () => {
    vendor.answers({ status: 200, body: '{"exists": tr' }, fine);
    const { code } = await failure(vendor.http.send(read, scopeOn(vendor.clock)));

    expect([code, vendor.requests.length]).toEqual([ErrorCode.VENDOR_BAD_RESPONSE, 1]);
  });

  it('reports each attempt as a call', async () => {
    vendor.answers({ status: 503 }, fine);
    const scope = scopeOn(vendor.clock);
    await vendor.http.send(read, scope);

    expect(scope.cost.of(Vendor.NUMI)?.calls).toBe(2);
  });
});

describe('a write', () => {
  it.each([408, 429, 500, 503])('that may not be repeated is sent once, whatever the answer: %d', async (status) => {
    vendor.answers({ status }, fine);
    const answer = await vendor.http.send(blindPost, scopeOn(vendor.clock));

    expect([answer.status, vendor.requests.length]).toEqual([status, 1]);
  });

  it('that may be repeated is sent again as it was', async () => {
    vendor.answers({ status: 503 }, { status: 429 }, fine);
    await vendor.http.send(repeatablePost, scopeOn(vendor.clock, 60_000));

    expect(vendor.requests.map(({ method, text }) => [method, text])).toEqual(
      Array.from({ length: 3 }, () => ['POST', '{"a":1}']),
    );
  });
});

describe('a connection that is closed without an answer', () => {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.once('data', () => socket.destroy());
  });
  const connect = () => {
    const { port } = server.address() as { port: number };
    const clock = new TestClock(true);
    const http = vendorEnvironment({ retries: 3, clock }).open({
      vendor: Vendor.NUMI,
      baseUrl: `http://127.0.0.1:${port}`,
      headers: {},
    });
    return { http, scope: scopeOn(clock) };
  };
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  beforeEach(() => {
    connections = 0;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('is tried again by a read', async () => {
    const { http, scope } = connect();
    const { code } = await failure(http.send(read, scope));
    expect([code, connections]).toEqual([ErrorCode.VENDOR_UNAVAILABLE, 4]);
  });

  it('is not tried again by a write: it may have taken effect', async () => {
    const { http, scope } = connect();
    const { code, retryable } = await failure(http.send(blindPost, scope));
    expect([code, retryable, connections]).toEqual([ErrorCode.VENDOR_UNAVAILABLE, false, 1]);
  });
});

it('a read that the vendor does not answer in time is repeated', async () => {
  let asked = 0;
  const silent = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () => void (asked += 1));
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as { port: number };
  const clock = new TestClock(true);
  const http = vendorEnvironment({ retries: 1, timeoutMs: 1_000, clock }).open({
    vendor: Vendor.NUMI,
    baseUrl: `http://127.0.0.1:${port}`,
    headers: {},
  });

  const { code } = await failure(http.send(read, scopeOn(clock)));
  expect([code, asked]).toEqual([ErrorCode.VENDOR_TIMEOUT, 2]);
  await new Promise((resolve) => silent.close(resolve));
});
