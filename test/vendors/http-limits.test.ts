import { setMaxListeners } from 'node:events';
import type { CallScope } from '../../src/domain/scope.js';
import { Vendor } from '../../src/domain/vendor.js';
import { ErrorCode } from '../../src/errors.js';
import type { VendorRequest } from '../../src/vendors/answers.js';
import type { VendorHttp } from '../../src/vendors/http.js';
import { startHeldServer } from '../support/held-server.js';
import { callScope } from '../support/scope.js';
import { vendorEnvironment } from '../support/vendor-environment.js';

let server: Awaited<ReturnType<typeof startHeldServer>>;
beforeEach(async () => {
  server = await startHeldServer();
});
afterEach(() => server.close());

const connect = (concurrency: number): VendorHttp =>
  vendorEnvironment({ timeoutMs: 5_000, concurrency }).open({
    vendor: Vendor.CHATWOOT,
    baseUrl: server.url,
    headers: {},
  });

const request = (path: string): VendorRequest => ({ operation: 'users.get', method: 'GET', path });

function endableScope(): { scope: CallScope; end: () => void } {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return {
    scope: { ...callScope(60_000), signal: controller.signal },
    end: () => controller.abort(),
  };
}

describe('calls to one vendor', () => {
  it('are under way as many at once as the limit allows; the others follow in order', async () => {
    const http = connect(2);
    const answers = ['/1', '/2', '/3', '/4'].map((path) => http.send(request(path), callScope()));

    const first = await server.next();
    const second = await server.next();
    expect([first.url, second.url].sort()).toEqual(['/1', '/2']);
    first.answer(200, { asked: first.url });
    const third = await server.next();
    // Both were sent before the third was allowed: nothing else can be on its way.
    expect([third.url, server.untaken]).toEqual(['/3', 0]);
    second.answer(200, { asked: second.url });
    third.answer(200, { asked: '/3' });
    (await server.next()).answer(200, { asked: '/4' });

    const bodies = (await Promise.all(answers)).map(({ body }) => body);
    expect(bodies).toEqual(['/1', '/2', '/3', '/4'].map((asked) => ({ asked })));
  });

  it('end with their request: what is under way is broken off, what waits is never sent', async () => {
    const http = connect(1);
    const { scope, end } = endableScope();
    const underWay = http.send(request('/under-way'), scope);
    const waiting = http.send(request('/waiting'), scope);
    const held = await server.next();
    end();

    for (const call of [underWay, waiting])
      await expect(call).rejects.toMatchObject({ code: ErrorCode.DEADLINE_EXCEEDED, vendor: Vendor.CHATWOOT });
    await held.abandoned;
    // The place in the queue is free again, and the next call is the next that arrives.
    const next = http.send(request('/next'), callScope());
    const arrived = await server.next();
    expect(arrived.url).toBe('/next');
    arrived.answer(200, {});
    await next;
  });

  it('of a request that has ended already are not sent', async () => {
    const http = connect(1);
    const { scope, end } = endableScope();
    end();

    await expect(http.send(request('/late'), scope)).rejects.toMatchObject({ code: ErrorCode.DEADLINE_EXCEEDED });
    const next = http.send(request('/next'), callScope());
    const arrived = await server.next();
    expect(arrived.url).toBe('/next');
    arrived.answer(200, {});
    await next;
  });

  it('of other requests are not harmed when one request ends', async () => {
    const http = connect(2);
    const { scope, end } = endableScope();
    const ended = http.send(request('/ended'), scope);
    const other = http.send(request('/other'), callScope());
    const arrived = [await server.next(), await server.next()];
    end();
    await expect(ended).rejects.toMatchObject({ code: ErrorCode.DEADLINE_EXCEEDED });

    arrived.find(({ url }) => url === '/other')?.answer(200, { fine: true });
    expect((await other).body).toEqual({ fine: true });
  });
});
