import { type AuditResult, auditServer } from 'graphql-http';
import { hash } from 'node:crypto';
import { codeRows, readText } from '../docs/markdown.js';
import { startServer, type TestServer } from '../support/server.js';

const key = 'the-key-of-the-audit';
const environments = {
  'without API keys': { server: {}, headers: {} },
  'with API keys': {
    server: { API_KEYS: `audit:${hash('sha256', key)}` },
    headers: { authorization: `Bearer ${key}` },
  },
};
const preflight = { 'apollo-require-preflight': 'true' };

/** The rows of the table: id, name, and how it ends without and with the header. */
async function documented(): Promise<string[][]> {
  const [, section = ''] = (await readText('docs/http.md')).split('## The audit');
  return codeRows(section);
}

const audit = ({ url }: TestServer, headers: Record<string, string>): Promise<AuditResult[]> =>
  auditServer({
    url: `${url}/graphql`,
    fetchFn: (address: string, init: RequestInit = {}) =>
      fetch(address, { ...init, headers: { ...(init.headers as Record<string, string>), ...headers } }),
  });

describe.each(Object.entries(environments))('the audit suite of graphql-http, on a server %s', (_, environment) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(environment.server);
  });
  afterAll(() => server.close());

  // What was asked before is answered in another way.
  it.each(['the first time', 'again'])(
    '%s, ends as docs/http.md says, and nowhere with an error or a warning',
    async () => {
      const plain = await audit(server, environment.headers);
      const asked = await audit(server, { ...environment.headers, ...preflight });
      const found = plain.map(({ id, name, status }, index) => [id, name, status, asked[index]?.status]);

      expect(found.length).toBeGreaterThan(50);
      expect(found).toEqual(await documented());
      expect([...plain, ...asked].filter(({ status }) => status === 'error' || status === 'warn')).toEqual([]);
      expect(asked.filter(({ status }) => status !== 'ok')).toEqual([]);
    },
  );
});
