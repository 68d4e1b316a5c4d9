import type { FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Vendor } from '../../src/domain/vendor.js';
import { controlServer } from '../../src/sandbox/control.js';
import { type Simulator, startSimulator } from '../../src/vendors/simulator.js';

let numi: Simulator;
let control: FastifyInstance;
let port: number;
let seeded = 0;

beforeAll(async () => {
  numi = await startSimulator({
    vendor: Vendor.NUMI,
    key: 'key',
    quota: null,
    seed: () => {
      seeded += 1;
    },
    routes: (server) => server.get('/profiles/:phone', () => ({ exists: false })),
    overQuota: (reply) => reply.code(429).send({ error: 'quota' }),
  });
  control = controlServer({ NUMI: numi });
  await control.listen({ host: '127.0.0.1', port: 0 });
  ({ port } = control.server.address() as AddressInfo);
});

beforeEach(() => numi.reset());

afterAll(async () => {
  await control.close();
  await numi.close();
});

/** Not fetch: it sends the Host that it likes. */
async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const outgoing = request({
    port,
    method,
    path,
    host: '127.0.0.1',
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
  });
  outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  const answer = await text(incoming);
  return { status: incoming.statusCode, body: JSON.parse(answer) as Record<string, unknown> };
}

const callVendor = async () =>
  fetch(`${numi.origin}/profiles/%2B49?secret=1`, { headers: { authorization: 'Bearer key' } });

describe('the control server', () => {
  it('lists its routes with examples that name its own address', async () => {
    const { status, body } = await ask('GET', '/');
    expect(status).toBe(200);
    const routes = body['routes'] as { route: string; example: string }[];
    expect(routes.map(({ route }) => route)).toEqual([
      'GET /vendors',
      'PATCH /vendors/:vendor/faults',
      'GET /vendors/:vendor/calls?last=20',
      'POST /vendors/:vendor/reset',
      'POST /reset',
    ]);
    for (const { example } of routes) expect(example).toContain(`http://127.0.0.1:${port}/`);
    expect(Object.keys(body['faults'] as object).sort()).toEqual(Object.keys(numi.faults).sort());
  });

  it('lists the simulators with their faults and the number of calls', async () => {
    await callVendor();
    const { body } = await ask('GET', '/vendors');
    expect(body).toEqual([{ vendor: 'NUMI', url: numi.origin, faults: { ...numi.faults }, calls: 1 }]);
  });

  it('switches faults on and off while the simulator runs', async () => {
    expect((await ask('PATCH', '/vendors/numi/faults', { errorRate: 1, errorStatus: 500 })).status).toBe(200);
    expect((await callVendor()).status).toBe(500);
    // What is not sent stays.
    await ask('PATCH', '/vendors/numi/faults', { errorStatus: 502 });
    expect((await callVendor()).status).toBe(502);
    await ask('PATCH', '/vendors/numi/faults', { errorRate: 0, quota: 1 });
    expect((await callVendor()).status).toBe(200);
    expect((await callVendor()).status).toBe(429);
    await ask('PATCH', '/vendors/numi/faults', { quota: null, outage: true });
    await expect(callVendor()).rejects.toThrow();
    await ask('PATCH', '/vendors/numi/faults', { outage: false });
    expect((await callVendor()).status).toBe(200);
  });

  it('takes the name of a vendor in any case', async () => {
    for (const name of ['numi', 'NUMI', 'Numi'])
      expect((await ask('PATCH', `/vendors/${name}/faults`, { latency: 1 })).body).toMatchObject({ vendor: 'NUMI' });
  });

  it.each([
    ['a field that it does not know', { latencyy: 5 }, 'latencyy'],
    ['a share above one', { errorRate: 2 }, 'errorRate'],
    ['a status that is no failure', { errorStatus: 200 }, 'errorStatus'],
    ['a text for a number', { latency: '5' }, 'latency'],
    ['a number for a switch', { outage: 1 }, 'outage'],
    ['a quota below zero', { quota: -1 }, 'quota'],
    ['a body that is no object', [], 'body'],
    ['no body', undefined, 'body'],
  ])('refuses %s and names it, changing nothing', async (_, body, name) => {
    const answer = await ask('PATCH', '/vendors/numi/faults', body);
    expect(answer.status).toBe(400);
    expect(answer.body['error']).toContain(`${name}: `);
    expect(numi.faults).toMatchObject({ latency: 0, errorRate: 0, errorStatus: 503, outage: false, quota: null });
  });

  it('refuses a body that is not JSON', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/vendors/numi/faults`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect(answer.status).toBe(400);
  });

  it('shows the last calls without their headers and bodies', async () => {
    await callVendor();
    await callVendor();
    await ask('PATCH', '/vendors/numi/faults', { errorRate: 1 });
    await callVendor();
    const { body } = await ask('GET', '/vendors/numi/calls?last=2');
    expect(body).toEqual([
      { method: 'GET', url: '/profiles/%2B49?secret=1', status: 200 },
      { method: 'GET', url: '/profiles/%2B49?secret=1', status: 503 },
    ]);
    expect((await ask('GET', '/vendors/numi/calls')).body).toHaveLength(3);
    for (const last of ['0', 'all', ''])
      expect(await ask('GET', `/vendors/numi/calls?last=${last}`)).toMatchObject({
        status: 400,
        body: { error: expect.stringContaining('last: ') as unknown },
      });
  });

  it('resets one vendor, or all of them', async () => {
    for (const path of ['/vendors/numi/reset', '/reset']) {
      const seededBefore = seeded;
      await ask('PATCH', '/vendors/numi/faults', { malformed: true });
      await callVendor();
      expect((await ask('POST', path)).status).toBe(200);
      expect(numi.faults.malformed).toBe(false);
      expect(numi.calls).toEqual([]);
      expect(seeded).toBe(seededBefore + 1);
    }
  });

  it('answers 404 for a vendor that is not running, naming those that are, and for unknown routes', async () => {
    for (const [method, path] of [
      ['PATCH', '/vendors/perfex/faults'],
      ['GET', '/vendors/nobody/calls'],
      ['POST', '/vendors/toString/reset'],
    ] as const)
      expect(await ask(method, path)).toMatchObject({
        status: 404,
        body: { error: expect.stringContaining('Running: NUMI.') as unknown },
      });
    expect((await ask('GET', '/nothing')).status).toBe(404);
  });

  it('refuses names that were pointed at this machine, and pages of other origins', async () => {
    const foreign: Record<string, string>[] = [
      { host: 'attacker.example' },
      { host: `attacker.example:${port}` },
      { host: '127.0.0.1.attacker.example' },
      { host: '192.168.1.7' },
      { origin: 'https://attacker.example' },
      { origin: 'null' },
    ];
    for (const headers of foreign)
      for (const [method, path] of [
        ['GET', '/'],
        ['POST', '/reset'],
        ['GET', '/nothing'],
      ] as const)
        expect({ ...headers, status: (await ask(method, path, undefined, headers)).status }).toMatchObject({
          status: 403,
        });
    const own: Record<string, string>[] = [
      { host: 'localhost' },
      { host: `LOCALHOST:${port}` },
      { host: `[::1]:${port}` },
      { origin: `http://localhost:${port}` },
    ];
    for (const headers of own) expect((await ask('POST', '/reset', undefined, headers)).status).toBe(200);
  });
});
