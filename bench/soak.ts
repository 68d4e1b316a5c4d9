import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Vendor } from '../src/domain/vendor.js';
import { startSandbox } from '../src/sandbox/sandbox.js';
import { startProcess } from '../test/support/process.js';
import { environmentOf } from '../test/support/simulated-vendors.js';
import { SoakClient } from './soak/client.js';
import { FaultSchedule } from './soak/faults.js';
import { MemoryLog } from './soak/memory.js';
import { SoakReads } from './soak/reads.js';
import { soakRecords } from './soak/records.js';
import { report } from './soak/report.js';
import { SoakRedis } from './soak/soak-redis.js';
import { Tally } from './soak/tally.js';
import { lateTime } from './soak/truth.js';
import { SoakWrites } from './soak/writes.js';

const usage = `npm run soak -- [options]
  --seconds <number>  how long, 300 unless told otherwise
  --workers <number>  operations under way at once, 12 unless told otherwise
  --redis             records are kept in a Redis of its own, which is killed now and then (needs redis-server)
  --no-build          the server of dist/ as it is`;

/** How long an operation may take, in milliseconds; an answer that takes twice as long is a violation. */
const operationTime = 3_000;

/** How long the vendors have to be asked again after the last fault, in milliseconds: the circuit breaker opens for 5 s. */
const recoveryTime = 20_000;

/** Lines of the server's log that must never appear. */
const alarms = ['unhandled rejection', 'unexpected error', 'MaxListenersExceeded', 'Uncaught'];

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '300' },
    workers: { type: 'string', default: '12' },
    redis: { type: 'boolean', default: false },
    'no-build': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(usage);
  process.exit(0);
}
const seconds = Number(values.seconds);
if (!values['no-build'] && spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' }).status !== 0)
  process.exit(1);

const directory = await mkdtemp(join(tmpdir(), 'peoplegraph-soak-'));
const sandbox = await startSandbox({ vendors: Object.values(Vendor), controlPort: 0 });
const redis = values.redis ? await SoakRedis.start() : undefined;
const environment = {
  DATA_DIR: directory,
  LOG_LEVEL: 'warn',
  NODE_ENV: 'production',
  ...environmentOf(Object.values(sandbox.simulators)),
  CHATWOOT_CALLS_PER_MINUTE: '1000000',
  // Short times, so that records expire, are refreshed and stand in for a vendor again and again.
  NUMI_CACHE_SECONDS: '2',
  CHATWOOT_CACHE_SECONDS: '2',
  PERFEX_CACHE_SECONDS: '2',
  NEGATIVE_CACHE_SECONDS: '1',
  STALE_IF_ERROR_SECONDS: '30',
  VENDOR_TIMEOUT_MS: '1000',
  OPERATION_TIMEOUT_MS: String(operationTime),
  ...(redis && { REDIS_URL: redis.url }),
};
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const probe = fileURLToPath(new URL('soak/probe.mjs', import.meta.url));
const server = startProcess(main, environment, directory, ['--expose-gc', '--import', probe]);
const url = await server.url;

const tally = new Tally();
const records = soakRecords(sandbox.people);
const client = new SoakClient(url, tally, 2 * operationTime);
const faults = new FaultSchedule(sandbox.simulators);
const reads = new SoakReads(client, records, tally);
const writes = new SoakWrites(client, records, faults, tally);
const memory = new MemoryLog();
const end = performance.now() + seconds * 1_000;
const isOver = (): boolean => performance.now() >= end || server.hasEnded;

const worker = async (): Promise<void> => {
  while (!isOver()) await (Math.random() < 0.05 ? writes.any() : reads.any());
};
const watch = async (): Promise<void> => {
  while (!isOver()) {
    await memory.note(server);
    await sleep(Math.min(2_000, seconds * 20));
  }
};
/** Each fault is on for two thirds of its time, and off for the last one. */
const trouble = async (): Promise<void> => {
  const time = Math.max(1_500, Math.min(6_000, (seconds * 1_000) / faults.steps));
  while (performance.now() + 1.5 * time < end && !isOver()) {
    faults.begin();
    if (redis && faults.switchedOn % 5 === 0) await redis.kill();
    await sleep((time * 2) / 3);
    faults.settle();
    await redis?.revive();
    await sleep(time / 3);
  }
};

console.log(`Soaking for ${seconds} s with ${values.workers} operations at once${redis ? ', on Redis' : ''} …`);
await Promise.all([watch(), trouble(), ...Array.from({ length: Number(values.workers) }, worker)]);
const milliseconds = seconds * 1_000;

// What was given up may still take effect; after that every record can be read, and is right.
await sleep(lateTime);
const recovered = performance.now();
let unread = await reads.all();
while (unread > 0 && performance.now() < recovered + recoveryTime && !server.hasEnded) {
  await sleep(500);
  unread = await reads.all();
}
if (unread > 0) tally.violation(`${unread} records could not be read after the last fault`);
if (server.hasEnded) tally.violation('the server has ended');
const alarming = server.errorOutput.filter((line) => alarms.some((alarm) => line.includes(alarm)));
for (const line of alarming.slice(0, 5)) tally.violation(`the log says: ${line.slice(0, 500)}`);

const failed = report({ tally, memory, milliseconds, faults: faults.switchedOn, warmUp: seconds / 3 });
server.kill('SIGTERM');
await server.exit;
await redis?.close();
await sandbox.close();
await rm(directory, { recursive: true, force: true });
process.exit(failed ? 1 : 0);
