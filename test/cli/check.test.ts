import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openStore } from '../../src/store/index.js';
import { startHeldServer } from '../support/held-server.js';
import { createDatabase, describeWithPostgres } from '../support/postgres.js';
import { describeWithRedis } from '../support/redis.js';
import { type ScriptedAnswer, startScriptedServer } from '../support/scripted-server.js';
import { startServer, type TestServer } from '../support/server.js';
import { environmentOf } from '../support/simulated-vendors.js';
import { encryptionKeyText, storeFile } from '../store/support.js';
import { useCommand } from './commands.js';

interface Finding {
  readonly name: string;
  readonly state: string;
  readonly variable: string | null;
  readonly message: string;
  readonly action: string | null;
}

const command = useCommand();
let server: TestServer;
let vendors: Record<string, string>;
beforeAll(async () => {
  server = await startServer();
  const { numi, chatwoot, perfex, persio } = server.simulators;
  vendors = environmentOf([numi, chatwoot, perfex, persio]);
});
beforeEach(() => server.reset());
afterAll(() => server.close());

/** What a check with these variables found, by name. */
async function check(environment: Record<string, string>, ...parameters: string[]) {
  const { code, output, errors } = await command.run(['check', '--json', ...parameters], { PORT: '0', ...environment });
  expect(errors).toBe('');
  const { ok, checks } = JSON.parse(output) as { ok: boolean; checks: Finding[] };
  return { code, ok, checks, output, of: (name: string) => checks.filter((finding) => finding.name === name) };
}

describe('peoplegraph check', () => {
  it('finds nothing wrong without any vendor, and makes no store', async () => {
    const { code, output, errors } = await command.run(['check'], { PORT: '0' });

    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toMatch(/^Configuration +ok +Every variable is valid/);
    expect(output).toMatch(/^Numi +- +The sandbox simulates it\.$/m);
    expect(await readdir(command.directory)).toEqual([]);
  });

  it('reaches each vendor, without writing to any, and says what cannot be known', async () => {
    const { code, ok, of } = await check(vendors);

    expect({ code, ok }).toEqual({ code: 0, ok: true });
    expect(['Numi', 'Chatwoot', 'Perfex'].map((name) => of(name)[0]?.state)).toEqual(['OK', 'OK', 'OK']);
    expect(of('Persio')).toMatchObject([{ state: 'UNKNOWN', message: expect.stringContaining('takes writes only') }]);
    const calls = Object.values(server.simulators).flatMap((simulator) => [...simulator.calls]);
    expect(calls.map(({ method, url }) => `${method} ${url}`).sort()).toEqual([
      'GET /platform/api/v1/users/2147483647',
      'GET /profiles/%2B12025550100',
      'GET /v1/',
      'POST /api/batch',
    ]);
  });

  it('proves Numi by a number that has a profile', async () => {
    expect((await check(vendors, '--phone', '030 901820')).of('Numi')).toMatchObject([{ state: 'OK' }]);
    expect((await command.run(['check', '--phone', 'x'], vendors)).code).toBe(2);
  });

  it('names everything that is wrong with the variables at once, without their values', async () => {
    const { code, checks, output } = await check({
      PORT: 'eighty',
      NUMI_URL: 'ftp://numi.example',
      PERFEX_TOKEN: 'secret-token',
      NUMI_APIKEY: 'secret-key',
      HOST: '0.0.0.0',
    });

    expect(code).toBe(1);
    expect(checks.map(({ state, variable }) => [state, variable])).toEqual([
      ['FAILED', 'NUMI_APIKEY'],
      ['FAILED', 'PORT'],
      ['FAILED', 'NUMI_URL'],
      ['FAILED', 'NUMI_API_KEY'],
      ['FAILED', 'PERFEX_URL'],
      ['FAILED', 'API_KEYS'],
    ]);
    expect(output).not.toMatch(/secret|eighty|ftp/);
  });

  it('tells a running server from a port that somebody else has', async () => {
    const { port } = new URL(server.url);
    expect((await check({ PORT: port })).of('Server')).toMatchObject([
      { state: 'OK', message: `It runs, on port ${port}.` },
    ]);
    const other = await startScriptedServer(() => ({ status: 200, body: 'hello' }));
    const { code, of } = await check({ PORT: new URL(other.url).port });
    await other.close();
    expect([code, of('Server')]).toMatchObject([1, [{ state: 'FAILED', variable: 'PORT' }]]);
  });
});

describe('peoplegraph check, of a vendor', () => {
  const urls = { NUMI: 'NUMI_URL', CHATWOOT: 'CHATWOOT_URL', PERFEX: 'PERFEX_URL', PERSIO: 'PERSIO_URL' } as const;
  const keys = { NUMI: 'NUMI_API_KEY', CHATWOOT: 'CHATWOOT_TOKEN', PERFEX: 'PERFEX_TOKEN', PERSIO: 'PERSIO_WRITE_KEY' };
  const names = { NUMI: 'Numi', CHATWOOT: 'Chatwoot', PERFEX: 'Perfex', PERSIO: 'Persio' };
  type Name = keyof typeof urls;
  const all = Object.keys(urls) as Name[];
  const secret = 'secret-of-the-test';
  const at = (vendor: Name, url: string): Record<string, string> => ({ [urls[vendor]]: url, [keys[vendor]]: secret });

  /** What is found of a vendor that answers everything in one way. */
  async function answering(vendor: Name, answer: ScriptedAnswer): Promise<Finding | undefined> {
    const vendorServer = await startScriptedServer(() => answer);
    const { of, output } = await check(at(vendor, vendorServer.url));
    await vendorServer.close();
    expect(output).not.toContain(secret);
    return of(names[vendor])[0];
  }

  it.each(['NUMI', 'CHATWOOT', 'PERFEX'] as const)('%s does not accept a wrong key', async (vendor) => {
    const { code, of, output } = await check({ ...vendors, [keys[vendor]]: secret });
    expect([code, of(names[vendor])]).toMatchObject([
      1,
      [{ state: 'FAILED', variable: keys[vendor], message: expect.stringContaining('(401)') }],
    ]);
    expect(output).not.toContain(secret);
  });

  it.each(all)('%s: nobody listens there', async (vendor) => {
    const { code, of } = await check(at(vendor, 'http://127.0.0.1:9'));
    expect([code, of(names[vendor])]).toMatchObject([
      1,
      [{ variable: urls[vendor], message: expect.stringContaining('(ECONNREFUSED)') }],
    ]);
  });

  it('no host has the name', async () => {
    const { of } = await check({ ...at('NUMI', 'http://numi.invalid'), VENDOR_TIMEOUT_MS: '60000' });
    expect(of('Numi')).toMatchObject([
      { variable: 'NUMI_URL', message: expect.stringMatching(/^No host has the name .*\((ENOTFOUND|EAI_AGAIN)\)/) },
    ]);
  });

  it('an http server behind https, and a certificate that nobody trusts', async () => {
    const plain = await startScriptedServer(() => ({ status: 200 }));
    const wrong = await check(at('CHATWOOT', plain.url.replace('http:', 'https:')));
    await plain.close();
    expect(wrong.of('Chatwoot')).toMatchObject([
      { variable: 'CHATWOOT_URL', action: expect.stringContaining('http:// or https://') },
    ]);

    const directory = command.directory;
    await promisify(execFile)('openssl', [
      'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost',
      '-keyout', join(directory, 'tls.key'), '-out', join(directory, 'tls.crt'),
    ]); // prettier-ignore
    const { readFile } = await import('node:fs/promises');
    const tls = createTlsServer({
      key: await readFile(join(directory, 'tls.key')),
      cert: await readFile(join(directory, 'tls.crt')),
    });
    await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
    const { of } = await check(at('PERFEX', `https://127.0.0.1:${(tls.address() as AddressInfo).port}`));
    tls.close();
    expect(of('Perfex')).toMatchObject([
      { variable: 'PERFEX_URL', message: expect.stringMatching(/certificate .* not trusted \(/) },
    ]);
  });

  it.each(all)('%s does not answer in time', async (vendor) => {
    const silent = await startHeldServer();
    const { of } = await check({ ...at(vendor, silent.url), VENDOR_TIMEOUT_MS: '200' });
    await silent.close();
    expect(of(names[vendor])).toMatchObject([
      { state: 'FAILED', variable: urls[vendor], message: expect.stringContaining('within 200 ms') },
    ]);
  });

  it.each(all)('%s is out of order, which no variable mends', async (vendor) => {
    expect(await answering(vendor, { status: 503 })).toMatchObject({
      state: 'FAILED',
      variable: null,
      message: expect.stringContaining('(503)'),
    });
  });

  it.each(all)('%s has no quota left', async (vendor) => {
    expect(await answering(vendor, { status: 429, headers: { 'retry-after': '7' } })).toMatchObject({
      state: 'FAILED',
      variable: null,
      message: expect.stringContaining('in 7 s'),
    });
  });

  it('Perfex says by a 401 that its quota is used up', async () => {
    const body = { status: false, error: 'This API key has reached the time limit for this method' };
    expect(await answering('PERFEX', { status: 401, body })).toMatchObject({
      variable: null,
      message: expect.stringContaining('quota'),
    });
  });

  it.each(['NUMI', 'CHATWOOT', 'PERFEX'] as const)('%s forbids the call', async (vendor) => {
    expect(await answering(vendor, { status: 403, body: { status: false } })).toMatchObject({
      state: 'FAILED',
      variable: keys[vendor],
    });
  });

  it.each(['CHATWOOT', 'PERFEX'] as const)('%s is not at this path, where a page is missing', async (vendor) => {
    expect(await answering(vendor, { status: 404, body: '<html>Not Found</html>' })).toMatchObject({
      state: 'FAILED',
      variable: urls[vendor],
      action: expect.stringContaining('root of the installation'),
    });
  });

  it('what is at the path of Numi may be missing, or the profile: nobody can tell', async () => {
    expect(await answering('NUMI', { status: 404, body: '<html>Not Found</html>' })).toMatchObject({
      state: 'UNKNOWN',
    });
  });

  it.each(['NUMI', 'CHATWOOT', 'PERFEX'] as const)('%s is not at this path, where a page answers', async (vendor) => {
    expect(await answering(vendor, { status: 200, body: '<html>Welcome</html>' })).toMatchObject({
      state: 'FAILED',
      variable: urls[vendor],
    });
  });

  it.each(all)('%s redirects elsewhere, where the key is not sent', async (vendor) => {
    expect(await answering(vendor, { status: 301, headers: { location: 'http://127.0.0.1:9/' } })).toMatchObject({
      state: 'FAILED',
      variable: urls[vendor],
      message: expect.stringContaining('a redirect'),
    });
  });

  it("takes another app's user at Chatwoot for a good token", async () => {
    expect(await answering('CHATWOOT', { status: 401, body: { error: 'Non permissible resource' } })).toMatchObject({
      state: 'OK',
    });
  });

  it('says of Perfex that it is of version 2', async () => {
    const old = await startScriptedServer(({ url }) =>
      url === '/api/batch'
        ? { status: 404, body: '<html>Not Found</html>' }
        : { status: 404, body: { status: false, message: 'No data were found' } },
    );
    const { code, of } = await check(at('PERFEX', old.url));
    await old.close();
    expect([code, of('Perfex')]).toMatchObject([
      0,
      [{ state: 'OK', message: expect.stringContaining('older than version 3') }],
    ]);
  });

  it('shows no key of theirs in what people read', async () => {
    const { output, code } = await command.run(['check'], { PORT: '0', ...at('NUMI', 'http://127.0.0.1:9') });
    expect(code).toBe(1);
    expect(output).toMatch(/^Numi +FAILED +NUMI_URL: Numi cannot be reached \(ECONNREFUSED\)\.\n +Correct the host/m);
    expect(output).not.toContain(secret);
  });

  it('is ended by Ctrl-C', async () => {
    const silent = await startHeldServer();
    const child = command.start(['check'], { PORT: '0', ...at('NUMI', silent.url), VENDOR_TIMEOUT_MS: '60000' });
    const { abandoned } = await silent.next();
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    await abandoned;
    await silent.close();
  });
});

describe('peoplegraph check, of the store', () => {
  const directory = (name: string): string => join(command.directory, name);
  const NUMI = { NUMI_URL: 'http://127.0.0.1:9', NUMI_API_KEY: 'k' };

  it('says that it can be used, and leaves it as it is', async () => {
    const store = await openStore(directory('fine'), storeFile);
    await store.close();
    expect((await check({ ...NUMI, DATA_DIR: directory('fine') })).of('Store')).toMatchObject([
      { state: 'OK', message: expect.stringContaining('can be used') },
    ]);
    expect((await readdir(directory('fine'))).sort()).toEqual(['encryption.key', storeFile]);
  });

  it('says that another process holds it, which is right where that is the server', async () => {
    const store = await openStore(directory('held'), storeFile);
    const environment = { ...NUMI, DATA_DIR: directory('held') };
    const stranger = await check(environment);
    const serving = await check({ ...environment, PORT: new URL(server.url).port });
    await store.close();

    expect(stranger.of('Store')).toMatchObject([{ state: 'FAILED', variable: 'DATA_DIR' }]);
    expect(serving.of('Store')).toMatchObject([
      { state: 'OK', message: expect.stringContaining('the running server holds it') },
    ]);
  });

  it('finds a directory that is none, a store that is none, and a key that is none', async () => {
    await writeFile(directory('file'), '');
    expect((await check({ DATA_DIR: directory('file') })).of('Store')).toMatchObject([
      { state: 'FAILED', variable: 'DATA_DIR' },
    ]);
    await mkdir(directory('broken'));
    await writeFile(
      join(directory('broken'), storeFile),
      'this is no database at all, and it is long enough to be seen',
    );
    expect((await check({ ...NUMI, DATA_DIR: directory('broken') })).of('Store')).toMatchObject([
      { state: 'FAILED', variable: 'DATA_DIR' },
    ]);
    await mkdir(directory('keyless'));
    await writeFile(join(directory('keyless'), 'encryption.key'), 'short');
    expect((await check({ DATA_DIR: directory('keyless') })).of('Store')).toMatchObject([
      { state: 'FAILED', variable: 'STORE_ENCRYPTION_KEYS' },
    ]);
  });
});

describeWithPostgres('peoplegraph check, of a store in PostgreSQL', () => {
  it('makes no tables, and says what is missing', async () => {
    const database = await createDatabase();
    const environment = { DATABASE_URL: database.url, STORE_ENCRYPTION_KEYS: encryptionKeyText };
    const fresh = await check(environment);
    const [{ tables }] = (await database.query<{ tables: number }>(
      "select count(*)::int as tables from information_schema.tables where table_schema like 'peoplegraph%' or table_schema like 'sandbox%'",
    )) as [{ tables: number }];
    const keyless = await check({ DATABASE_URL: database.url });
    await database.drop();
    const gone = await check(environment);

    expect([fresh.code, fresh.of('Store')]).toMatchObject([
      0,
      [{ state: 'OK', message: expect.stringContaining('no store yet') }],
    ]);
    expect(tables).toBe(0);
    expect(keyless.of('Store')).toMatchObject([{ state: 'FAILED', variable: 'STORE_ENCRYPTION_KEYS' }]);
    expect(gone.of('Store')).toMatchObject([{ state: 'FAILED', variable: 'DATABASE_URL' }]);
    expect(gone.output).not.toContain(encryptionKeyText.slice(10));
  });
});

describeWithRedis('peoplegraph check, of Redis', ({ url }) => {
  it('asks whether it is there, and does not show its password', async () => {
    expect((await check({ REDIS_URL: url })).of('Redis')).toMatchObject([{ state: 'OK' }]);
    const { code, of, output } = await check({ REDIS_URL: 'redis://:hunter2@127.0.0.1:9' });
    expect([code, of('Redis')]).toMatchObject([
      1,
      [{ state: 'FAILED', variable: 'REDIS_URL', message: expect.stringContaining('ECONNREFUSED') }],
    ]);
    expect(output).not.toContain('hunter2');
  });
});
