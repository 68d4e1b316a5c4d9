import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStream } from '../live/support.js';
import { startHeldServer } from '../support/held-server.js';
import { buildService } from '../support/built-service.js';
import { askProcess, startProcess } from '../support/process.js';
import { startServer } from '../support/server.js';
import { deliver, perfexDelivery, withSecrets } from './support.js';

const perfexAt = (url: string) => ({
  SANDBOX: 'off',
  PERFEX_URL: url,
  PERFEX_TOKEN: 'token',
  PERFEX_CACHE_SECONDS: '60',
  VENDOR_RETRIES: '0',
  ...withSecrets,
});

const off = Object.fromEntries(
  ['invoice', 'estimate', 'credit_note', 'contract', 'task', 'project', 'ticket'].map((name) => [
    `${name}_emails`,
    '0',
  ]),
);

/** A contact as Perfex answers it: ids and flags are texts. */
const row = (id: string) => ({
  id,
  userid: '1',
  is_primary: '1',
  firstname: 'Ada',
  lastname: 'Lovelace',
  email: 'ada@example.com',
  phonenumber: '',
  title: 'Countess',
  datecreated: '2024-01-01 00:00:00',
  active: '1',
  profile_image: null,
  direction: null,
  last_login: null,
  ...off,
});

const batchOf = (id: string) => ({
  status: true,
  completed: 1,
  failed: 0,
  results: [{ index: 0, tool: 'contacts_get', status: true, result: row(id) }],
});

it('a delivery is answered while the vendor says nothing, and whoever listens is told once it does', async () => {
  const vendor = await startHeldServer();
  const server = await startServer({ ...perfexAt(vendor.url), VENDOR_TIMEOUT_MS: '20000' });
  const stream = await openStream(server.url, `subscription { personChanged(by: { contactId: "1" }) { cause } }`);
  await stream.next();
  expect(await deliver(server.url, 'perfex', perfexDelivery('contact.updated', { id: 1 }))).toMatchObject({
    httpStatus: 202,
  });
  // The answer is here, and the vendor is still waited for.
  const asked = await vendor.next();
  expect(asked.url).toBe('/api/batch');
  expect(stream.untaken).toBe(0);
  asked.answer(200, batchOf('1'));
  expect((await stream.next()).data.personChanged.cause).toMatch(/WEBHOOK|LINKS/);
  stream.leave();
  await server.close();
  await vendor.close();
});

describe('a service that is killed', () => {
  let service: Awaited<ReturnType<typeof buildService>>;
  beforeAll(async () => {
    service = await buildService();
  });

  it('after it has answered a delivery works on it after its next start', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'peoplegraph-webhook-'));
    const vendor = await startHeldServer();
    const environment = { ...perfexAt(vendor.url), DATA_DIR: directory };
    const first = startProcess(service.main, environment, directory);
    expect(await deliver(await first.url, 'perfex', perfexDelivery('contact.created', { id: 1 }))).toMatchObject({
      httpStatus: 202,
    });
    const cut = await vendor.next();
    first.kill('SIGKILL');
    await first.exit;
    await cut.abandoned;

    const second = startProcess(service.main, environment, directory);
    const url = await second.url;
    const asked = await vendor.next();
    expect(asked.url).toBe('/api/batch');
    asked.answer(200, batchOf('1'));
    await second.logged('webhook applied');
    // The link is there without the vendor being asked for it: it is held, and would answer nothing.
    const found = askProcess(url, `{ person(by: { email: "ada@example.com" }) { links { vendor recordId } } }`, {
      'x-peoplegraph-timeout-ms': '500',
    });
    expect((await found).data).toEqual({ person: { links: [{ vendor: 'PERFEX', recordId: '1' }] } });
    second.kill('SIGTERM');
    await second.exit;
    await vendor.close();
    await rm(directory, { recursive: true, force: true });
  });
});
