import { startServer, type TestServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

it.each(['live', 'ready'])('/health/%s answers that it is, for GET and for HEAD', async (name) => {
  const response = await fetch(`${server.url}/health/${name}`);
  expect([response.status, await response.json()]).toEqual([200, { status: name }]);
  expect((await fetch(`${server.url}/health/${name}`, { method: 'HEAD' })).status).toBe(200);
});

it('/health/ready stays ready while every vendor is down', async () => {
  for (const simulator of Object.values(server.simulators)) simulator.setFaults({ outage: true });
  expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
  server.reset();
});

it('/ leads to /graphql', async () => {
  const response = await fetch(server.url, { redirect: 'manual' });
  expect([response.status, response.headers.get('location')]).toEqual([302, '/graphql']);
});

it('every answer carries a request id of its own', async () => {
  const paths = ['/graphql', '/health/live', '/', '/nothing'];
  const ids = await Promise.all(
    paths.map(async (path) => (await fetch(server.url + path, { redirect: 'manual' })).headers.get('x-request-id')),
  );
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-/);
  expect(new Set(ids).size).toBe(paths.length);
});

it('a request id that a caller sends is not taken over into the log', async () => {
  const { headers } = await server.ask('{ __typename }', {}, { 'request-id': 'forged', 'x-request-id': 'forged' });
  expect(headers.get('x-request-id')).not.toBe('forged');
});
