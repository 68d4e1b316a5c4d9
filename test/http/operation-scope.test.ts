import { once } from 'node:events';
import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DeadlinePassed } from '../../src/domain/scope.js';
import { Audience } from '../../src/http/audience.js';
import { OperationScope } from '../../src/http/request-scope.js';

const server = createServer();
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** A client that waits for an answer, and is never given one. */
async function client() {
  const arrived = once(server, 'request');
  const sent = request({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
  sent.on('error', () => undefined).end();
  const [, response] = (await arrived) as [unknown, ServerResponse];
  const hangUp = async (): Promise<void> => {
    const closed = once(response, 'close');
    sent.destroy();
    await closed;
  };
  return { response, hangUp };
}

async function open(timeoutMs: number) {
  const audience = new Audience();
  const { response, hangUp } = await client();
  audience.join(response);
  const scope = new OperationScope('1', {}, false, { timeoutMs, reserveMs: 0 }, audience);
  return { scope, audience, hangUp };
}

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

it('an operation whose signal nobody asks for has no clock, and neither has one that is closed', async () => {
  const { scope } = await open(10_000);
  const { scope: other } = await open(10_000);
  const before = timers();
  expect(scope.signal.aborted).toBe(false);
  expect(timers()).toBe(before + 1);
  scope.close();
  expect(timers()).toBe(before);

  other.close();
  expect(other.signal.aborted).toBe(false);
  expect(timers()).toBe(before);
});

it('the signal is one and the same, and aborts at the deadline, whenever it was first asked for', async () => {
  const { scope } = await open(500);
  const waited = AbortSignal.timeout(50);
  await once(waited, 'abort');
  const { signal } = scope;
  expect(scope.signal).toBe(signal);
  if (!signal.aborted) await once(signal, 'abort');
  expect(Date.now()).toBeGreaterThanOrEqual(scope.deadline - 2);
  expect(signal.reason).toBeInstanceOf(DeadlinePassed);
});

it('a signal that is first asked for after the deadline has aborted', async () => {
  const { scope } = await open(-1);
  expect(scope.signal.reason).toBeInstanceOf(DeadlinePassed);
});

it.each(['before', 'after'])(
  'a hang-up %s the signal is asked for aborts it, and not with the deadline',
  async (when) => {
    const { scope, hangUp } = await open(10_000);
    scope.cancelWhenClientHangsUp();
    if (when === 'after') expect(scope.signal.aborted).toBe(false);
    await hangUp();
    expect(scope.signal.aborted).toBe(true);
    expect(scope.signal.reason).not.toBeInstanceOf(DeadlinePassed);
    scope.close();
  },
);

it('a hang-up ends nothing that may not be cancelled, such as a mutation', async () => {
  const { scope, hangUp } = await open(10_000);
  expect(scope.signal.aborted).toBe(false);
  await hangUp();
  expect(scope.signal.aborted).toBe(false);
  scope.close();
});

it('only the last of several clients takes the operation along', async () => {
  const { scope, audience, hangUp } = await open(10_000);
  scope.cancelWhenClientHangsUp();
  const other = await client();
  audience.join(other.response);
  await hangUp();
  expect([scope.signal.aborted, audience.hasLeft]).toEqual([false, false]);
  await other.hangUp();
  expect([scope.signal.aborted, audience.hasLeft]).toEqual([true, true]);
  scope.close();
});
