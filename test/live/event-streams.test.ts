import { rawRequest } from '../http/raw-request.js';
import { startServer, type TestServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

const ada = '{ contact(id: "1") { firstName } }';

/** What a page causes, or an `EventSource`. */
const get = (query: string, headers: Record<string, string>) =>
  rawRequest(`${server.url}/graphql?query=${encodeURIComponent(query)}`, { headers });

it.each(['cross-site', 'same-site'])(
  'a stream is not for a page that is %s and asks in a way in which a browser does not name it',
  async (site) => {
    const accept = 'text/event-stream';
    const { status, body } = await get(ada, { accept, 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' });
    expect([status, body.toString()]).toEqual([403, expect.stringContaining('BAD_REQUEST')]);
    expect(server.simulators.perfex.calls).toEqual([]);
    for (const own of ['same-origin', 'none'])
      expect((await get(ada, { accept, 'sec-fetch-site': own })).body.toString()).toContain('Ada');
  },
);
