import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openStore, type StoreName } from '../../scripts/kill-writes/stores.js';
import { Vendor } from '../../src/domain/vendor.js';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import { describeWithPostgres } from '../support/postgres.js';
import { buildService } from '../support/built-service.js';
import { askProcess, startProcess } from '../support/process.js';
import { environmentOf } from '../support/simulated-vendors.js';

const fields = 'id state receipts { vendor outcome }';

interface Erasure {
  readonly id: string;
  readonly state: string;
  readonly receipts: readonly { readonly vendor: string; readonly outcome: string }[];
}

let service: Awaited<ReturnType<typeof buildService>>;
beforeAll(async () => {
  service = await buildService();
});

async function killErasure(storeName: StoreName): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'peoplegraph-erasure-'));
  // The vendors live in this process, and outlive the service.
  const sandbox = await startSandbox({ vendors: Object.values(Vendor), controlPort: 0 });
  const { simulators } = sandbox;
  const store = await openStore[storeName](directory, false);
  const environment = {
    ...environmentOf(Object.values(simulators)),
    PERSIO_USER_ID: 'CHATWOOT_USER',
    // Where replicas may live, what one of them was doing is taken over when its lease is over.
    OPERATION_TIMEOUT_MS: '3000',
    VENDOR_TIMEOUT_MS: '1000',
    WRITE_LEASE_RESERVE_SECONDS: '1',
    ...store.environment,
  };
  const start = () => startProcess(service.main, environment, directory);
  const callsWith = (method: string) =>
    Object.values(simulators).flatMap(({ calls }) => calls.filter((call) => call.method === method));

  let running = start();
  const begin = async (): Promise<Erasure> => {
    const { data } = await askProcess(
      await running.url,
      `mutation { erasePerson(input: { by: { userId: "1" }, idempotencyKey: "one", delivery: ASYNC }) { erasure { ${fields} } } }`,
    );
    return (data as { erasePerson: { erasure: Erasure } }).erasePerson.erasure;
  };
  try {
    await askProcess(await running.url, '{ person(by: { userId: "1" }) { id } }');
    for (const simulator of Object.values(simulators)) simulator.setFaults({ latency: 150 });
    const { id } = await begin();
    // Before a vendor is asked, while both are, and while what they answered is being stored.
    for (const asked of [0, 1, 2]) {
      while (callsWith('DELETE').length < asked) await pause(10);
      running.kill('SIGKILL');
      await running.exit;
      running = start();
      await running.url;
    }

    let erasure: Erasure = { id, state: 'PENDING', receipts: [] };
    while (erasure.state === 'PENDING') {
      await pause(100);
      const { data } = await askProcess(await running.url, `{ erasure(id: "${id}") { ${fields} } }`);
      ({ erasure } = data as { erasure: Erasure });
    }

    expect(erasure.state).toBe('ERASED');
    expect(erasure.receipts.map(({ vendor, outcome }) => [vendor, outcome]).toSorted()).toEqual([
      ['CHATWOOT', 'DELETED'],
      ['NUMI', 'ANONYMIZED'],
      ['PERFEX', 'DELETED'],
      ['PERSIO', 'UNSUPPORTED'],
    ]);
    const before = Object.values(simulators).map(({ calls }) => calls.length);
    expect(await begin()).toEqual(erasure);
    expect(Object.values(simulators).map(({ calls }) => calls.length)).toEqual(before);
    const { data } = await askProcess(
      await running.url,
      '{ byUser: person(by: { userId: "1" }) { id } byContact: person(by: { contactId: "1" }) { id } contact(id: 1) { id } profile(phoneNumber: "+4930901820") { firstName lastName email dateOfBirth } }',
    );
    expect(data).toEqual({
      byUser: null,
      byContact: null,
      contact: null,
      profile: { firstName: null, lastName: null, email: null, dateOfBirth: null },
    });
  } finally {
    running.kill('SIGKILL');
    await running.exit;
    await store.close();
    await sandbox.close();
    await rm(directory, { recursive: true, force: true });
  }
}

const behaviour =
  'an erasure whose process is killed while vendors are asked, again and again, is done to the end, and nothing twice';

it(behaviour, () => killErasure('embedded'));

describeWithPostgres('on PostgreSQL', () => {
  it(behaviour, () => killErasure('postgres'));
});
