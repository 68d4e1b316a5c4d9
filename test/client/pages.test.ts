import { UnexpectedAnswerError, VendorTimeoutError } from '../../client/src/index.js';
import { startScripted } from './support.js';

let scripted: Awaited<ReturnType<typeof startScripted>> | undefined;
const start = async (...given: Parameters<typeof startScripted>) => (scripted = await startScripted(...given));
afterEach(async () => {
  await scripted?.server.close();
  scripted = undefined;
});

const page = (ids: readonly number[], endCursor: string | null, hasNextPage: boolean, errors?: readonly unknown[]) => ({
  status: 200,
  body: {
    data: { writes: { nodes: ids.map((id) => ({ id: String(id) })), pageInfo: { hasNextPage, endCursor } } },
    errors,
  },
});

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

describe('a list', () => {
  const threePages = (_: unknown, place: number) =>
    [page([1, 2], 'b', true), page([3], 'c', true), page([], null, false)][place % 3] ?? page([], null, false);

  it('is read to its end, page by page', async () => {
    const { client, asked } = await start(threePages);
    const writes = client.writes({ state: 'DEAD' }, { pageSize: 2 });
    expect((await all(writes)).map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(asked().map(({ variables }) => variables)).toEqual([
      { filter: { state: 'DEAD' }, first: 2 },
      { filter: { state: 'DEAD' }, first: 2, after: 'b' },
      { filter: { state: 'DEAD' }, first: 2, after: 'c' },
    ]);
    expect((await all(writes.pages())).map(({ nodes }) => nodes.length)).toEqual([2, 1, 0]);
  });

  it('is asked for no further than it is read', async () => {
    const { client, asked } = await start(threePages);
    for await (const { id } of client.writes()) if (id === '2') break;
    expect(asked()).toHaveLength(1);
  });

  it('goes on behind a cursor', async () => {
    const { client, asked } = await start(() => page([4], null, false));
    expect(await all(client.writes({}, { after: 'c' }))).toHaveLength(1);
    expect(await client.writes().page('d')).toMatchObject({ nodes: [{ id: '4' }] });
    expect(asked().map(({ variables }) => (variables as { after?: string }).after)).toEqual(['c', 'd']);
  });

  it('does not go round in circles', async () => {
    const { client, asked } = await start(() => page([1], 'same', true));
    await expect(all(client.writes())).rejects.toThrow(UnexpectedAnswerError);
    expect(asked()).toHaveLength(2);
  });

  it('tells where a part of it failed, after what it has', async () => {
    const error = {
      message: 'Late.',
      path: ['writes', 'nodes', 0, 'lastError'],
      extensions: { code: 'VENDOR_TIMEOUT', retryable: true },
    };
    const { client } = await start(() => page([1, 2], 'b', true, [error]));
    const seen: string[] = [];
    const reading = (async () => {
      for await (const { id } of client.writes()) seen.push(id);
    })();
    await expect(reading).rejects.toThrow(VendorTimeoutError);
    expect(seen).toEqual(['1', '2']);
    expect((await client.writes().page())?.errors).toMatchObject([{ code: 'VENDOR_TIMEOUT', path: error.path }]);
  });

  it('of what does not exist is empty', async () => {
    const { client } = await start(() => ({ status: 200, body: { data: { accountUsers: null } } }));
    expect(await all(client.accountUsers({ accountId: '99' }))).toEqual([]);
    expect(await client.accountUsers({ accountId: '99' }).page()).toBeNull();
  });
});
