import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Vendor } from '../../src/domain/vendor.js';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import { askProcess, type ServerProcess, startProcess } from '../../test/support/process.js';
import { type AcknowledgedWrite, runClient } from './client.js';
import { CallLog, compare, type KindReport } from './compare.js';

export interface KillOptions {
  /** The built service. */
  readonly main: string;
  readonly kills: number;
  readonly clients: number;
  readonly say: (line: string) => void;
}

export interface KillReport {
  readonly kills: number;
  readonly seconds: number;
  readonly kinds: readonly KindReport[];
  /** Writes that the service did not deliver, although no vendor refused anything for good. */
  readonly undelivered: number;
}

/** How long the service runs before it is killed, in milliseconds: from its first write on to well under way. */
const shortestLife = 50;
const longestLife = 1_000;

/** Long enough that many a kill comes while a vendor is being asked, in milliseconds. */
const vendorLatency = 15;

/** Kills the service again and again while clients write, and compares what they were told with what the vendors got. */
export async function killWrites({ main, kills, clients, say }: KillOptions): Promise<KillReport> {
  const directory = await mkdtemp(join(tmpdir(), 'peoplegraph-kill-'));
  // The vendors live in this process, and outlive the service.
  const sandbox = await startSandbox({ vendors: Object.values(Vendor), controlPort: 0 });
  const simulators = Object.values(sandbox.simulators);
  for (const simulator of simulators) simulator.setFaults({ latency: vendorLatency, quota: 1_000_000 });
  const calls = new CallLog(simulators);
  const started = Date.now();
  let server: ServerProcess | undefined;
  let url = '';
  let stopped = false;
  const start = async (): Promise<ServerProcess> => {
    server = startProcess(main, environmentOf(sandbox.simulators, join(directory, 'data')), directory);
    url = await server.url;
    return server;
  };
  try {
    await start();
    const running = Array.from({ length: clients }, (_, client) =>
      runClient(
        client,
        () => url,
        () => stopped,
      ),
    );
    for (let kill = 1; kill <= kills; kill += 1) {
      await pause(shortestLife + Math.random() * (longestLife - shortestLife));
      server?.kill('SIGKILL');
      await server?.exit;
      calls.gather();
      await start();
      if (kill % 10 === 0) say(`${kill} of ${kills} kills`);
    }
    stopped = true;
    const acknowledged: AcknowledgedWrite[] = (await Promise.all(running)).flat();
    await untilDelivered(url);
    calls.gather();
    return {
      kills,
      seconds: Math.round((Date.now() - started) / 1_000),
      kinds: compare(acknowledged, calls),
      undelivered: (await writesIn(url, 'DEAD')) + (await writesIn(url, 'REJECTED')),
    };
  } finally {
    server?.kill('SIGKILL');
    await server?.exit;
    await sandbox.close();
    await rm(directory, { recursive: true, force: true });
  }
}

function environmentOf(
  simulators: Awaited<ReturnType<typeof startSandbox>>['simulators'],
  dataDirectory: string,
): Record<string, string> {
  const { NUMI, CHATWOOT, PERFEX, PERSIO } = simulators;
  return {
    SANDBOX: 'off',
    DATA_DIR: dataDirectory,
    LOG_LEVEL: 'error',
    CHATWOOT_CALLS_PER_MINUTE: '1000000',
    NUMI_URL: NUMI?.origin ?? '',
    NUMI_API_KEY: NUMI?.key ?? '',
    CHATWOOT_URL: CHATWOOT?.origin ?? '',
    CHATWOOT_TOKEN: CHATWOOT?.key ?? '',
    PERFEX_URL: PERFEX?.origin ?? '',
    PERFEX_TOKEN: PERFEX?.key ?? '',
    PERSIO_URL: `${PERSIO?.origin}/v1`,
    PERSIO_WRITE_KEY: PERSIO?.key ?? '',
  };
}

async function untilDelivered(url: string): Promise<void> {
  while ((await writesIn(url, 'PENDING')) > 0) await pause(200);
}

/** How many writes are in a state, up to 100. */
async function writesIn(url: string, state: string): Promise<number> {
  const { data } = await askProcess(url, `{ writes(filter: { state: ${state} }, first: 100) { nodes { id } } }`);
  return (data as { writes: { nodes: readonly unknown[] } }).writes.nodes.length;
}
