import { readFile } from 'node:fs/promises';
import { assetFiles } from '../../src/explorer/asset-files.js';
import { startServer, type TestServer } from '../support/server.js';

const asBrowser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const visit = (server: TestServer, path: string, headers: Record<string, string> = {}) =>
  fetch(server.url + path, { headers: { ...asBrowser, ...headers } });

/** What the page hands to its script. */
async function settingsOf(response: Response) {
  const [, text = ''] =
    /<script type="application\/json" id="settings">(.*?)<\/script>/s.exec(await response.text()) ?? [];
  return JSON.parse(text);
}

describe('the pages', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ EXPLORER: 'sandbox' });
  });
  afterAll(() => server.close());

  it.each(['/explorer', '/docs'])('%s may load nothing from elsewhere', async (path) => {
    const response = await visit(server, path);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|\*/);
    const loaded = [...(await response.text()).matchAll(/<(?:link|script|img)[^>]* (?:src|href)="([^"]+)"/g)];
    const addresses = loaded.map(([, address = '']) => address);
    expect(addresses.filter((address) => !/^assets\/[\w.-]+\?v=[0-9a-f]{16}$/.test(address))).toEqual([]);
    expect(addresses.length).toBeGreaterThan(3);
  });

  it('are asked for again each time, and sent again only where they have changed', async () => {
    const first = await visit(server, '/docs');
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toBe('no-cache');
    expect(first.headers.get('vary')).toContain('accept-encoding');

    const second = await visit(server, '/docs', { 'if-none-match': `"another", W/${etag}` });
    expect([second.status, await second.text()]).toEqual([304, '']);
    expect((await visit(server, '/docs', { 'if-none-match': '"another"' })).status).toBe(200);
  });

  it('come compressed to whom that helps, and plain to others', async () => {
    const plain = await visit(server, '/docs', { 'accept-encoding': 'identity' });
    const compressed = await visit(server, '/docs', { 'accept-encoding': 'br, gzip' });
    const refused = await visit(server, '/docs', { 'accept-encoding': 'gzip;q=0, identity' });

    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(refused.headers.get('content-encoding')).toBeNull();
    expect(compressed.headers.get('content-encoding')).toBe('gzip');
    expect(compressed.headers.get('etag')).not.toBe(plain.headers.get('etag'));
    expect(await compressed.text()).toBe(await plain.text());
  });

  it('name files that are there and may be kept for a year, as long as they are those of now', async () => {
    for (const path of ['/explorer', '/docs', '/apollo-sandbox']) {
      const page = await (await visit(server, path)).text();
      const files = page.match(/assets\/[\w.-]+\?v=[0-9a-f]{16}/g) ?? [];
      expect(files.length).toBeGreaterThan(3);
      for (const file of files) {
        const response = await fetch(`${server.url}/${file}`);
        expect([file, response.status]).toEqual([file, 200]);
        expect([file, response.headers.get('cache-control')]).toEqual([file, 'public, max-age=31536000, immutable']);
      }
    }
    const old = await fetch(`${server.url}/assets/docs.css?v=0123456789abcdef`);
    expect(old.headers.get('cache-control')).toBe('no-cache');
    expect(old.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['answers.json', 'vendor-traps.md', 'nothing.js', '..%2Fpackage.json', '%2e%2e%2fpackage.json'])(
    'have no file %s',
    async (name) => {
      expect((await fetch(`${server.url}/assets/${name}`)).status).toBe(404);
    },
  );

  it('leave a query in the address to the API, whoever asks', async () => {
    const response = await visit(server, '/graphql?query=%7B__typename%7D', { 'apollo-require-preflight': 'yes' });
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
  });

  it('hand Apollo Sandbox one document of all its examples, with their variables and a place for a key', async () => {
    const { initialState } = await settingsOf(await visit(server, '/graphql'));
    expect(initialState.headers).toEqual({ Authorization: 'Bearer <your API key>' });
    for (const name of ['Person', 'CustomerContacts', 'UpdateContact', 'UpsertPerson', 'Sources']) {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...initialState.headers },
        body: JSON.stringify({ query: initialState.document, operationName: name, variables: initialState.variables }),
      });
      const answer = await response.json();
      expect([name, answer]).toEqual([name, { data: expect.any(Object) }]);
    }
  });
});

describe('EXPLORER', () => {
  it.each([
    { value: 'sandbox', page: 'Apollo Sandbox', paths: 200 },
    { value: 'offline', page: 'explorer', paths: 404 },
  ])('$value puts $page at /graphql', async ({ value, page, paths }) => {
    const server = await startServer({ EXPLORER: value });
    try {
      const text = await (await visit(server, '/graphql')).text();
      expect(text).toContain(`<title>Peoplegraph: ${page}</title>`);
      expect(text.includes('apollo')).toBe(value === 'sandbox');
      expect((await visit(server, '/apollo-sandbox')).status).toBe(paths);
    } finally {
      await server.close();
    }
  });
});

describe('with API keys', () => {
  it('the pages and their files are there for everybody, and the API is not', async () => {
    const server = await startServer({ EXPLORER: 'offline', API_KEYS: 'a'.repeat(64) });
    try {
      for (const path of ['/graphql', '/explorer', '/docs', '/assets/graphiql.js', '/assets/schema.json']) {
        expect([path, (await visit(server, path)).status]).toEqual([path, 200]);
      }
      expect((await server.ask('{ __typename }')).status).toBe(401);
      expect(await (await visit(server, '/explorer')).text()).toContain('Needs an API key');
    } finally {
      await server.close();
    }
  });
});

describe('with a real vendor', () => {
  it('no example names somebody: what is theirs is a placeholder', async () => {
    const server = await startServer({ NUMI_URL: 'http://127.0.0.1:9', NUMI_API_KEY: 'key', EXPLORER: 'offline' });
    try {
      const { examples } = await settingsOf(await visit(server, '/explorer'));
      const variables = (name: string) =>
        examples.find((example: { name: string }) => example.name === name)?.variables as unknown;
      expect(variables('Person')).toEqual({ who: { phoneNumber: '<phoneNumber>' } });
      expect(variables('UpdateContact')).toEqual({
        contact: { id: '<id>', title: '<title>', permissions: ['INVOICES', 'PROJECTS'] },
      });
      expect(variables('LinkRecords')).toEqual({
        records: [
          { vendor: 'CHATWOOT', recordId: '<recordId>' },
          { vendor: 'PERFEX', recordId: '<recordId>' },
        ],
      });
      expect(variables('AccountUsers')).toEqual({ accountId: '<accountId>', first: 2 });
      expect(variables('Write')).toEqual({ id: '<id>' });
    } finally {
      await server.close();
    }
  });
});

describe('the image', () => {
  it('is built from every file that its pages need', async () => {
    const [dockerfile, ignored] = await Promise.all(
      ['Dockerfile', '.dockerignore'].map((name) => readFile(name, 'utf8')),
    );
    for (const { from } of assetFiles.filter((file) => !/^(?:src|node_modules)\//.test(file.from))) {
      expect([from, dockerfile?.includes(from), ignored?.includes(`!${from}\n`)]).toEqual([from, true, true]);
    }
  });
});
