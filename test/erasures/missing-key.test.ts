import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/index.js';
import { sandboxStoreFile } from '../../src/store/names.js';
import { startServer, type TestServer } from '../support/server.js';
import { untilThere } from '../support/until.js';

const newKey = randomBytes(32);
const oldKey = randomBytes(32);
const oldKeys = `old:${oldKey.toString('base64')}`;
const bothKeys = `new:${newKey.toString('base64')},${oldKeys}`;

const fields = 'id state receipts { vendor outcome }';

let directory: string;
let server: TestServer;

const start = (keys: string): Promise<TestServer> =>
  startServer({ STORE_ENCRYPTION_KEYS: keys }, { dataDirectory: directory });

const erasure = async (id: string) => (await server.ask(`{ erasure(id: "${id}") { ${fields} } }`)).data.erasure;

/** The erasure once it has ended as `ERASED`, resumed where the writes to the vendors have ended for want of their key. */
const untilErased = (id: string) =>
  untilThere(async () => {
    const found = await erasure(id);
    if (found.state === 'FAILED')
      await server.ask(`mutation { resumeErasure(input: { id: "${id}", delivery: ASYNC }) { erasure { id } } }`);
    return found.state === 'ERASED' ? found : undefined;
  }, 'The end of the erasure');

/** An erasure of which nothing but its beginning is stored: the vendors are away. */
async function begun(): Promise<string> {
  server = await start(bothKeys);
  await server.ask('{ person(by: { userId: "1" }) { id } }');
  const { numi, chatwoot, perfex } = server.simulators;
  for (const simulator of [numi, chatwoot, perfex]) simulator.setFaults({ errorRate: 1 });
  const { data } = await server.ask(
    'mutation { erasePerson(input: { by: { userId: "1" }, delivery: ASYNC }) { erasure { id } } }',
  );
  await server.close();
  return data.erasePerson.erasure.id as string;
}

describe('an erasure that a process without its key comes upon', () => {
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'peoplegraph-missing-key-'));
  });
  afterEach(async () => {
    await server.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('goes on as soon as there is one with its key', async () => {
    const id = await begun();
    server = await start(oldKeys);
    const answer = await server.ask(`{ erasure(id: "${id}") { state } }`);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'WRITE_UNREADABLE' } }]);
    await server.close();
    server = await start(bothKeys);

    const ended = await untilErased(id);

    expect(ended.receipts).toContainEqual({ vendor: 'CHATWOOT', outcome: 'DELETED' });
  });

  it('is no end that an earlier release has made of it: it has not been done, and can be resumed', async () => {
    const id = await begun();
    const keys = [
      { id: 'new', key: newKey },
      { id: 'old', key: oldKey },
    ];
    const store = await openStore(directory, sandboxStoreFile('CHATWOOT_USER'), keys);
    const lease = { owner: 'earlier', now: new Date(Date.now() + 120_000), until: new Date(Date.now() + 180_000) };
    const claimed = (await store.jobs.claimDue(10, lease)).find(({ job }) => job.id === id);
    const attempt = { id, attempts: claimed?.job.attempts ?? 0, owner: 'earlier' };
    const personId = claimed?.job.personId ?? null;
    await store.jobs.settle(attempt, { content: undefined, personId, at: new Date(), nextAttemptAt: null });
    await store.close();
    server = await start(bothKeys);

    expect((await erasure(id)).state).toBe('FAILED');

    expect((await untilErased(id)).receipts).toContainEqual({ vendor: 'CHATWOOT', outcome: 'DELETED' });
  });
});
