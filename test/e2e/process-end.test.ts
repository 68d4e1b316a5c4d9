import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHeldServer } from '../support/held-server.js';
import { buildService } from '../support/built-service.js';
import { askProcess, type ServerProcess, startProcess } from '../support/process.js';

let service: Awaited<ReturnType<typeof buildService>>;
let directory: string;
let numi: Awaited<ReturnType<typeof startHeldServer>>;
let started: ServerProcess[];
beforeAll(async () => {
  service = await buildService();
});
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'peoplegraph-process-'));
  numi = await startHeldServer();
  started = [];
});
afterEach(async () => {
  for (const { kill } of started) kill('SIGKILL');
  await Promise.all(started.map(({ exit }) => exit));
  await numi.close();
  await rm(directory, { recursive: true, force: true });
});

function start(): ServerProcess {
  const environment = { SANDBOX: 'on', NUMI_URL: numi.url, NUMI_API_KEY: 'key', VENDOR_TIMEOUT_MS: '30000' };
  const server = startProcess(service.main, { ...environment, OPERATION_TIMEOUT_MS: '30000' }, directory);
  started.push(server);
  return server;
}

const slowQuestion = '{ profile(phoneNumber: "+4930901820") { firstName } contact(id: "1") { firstName } }';
const profile = { phone_number: '+4930901820', first_name: 'Ada', metadata: {} };

it.each(['SIGTERM', 'SIGINT'] as const)(
  '%s ends the process with 0, after the request that is under way has its answer',
  async (signal) => {
    const server = start();
    const url = await server.url;
    const answer = askProcess(url, slowQuestion);
    const held = await numi.next();
    server.kill(signal);
    await server.logged('draining');

    // Nobody new is let in while the old one is waited for.
    await expect(askProcess(url, '{ __typename }')).rejects.toThrow();
    held.answer(200, { exists: true, profile });
    expect(await answer).toEqual({
      status: 200,
      data: { profile: { firstName: 'Ada' }, contact: { firstName: 'Ada' } },
    });
    expect(await server.exit).toEqual({ code: 0, signal: null });
  },
);

it('the log is complete after a signal, although its lines are gathered', async () => {
  const server = start();
  const url = await server.url;
  const asked = Array.from({ length: 20 }, (_, index) => askProcess(url, `query Ask${index} { __typename }`));
  await Promise.all(asked);
  server.kill('SIGTERM');
  await server.exit;
  expect(server.errorOutput.filter((line) => line.includes('"msg":"operation"'))).toHaveLength(20);
  expect(server.errorOutput.at(-1)).toContain('draining');
});

it('a second signal does not wait', async () => {
  const server = start();
  const answer = askProcess(await server.url, slowQuestion).catch(() => 'broken off');
  await numi.next();
  server.kill('SIGTERM');
  await server.logged('draining');
  server.kill('SIGTERM');

  expect(await server.exit).toEqual({ code: 1, signal: null });
  expect(await answer).toBe('broken off');
});

it('what Persio accepted can be read after the process was killed and started again', async () => {
  const first = start();
  const written = await askProcess(
    await first.url,
    'mutation { addToGroup(input: { userId: "7", groupId: "night owls", traits: { role: "founder" } }) { membership { id joinedAt } } }',
  );
  first.kill('SIGKILL');
  await first.exit;

  const second = start();
  const read = await askProcess(
    await second.url,
    '{ groupMembership(userId: "7", groupId: "night owls") { id joinedAt traits } }',
  );
  const { addToGroup } = written.data as { addToGroup: { membership: object } };
  expect(read.data).toEqual({ groupMembership: { ...addToGroup.membership, traits: { role: 'founder' } } });
});
