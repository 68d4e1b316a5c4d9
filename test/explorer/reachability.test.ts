import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Pages } from '../../src/explorer/index.js';
import { Reachability } from '../../src/explorer/reachability.js';
import { buildGraphSchema } from '../../src/graphql/schema.js';
import { fastify } from 'fastify';
import { until } from '../support/until.js';

/** A port, and who listens at it. */
async function listener() {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.close();
    await once(server, 'close');
  };
  return { server, port, close };
}

describe('a host', () => {
  it('is reachable where it takes connections, and is not asked again for a while', async () => {
    const { server, port, close } = await listener();
    let connections = 0;
    server.on('connection', () => (connections += 1));
    const host = new Reachability({ host: '127.0.0.1', port, timeout: 5_000, lifetime: 60_000 });

    expect(await Promise.all([host.isReachable(), host.isReachable()])).toEqual([true, true]);
    await until(() => connections > 0);
    await close();
    expect(await host.isReachable()).toBe(true);
    expect(connections).toBe(1);
  });

  it('is not where nobody listens, and is asked again when the answer is old', async () => {
    const { port, close } = await listener();
    await close();
    const host = new Reachability({ host: '127.0.0.1', port, timeout: 5_000, lifetime: -1 });
    expect(await host.isReachable()).toBe(false);
    const server = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1');
    await once(server, 'listening');
    expect(await host.isReachable()).toBe(true);
    server.close();
  });

  it('is not where its name is unknown, or the time is up', async () => {
    const unknown = { host: 'nowhere.invalid', port: 443, lifetime: 60_000 };
    expect(await new Reachability({ ...unknown, timeout: 20_000 }).isReachable()).toBe(false);
    expect(await new Reachability({ ...unknown, timeout: 0 }).isReachable()).toBe(false);
  });
});

describe('EXPLORER=auto', () => {
  it.each([
    [true, 'Apollo Sandbox'],
    [false, 'explorer'],
  ])('with a host of Apollo Sandbox that is reachable: %s, is %s', async (reachable, title) => {
    const server = fastify();
    const pages = new Pages({
      schema: await buildGraphSchema(),
      explorer: 'auto',
      seeded: true,
      needsKey: false,
      isSandboxReachable: async () => reachable,
    });
    server.get('/graphql', (request, reply) => pages.sendExplorer(request, reply));
    const { body } = await server.inject('/graphql');
    expect(body).toContain(`<title>Peoplegraph: ${title}</title>`);
    await server.close();
  });
});
