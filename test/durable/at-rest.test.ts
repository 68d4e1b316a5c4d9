import Database from 'libsql';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorsOf } from '../graphql/mutations/support.js';
import { startServer, type TestServer } from '../support/server.js';
import { readWrite, untilCalled, untilState, writeSelection, type WriteView } from './support.js';

const keyText = (): string => randomBytes(32).toString('base64');
const password = 'Secret-pass1';

let dataDirectory: string;
let server: TestServer;
beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'peoplegraph-rest-'));
});
afterEach(async () => {
  await server.close();
  await rm(dataDirectory, { recursive: true, force: true });
});

const start = async (environment: Record<string, string> = {}): Promise<void> => {
  server = await startServer(environment, { dataDirectory });
};

/** The same data with other settings, and with simulators of its own. */
const startAgain = async (environment: Record<string, string>): Promise<void> => {
  await server.close();
  await start(environment);
};

const createUser = (input: Record<string, unknown> = {}) =>
  server.ask<{ createUser: { write: WriteView } }>(
    `mutation ($input: CreateUserInput!) { createUser(input: $input) { write ${writeSelection} } }`,
    { input: { name: 'Zaphodina', email: 'zaphodina@example.com', password, ...input } },
  );

/** Whether a text is in any file of the data directory as it is. */
async function isStored(text: string): Promise<boolean> {
  const files = await readdir(dataDirectory);
  const contents = await Promise.all(files.map((file) => readFile(join(dataDirectory, file))));
  return contents.some((content) => content.includes(text));
}

async function pendingUser(): Promise<string> {
  server.simulators.chatwoot.setFaults({ outage: true });
  const { data } = await createUser({ idempotencyKey: 'k', delivery: 'ASYNC' });
  await untilCalled(server.simulators.chatwoot, 1);
  return data.createUser.write.id;
}

/** As after a day, in the files of the store. */
async function letExpire(id: string): Promise<void> {
  const [name = ''] = (await readdir(dataDirectory)).filter((file) => file.endsWith('.db'));
  const file = new Database(join(dataDirectory, name));
  file.prepare('update writes set expires_at = created_at where id = ?').run(id);
  file.close();
}

it('what a write holds is not readable in the store, while it is pending and after it', async () => {
  await start();
  const id = await pendingUser();
  for (const text of [password, 'Zaphodina', 'zaphodina@example.com'])
    expect([text, await isStored(text)]).toEqual([text, false]);
  // The look itself finds what is stored as it is.
  expect(await isStored(id)).toBe(true);
  server.simulators.chatwoot.setFaults({ outage: false });
  await untilState(server, id, 'DELIVERED');
  for (const text of [password, 'Zaphodina']) expect([text, await isStored(text)]).toEqual([text, false]);
});

it('without a configured key one is made that nobody else can read, and is used again', async () => {
  await start();
  const id = await pendingUser();
  const path = join(dataDirectory, 'encryption.key');
  expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600');
  const text = await readFile(path, 'utf8');
  await startAgain({});
  expect(await readFile(path, 'utf8')).toBe(text);
  await untilState(server, id, 'DELIVERED');
});

it('a key in front of the old one encrypts from then on, and the old one still decrypts', async () => {
  const [older, newer] = [`older:${keyText()}`, `newer:${keyText()}`];
  await start({ STORE_ENCRYPTION_KEYS: older });
  const id = await pendingUser();
  await startAgain({ STORE_ENCRYPTION_KEYS: `${newer},${older}` });
  await untilState(server, id, 'DELIVERED');
  expect((await createUser({ idempotencyKey: 'k' })).data.createUser.write.id).toBe(id);
  expect(await isStored('older:')).toBe(true);
  await createUser({ email: 'b@example.com' });
  expect(await isStored('newer:')).toBe(true);
});

it('a write whose key is gone is dead with one coded error, harms no other, and lives again with its key', async () => {
  const key = `lost:${keyText()}`;
  await start({ STORE_ENCRYPTION_KEYS: key });
  server.simulators.persio.setFaults({ outage: true });
  const { data } = await server.ask<{ track: { write: WriteView } }>(
    `mutation { track(input: { userId: "u", event: "e", delivery: ASYNC, idempotencyKey: "k" }) { write ${writeSelection} } }`,
  );
  const { id } = data.track.write;
  await untilCalled(server.simulators.persio, 1);

  const other = { STORE_ENCRYPTION_KEYS: `other:${keyText()}` };
  await startAgain(other);
  // Another replica may have its key: until it is too old, nobody ends it.
  expect((await createUser({ email: 'a@example.com' })).data.createUser.write.state).toBe('DELIVERED');
  expect(await readWrite(server, id)).toMatchObject({ state: 'PENDING' });
  await server.close();
  await letExpire(id);
  await start(other);
  expect(await untilState(server, id, 'DEAD')).toMatchObject({ lastError: { code: 'WRITE_UNREADABLE' } });
  const track = 'mutation { track(input: { userId: "u", event: "e", idempotencyKey: "k" }) { write { state } } }';
  expect(errorsOf(await server.ask(track))).toEqual([{ path: ['track'], code: 'WRITE_UNREADABLE' }]);
  const retry = `mutation { retryWrite(input: { id: "${id}" }) { write { state } } }`;
  expect(errorsOf(await server.ask(retry))).toEqual([{ path: ['retryWrite'], code: 'WRITE_UNREADABLE' }]);
  expect((await createUser()).data.createUser.write.state).toBe('DELIVERED');

  await startAgain({ STORE_ENCRYPTION_KEYS: key });
  expect((await server.ask(retry)).errors).toBeUndefined();
  await untilState(server, id, 'DELIVERED');
  expect(server.simulators.persio.received).toHaveLength(1);
});
