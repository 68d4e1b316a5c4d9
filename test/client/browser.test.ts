import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import type { Browser } from 'playwright-core';
import type * as client from '../../client/src/index.js';
import { describeWithBrowser, openBrowser, watch } from '../support/browser.js';
import { startServer, type TestServer } from '../support/server.js';
import { packClient, type PackedClient } from './package.js';

/** Serves a page, the module as it was built, and the API, from one origin. */
async function startSite(module: string, api: string): Promise<Server> {
  const forward = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = Buffer.concat(await request.toArray());
    const answer = await fetch(`${api}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  };
  const send = async (path: string, response: ServerResponse): Promise<void> => {
    const text = await readFile(join(module, normalize(path)), 'utf8');
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(text);
  };
  const server = createServer((request, response) => {
    const { method, url = '/' } = request;
    const fail = (): void => void response.writeHead(404).end();
    if (method === 'POST') forward(request, response).catch(fail);
    else if (url.startsWith('/client/')) send(url.slice('/client'.length), response).catch(fail);
    else
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><link rel="icon" href="data:," />');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

describeWithBrowser('the client in a browser', () => {
  let packed: PackedClient;
  let server: TestServer;
  let site: Server;
  let browser: Browser | undefined;

  beforeAll(async () => {
    packed = await packClient();
    server = await startServer({}, { knowsUsers: true });
    site = await startSite(join(packed.folder, 'dist'), server.url);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    site.closeAllConnections();
    site.close();
    await server.close();
    await packed.remove();
  });

  it('is imported as it is published, asks, batches, writes and fails', async () => {
    const page = await browser?.newPage();
    if (!page) throw new Error('There is no browser.');
    const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    const trouble = await watch(page, origin);
    const requests: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') requests.push(request.postData() ?? '');
    });
    await page.goto(`${origin}/`);

    const seen = await page.evaluate(async () => {
      const path = '/client/index.js';
      const { NotFoundError, Peoplegraph } = (await import(path)) as typeof client;
      const peoplegraph = new Peoplegraph({ url: '/graphql' });
      const [person, users] = await Promise.all([
        peoplegraph.person({ by: { phoneNumber: '+4930901820' } }),
        Promise.all(['1', '2', '1'].map((id) => peoplegraph.user({ id }))),
      ]);
      const { outcome } = await peoplegraph.createUser({ name: 'Hedy Lamarr', email: 'hedy@example.com' });
      const groups: string[] = [];
      for await (const { groupId } of peoplegraph.groupMemberships({ userId: '1' }, { pageSize: 1 }))
        groups.push(groupId);
      const error: unknown = await peoplegraph
        .updateUser({ id: '99999', name: 'x' })
        .catch((thrown: unknown) => thrown);
      const aborted: unknown = await peoplegraph
        .sources({ signal: AbortSignal.abort('left') })
        .catch((thrown: unknown) => thrown);
      return {
        name: person?.name?.full,
        users: users.map((user) => user?.id),
        outcome,
        groups: groups.length,
        isNotFound: error instanceof NotFoundError,
        aborted,
      };
    });

    expect(seen).toEqual({
      name: 'Ada Lovelace',
      users: ['1', '2', '1'],
      outcome: 'CREATED',
      groups: expect.any(Number),
      isNotFound: true,
      aborted: 'left',
    });
    expect(seen.groups).toBeGreaterThan(1);
    expect(
      requests
        .filter((body) => body.includes('users(ids'))
        .map((body) => (JSON.parse(body) as { variables: unknown }).variables),
    ).toEqual([{ keys: ['1', '2'] }]);
    expect(requests.find((body) => body.includes('createUser'))).toMatch(/"idempotencyKey":"[\da-f-]{36}"/);
    expect(trouble).toEqual({ errors: [], outside: [] });
  });
});
