import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, type TestServer } from '../../support/server.js';
import { type Page, lists, readPage } from './support-lists.js';

describe('a restart of the server', () => {
  let dataDirectory: string;
  let server: TestServer;
  const before = new Map<string, Page>();

  beforeAll(async () => {
    dataDirectory = await mkdtemp(join(tmpdir(), 'peoplegraph-restart-'));
    const first = await startServer({}, { dataDirectory });
    await first.ask(`mutation {
      addToGroup(input: { userId: "1", groupId: "kept", traits: { seat: 7 } }) { membership { id } }
    }`);
    for (const list of lists) before.set(list.field, await readPage(first, list, 20));
    await first.close();
    server = await startServer({}, { dataDirectory });
  });
  afterAll(async () => {
    await server.close();
    await rm(dataDirectory, { recursive: true });
  });

  it.each(lists)('leaves the cursors of $field good', async (list) => {
    const page = await readPage(server, list, 20, before.get(list.field)?.pageInfo.endCursor);

    expect(page.nodes.map((node) => node[list.key])).toEqual((await list.expected(server)).slice(20, 40));
  });

  it('keeps the memberships that were written', async () => {
    const { data } = await server.ask(`{ groupMembership(userId: "1", groupId: "kept") { traits } }`);

    expect(data.groupMembership).toEqual({ traits: { seat: 7 } });
  });
});
