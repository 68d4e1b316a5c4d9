import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Vendor } from '../../src/domain/vendor.js';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import { askProcess } from '../../test/support/process.js';
import { environmentOf } from '../../test/support/simulated-vendors.js';
import { runClient } from './client.js';
import { CallLog } from './call-log.js';
import { compare, type Comparison } from './compare.js';
import { Replicas } from './replicas.js';
import { type KilledStore, openStore, type StoreName } from './stores.js';

export interface KillOptions {
  /** The built service. */
  readonly main: string;
  readonly store: StoreName;
  /** Processes on one store; more than one needs PostgreSQL. */
  readonly replicas: number;
  /** How often something is done to the service or, with several replicas, to its database. */
  readonly blows: number;
  readonly clients: number;
  /** Whether PostgreSQL is a server of the run's own, which is restarted itself; where one can be started. */
  readonly ownCluster: boolean;
  readonly say: (line: string) => void;
}

export interface KillReport extends Comparison {
  readonly seconds: number;
  /** Processes killed with `kill -9`. */
  readonly kills: number;
  /** Processes stopped until their leases had run out, and continued. */
  readonly stops: number;
  readonly restarts: number;
  readonly restartedBy: string;
  /** Writes that the service did not deliver, although no vendor refused anything for good. */
  readonly undelivered: number;
  /** Processes that ended although nobody killed them. */
  readonly endedByThemselves: number;
}

/** Long enough that many a blow comes while a vendor is being asked, in milliseconds. */
const vendorLatency = 15;

const operationTime = 1_000;
const vendorTime = 500;
const leaseReserve = 1_000;
const lease = operationTime + vendorTime + leaseReserve;

/** How many writes are acknowledged until the next blow at the most: from the first one on to well under way. */
const longestLife = 60;

/** A blow does not come just when a write is acknowledged, but at any moment within so many milliseconds after it. */
const longestWait = 100;

/** How long nothing may get on at the most, in milliseconds: a pause between attempts lasts up to a minute. */
const patience = 120_000;

type Blow = 'kills' | 'stops' | 'restarts';

/** Hurts the service again and again while clients write, and compares what they were told with what the vendors got. */
export async function killWrites(options: KillOptions): Promise<KillReport> {
  const directory = await mkdtemp(join(tmpdir(), 'peoplegraph-kill-'));
  // The vendors live in this process, and outlive the service.
  const sandbox = await startSandbox({ vendors: Object.values(Vendor), controlPort: 0 });
  const simulators = Object.values(sandbox.simulators);
  for (const simulator of simulators) simulator.setFaults({ latency: vendorLatency, quota: 1_000_000 });
  const store = await openStore[options.store](directory, options.ownCluster);
  const replicas = new Replicas(
    options.main,
    { ...environmentOf(simulators), ...settings, ...store.environment },
    directory,
  );
  try {
    for (let number = 0; number < options.replicas; number += 1) await replicas.start();
    return await run(options, store, replicas, new CallLog(simulators));
  } finally {
    await replicas.close();
    await store.close();
    await sandbox.close();
    await rm(directory, { recursive: true, force: true });
  }
}

const settings = {
  LOG_LEVEL: 'error',
  CHATWOOT_CALLS_PER_MINUTE: '1000000',
  OPERATION_TIMEOUT_MS: String(operationTime),
  VENDOR_TIMEOUT_MS: String(vendorTime),
  WRITE_LEASE_RESERVE_SECONDS: String(leaseReserve / 1_000),
};

async function run(
  { replicas: count, blows, clients, say }: KillOptions,
  store: KilledStore,
  replicas: Replicas,
  calls: CallLog,
): Promise<KillReport> {
  const started = Date.now();
  const struck: Record<Blow, number> = { kills: 0, stops: 0, restarts: 0 };
  const strike: Record<Blow, () => Promise<void>> = {
    kills: () => replicas.kill(),
    // Longer than any lease, so that others take over what it held.
    stops: () => replicas.stopDuring(() => pause(lease + 1_000)),
    restarts: async () => store.restart?.(),
  };
  const kinds: readonly Blow[] = count > 1 ? ['kills', 'stops', 'restarts'] : ['kills'];
  let stopped = false;
  let made = 0;
  const running = Array.from({ length: clients }, (_, client) =>
    runClient(
      client,
      () => replicas.url,
      () => stopped,
      () => (made += 1),
    ),
  );
  for (let blow = 0; blow < blows; blow += 1) {
    const goal = made + Math.floor(Math.random() * longestLife);
    await until(() => Promise.resolve(made >= goal));
    await pause(Math.random() * longestWait);
    const kind = kinds[blow % kinds.length] as Blow;
    calls.interrupt();
    await strike[kind]();
    struck[kind] += 1;
    calls.gather();
    if ((blow + 1) % 10 === 0) say(`${blow + 1} of ${blows}`);
  }
  stopped = true;
  const acknowledged = (await Promise.all(running)).flat();
  const undelivered = await undeliveredAt(() => replicas.url);
  calls.gather();
  return {
    ...compare(acknowledged, calls),
    ...struck,
    seconds: Math.round((Date.now() - started) / 1_000),
    restartedBy: store.restartedBy,
    undelivered,
    endedByThemselves: replicas.endedByThemselves,
  };
}

/** How many writes ended without a delivery, once none is pending any more; up to a hundred of each state. */
async function undeliveredAt(url: () => string): Promise<number> {
  await until(async () => (await writesIn(url(), 'PENDING')) === 0);
  let undelivered = 0;
  for (const state of ['DEAD', 'REJECTED']) {
    let count: number | undefined;
    await until(async () => (count = await writesIn(url(), state)) !== undefined);
    undelivered += count ?? 0;
  }
  return undelivered;
}

/** @throws where it does not come to that. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + patience;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`The service did not recover within ${patience / 1_000} s.`);
    await pause(10);
  }
}

/** @returns undefined where that cannot be read now, as after a blow to the store. */
async function writesIn(url: string, state: string): Promise<number | undefined> {
  const { data } = await askProcess(url, `{ writes(filter: { state: ${state} }, first: 100) { nodes { id } } }`);
  return (data as { writes?: { nodes: readonly unknown[] } | null } | null | undefined)?.writes?.nodes.length;
}
