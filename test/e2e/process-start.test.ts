import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildService } from '../support/built-service.js';
import { askProcess, type ServerProcess, startProcess } from '../support/process.js';

let service: Awaited<ReturnType<typeof buildService>>;
let directory: string;
let started: ServerProcess[];
beforeAll(async () => {
  service = await buildService();
});
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'peoplegraph-process-'));
  started = [];
});
afterEach(async () => {
  for (const { kill } of started) kill('SIGKILL');
  await Promise.all(started.map(({ exit }) => exit));
  await rm(directory, { recursive: true, force: true });
});

function start(environment: Record<string, string> = {}): ServerProcess {
  const server = startProcess(service.main, environment, directory);
  started.push(server);
  return server;
}

const question = '{ contact(id: "1") { firstName } user(id: "1") { memberships { nodes { groupId } } } }';

describe('the process', () => {
  it('without a vendor starts on the sandbox, and says so in one line with the URL to open', async () => {
    const server = start();
    const url = await server.url;

    expect(server.output[0]).toBe(
      `Peoplegraph is ready, on the sandbox of Numi, Chatwoot, Perfex, Persio: open ${url}/graphql`,
    );
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await askProcess(url, question)).toMatchObject({
      status: 200,
      data: {
        contact: { firstName: 'Ada' },
        user: { memberships: { nodes: [{ groupId: 'mathematicians' }, { groupId: 'newsletter' }] } },
      },
    });
  });

  it('says where faults are switched, and that nobody needs a key', async () => {
    const server = start();
    await server.url;
    server.kill('SIGTERM');
    await server.exit;

    expect(server.output).toEqual([
      expect.stringContaining('is ready'),
      expect.stringMatching(/^Faults of the sandbox are switched at http:\/\/127\.0\.0\.1:\d+$/),
      expect.stringMatching(/^No API_KEYS are set/),
    ]);
  });

  it('with a vendor simulates nothing', async () => {
    const server = start({ NUMI_URL: 'http://127.0.0.1:9', NUMI_API_KEY: 'k' });

    expect((await server.url).length).toBeGreaterThan(0);
    expect(server.output[0]).toMatch(/^Peoplegraph is ready: http/);
  });

  it('reads a .env file beside it; the environment counts more', async () => {
    const hash = createHash('sha256').update('key').digest('hex');
    await writeFile(join(directory, '.env'), `API_KEYS=${hash}\nHOST=256.256.256.256\n`);
    const url = await start({ HOST: '127.0.0.1' }).url;

    expect((await askProcess(url, question)).status).toBe(401);
    expect((await askProcess(url, question, { authorization: 'Bearer key' })).status).toBe(200);
  });
});

describe('the process refuses to start', () => {
  /** It ends with 1 and says why in one line. */
  async function refusal(environment: Record<string, string>): Promise<string> {
    const server = start(environment);
    expect(await server.exit).toEqual({ code: 1, signal: null });
    expect(server.output).toEqual([]);
    expect(server.errorOutput).toHaveLength(1);
    return server.errorOutput[0] ?? '';
  }

  it.each([
    ['PORT', { PORT: 'eighty' }],
    ['NUMI_API_KEY', { NUMI_URL: 'https://numi.example' }],
    ['API_KEYS', { HOST: '0.0.0.0' }],
    ['HOST', { HOST: '256.256.256.256', API_KEYS: 'ab'.repeat(32) }],
  ])('with a bad value, and names %s', async (name, environment) => {
    expect(await refusal(environment as Record<string, string>)).toMatch(
      new RegExp(`^Peoplegraph cannot start\\. ${name}: `),
    );
  });

  it.each(['PORT', 'SANDBOX_CONTROL_PORT'])('where the port is taken, and names %s', async (name) => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };

    const line = await refusal({ [name]: `${port}` });
    expect(line).toContain(`${port}`);
    expect(line).toContain(`Set ${name}`);
    await new Promise((resolve) => other.close(resolve));
  });

  it('where another process holds the store, which goes on undisturbed', async () => {
    const first = start({ DATA_DIR: 'shared' });
    const url = await first.url;

    const line = await refusal({ DATA_DIR: 'shared' });
    expect(line).toMatch(/^Peoplegraph cannot start\. Another process holds the store in .+ DATA_DIR/);
    expect(await askProcess(url, question)).toMatchObject({ status: 200, data: { contact: { firstName: 'Ada' } } });
  });

  it('where DATA_DIR is no directory', async () => {
    await writeFile(join(directory, 'data'), 'a file');
    expect(await refusal({})).toMatch(/^Peoplegraph cannot start\. The store in .+ cannot be opened.+DATA_DIR/);
  });
});
