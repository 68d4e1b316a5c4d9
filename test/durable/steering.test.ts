import { errorsOf } from '../graphql/mutations/support.js';
import { startServer, type TestServer } from '../support/server.js';
import { hurry, readWrite, untilCalled, untilState, writeSelection, type WriteView } from './support.js';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const track = async (event: string, idempotencyKey: string): Promise<WriteView> => {
  const { data } = await server.ask<{ track: { write: WriteView } }>(
    `mutation ($input: TrackInput!) { track(input: $input) { write ${writeSelection} } }`,
    { input: { userId: 'u', event, idempotencyKey, delivery: 'ASYNC' } },
  );
  return data.track.write;
};

const steer = (name: 'retryWrite' | 'cancelWrite', id: string) =>
  server.ask<Record<string, { write: WriteView } | null>>(
    `mutation ($id: ID!) { ${name}(input: { id: $id }) { write ${writeSelection} } }`,
    { id },
  );

/** A write whose first attempt has failed, and whose next one is a minute away. */
async function postponed(event: string, key = event): Promise<WriteView> {
  server.simulators.persio.setFaults({ quota: 0 });
  const { id } = await track(event, key);
  for (;;) {
    const write = await readWrite(server, id);
    if (write?.lastError) return write;
  }
}

const events = () => server.simulators.persio.received.map(({ event }) => event);

describe('retryWrite', () => {
  it('delivers a pending write before its time', async () => {
    const { id } = await postponed('soon');
    server.simulators.persio.setFaults({ quota: null });
    // The budget has learnt of the used-up quota; a new service has not.
    await server.restart();
    expect((await steer('retryWrite', id)).data['retryWrite']?.write.state).toBe('PENDING');
    await untilState(server, id, 'DELIVERED');
    expect(events()).toEqual(['soon']);
  });

  it('revives a write that was given up', async () => {
    server.simulators.persio.setFaults({ errorRate: 1, errorStatus: 500 });
    const answer = await server.ask('mutation { track(input: { userId: "u", event: "again" }) { messageId } }');
    const { writeId = '' } = answer.errors?.[0]?.extensions as { writeId?: string };
    expect((await readWrite(server, writeId))?.state).toBe('DEAD');
    server.simulators.persio.setFaults({ errorRate: 0 });
    await steer('retryWrite', writeId);
    expect(await untilState(server, writeId, 'DELIVERED')).toMatchObject({ lastError: null });
    expect(events()).toEqual(['again']);
  });

  it('refuses what has held a password: it has been erased', async () => {
    server.simulators.chatwoot.setFaults({ errorRate: 1, errorStatus: 500 });
    const answer = await server.ask(
      'mutation { createUser(input: { name: "N", email: "n@example.com", password: "Secret-pass1" }) { outcome } }',
    );
    const { writeId = '' } = answer.errors?.[0]?.extensions as { writeId?: string };
    expect(errorsOf(await steer('retryWrite', writeId))).toEqual([{ path: ['retryWrite'], code: 'CONFLICT' }]);
  });

  it('refuses a write that was delivered, and one that does not exist', async () => {
    const { id } = await track('done', 'k');
    await untilState(server, id, 'DELIVERED');
    expect(errorsOf(await steer('retryWrite', id))).toEqual([{ path: ['retryWrite'], code: 'CONFLICT' }]);
    expect(errorsOf(await steer('retryWrite', 'none'))).toEqual([{ path: ['retryWrite'], code: 'NOT_FOUND' }]);
    expect(events()).toEqual(['done']);
  });
});

describe('cancelWrite', () => {
  it('ends a pending write, which is never delivered, and lets those behind it go', async () => {
    const first = await postponed('first');
    const second = await track('second', 'second');
    expect((await steer('cancelWrite', first.id)).data['cancelWrite']?.write).toMatchObject({
      state: 'DEAD',
      nextAttemptAt: null,
      lastError: { code: 'WRITE_CANCELLED' },
    });
    server.simulators.persio.setFaults({ quota: null });
    await server.restart();
    // It may have met the used-up quota in the meantime, too.
    await steer('retryWrite', second.id);
    await untilState(server, second.id, 'DELIVERED');
    expect(events()).toEqual(['second']);
  });

  it('is what its key answers from then on', async () => {
    const { id } = await postponed('first', 'k');
    await steer('cancelWrite', id);
    const answer = await server.ask(
      'mutation { track(input: { userId: "u", event: "first", idempotencyKey: "k" }) { messageId } }',
    );
    expect(errorsOf(answer)).toEqual([{ path: ['track'], code: 'WRITE_CANCELLED' }]);
  });

  it('refuses what is being delivered, what has ended, and what does not exist', async () => {
    server.simulators.persio.setFaults({ latency: 1_500 });
    const { id } = await track('under way', 'k');
    await untilCalled(server.simulators.persio, 1);
    expect(errorsOf(await steer('cancelWrite', id))).toEqual([{ path: ['cancelWrite'], code: 'CONFLICT' }]);
    await untilState(server, id, 'DELIVERED');
    expect(errorsOf(await steer('cancelWrite', id))).toEqual([{ path: ['cancelWrite'], code: 'CONFLICT' }]);
    expect(errorsOf(await steer('cancelWrite', 'none'))).toEqual([{ path: ['cancelWrite'], code: 'NOT_FOUND' }]);
  });
});

describe('writes', () => {
  interface Page {
    readonly nodes: readonly WriteView[];
    readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly endCursor: string };
  }
  const list = async (args: Record<string, unknown>): Promise<Page> => {
    const { data } = await server.ask<{ writes: Page }>(
      `query ($filter: WriteFilterInput, $first: Int! = 20, $after: String) { writes(filter: $filter, first: $first, after: $after) {
        nodes ${writeSelection} edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
      args,
    );
    return data.writes;
  };

  it('are pages of all writes, the newest first', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 5; number += 1) ids.push((await track(`e${number}`, `k${number}`)).id);
    await untilState(server, ids.at(-1) ?? '', 'DELIVERED');
    const first = await list({ first: 3 });
    const second = await list({ first: 3, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...second.nodes].map(({ id }) => id)).toEqual(ids.toReversed());
    expect([first, second].map(({ pageInfo }) => [pageInfo.hasPreviousPage, pageInfo.hasNextPage])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  it('can be those of a state, of a vendor or of a mutation', async () => {
    await server.ask('mutation { updateUser(input: { id: "999999", name: "N" }) { user { id } } }');
    const { id } = await track('e', 'k');
    await untilState(server, id, 'DELIVERED');
    const kinds = async (filter: object) => (await list({ filter })).nodes.map(({ kind }) => kind);
    expect(await kinds({ state: 'REJECTED' })).toEqual(['UPDATE_USER']);
    expect(await kinds({ vendor: 'PERSIO' })).toEqual(['TRACK']);
    expect(await kinds({ kind: 'UPDATE_USER', state: 'DELIVERED' })).toEqual([]);
    expect(await kinds({})).toEqual(['TRACK', 'UPDATE_USER']);
  });

  it('have cursors of their own', async () => {
    const answer = await server.ask('{ writes(after: "bm9uZQ") { nodes { id } } }');
    expect(errorsOf(answer)).toEqual([{ path: ['writes'], code: 'BAD_USER_INPUT', fields: ['after'] }]);
  });

  it('and a write that nobody knows is null', async () => {
    expect((await server.ask('{ write(id: "none") { id } }', {}, hurry)).data).toEqual({ write: null });
  });
});
