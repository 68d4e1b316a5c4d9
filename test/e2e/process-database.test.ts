import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encryptionKeyText } from '../store/support.js';
import { createDatabase, describeWithPostgres, type TestDatabase } from '../support/postgres.js';
import { buildService } from '../support/built-service.js';
import { untilThere } from '../support/until.js';
import { askProcess, type ServerProcess, startProcess } from '../support/process.js';

const joinChess = (userId: string) =>
  `mutation { addToGroup(input: { userId: "${userId}", groupId: "chess" }) { membership { userId } } }`;
const members = '{ groupMemberships(groupId: "chess", first: 10) { nodes { userId } } }';

describeWithPostgres('processes with DATABASE_URL', () => {
  let service: Awaited<ReturnType<typeof buildService>>;
  let database: TestDatabase;
  let directory: string;
  let servers: ServerProcess[];

  const start = (url = database.url): ServerProcess => {
    const server = startProcess(
      service.main,
      { DATABASE_URL: url, STORE_ENCRYPTION_KEYS: encryptionKeyText, SANDBOX: 'on' },
      directory,
    );
    servers.push(server);
    return server;
  };

  beforeAll(async () => {
    service = await buildService();
  });
  beforeEach(async () => {
    servers = [];
    database = await createDatabase();
    directory = await mkdtemp(join(tmpdir(), 'peoplegraph-process-'));
  });
  afterEach(async () => {
    for (const server of servers) server.kill('SIGKILL');
    await Promise.all(servers.map(({ exit }) => exit));
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  });

  it('share one store, and make none in the data directory', async () => {
    const urls = await Promise.all([start().url, start().url]);
    await Promise.all(urls.map((url, number) => askProcess(url, joinChess(`${number}`))));

    for (const url of urls)
      expect(await askProcess(url, members)).toMatchObject({
        data: { groupMemberships: { nodes: expect.arrayContaining([{ userId: '0' }, { userId: '1' }]) } },
      });
    expect(await readdir(directory)).toEqual([]);
    // What is played with in the sandbox is apart from what is real.
    const schemas = await database.query(`select nspname from pg_namespace where nspname ~ '^(sandbox|peoplegraph)'`);
    expect(schemas).toEqual([{ nspname: 'sandbox-chatwoot-user' }]);
  });

  it('stay up when all connections end, and find the store again', async () => {
    const server = start();
    const url = await server.url;
    await askProcess(url, joinChess('1'));
    await database.disconnectAll();
    await server.logged('a connection to PostgreSQL was lost');

    // Not all of them end at the same moment.
    const found = await untilThere(async () => {
      const { data, errors } = await askProcess(url, members);
      return errors === undefined ? data : undefined;
    }, 'The memberships');
    expect(found).toMatchObject({ groupMemberships: { nodes: [{ userId: '1' }] } });
  });

  it('end at the start where it cannot be reached, with one line that names it and shows nothing of it', async () => {
    const server = start('postgres://somebody:secret@127.0.0.1:1/people-of-mine');

    expect(await server.exit).toEqual({ code: 1, signal: null });
    expect(server.output).toEqual([]);
    expect(server.errorOutput).toEqual([expect.stringMatching(/^Peoplegraph cannot start\. DATABASE_URL: /)]);
    expect(server.errorOutput[0]).not.toMatch(/somebody|secret|people-of-mine/);
  });

  it('end at the start without a key that all of them have, with one line that names the variable', async () => {
    const server = startProcess(service.main, { DATABASE_URL: database.url, SANDBOX: 'on' }, directory);
    servers.push(server);

    expect(await server.exit).toEqual({ code: 1, signal: null });
    expect(server.output).toEqual([]);
    expect(server.errorOutput).toEqual([expect.stringMatching(/^Peoplegraph cannot start\. STORE_ENCRYPTION_KEYS: /)]);
    expect(await readdir(directory)).toEqual([]);
  });
});
