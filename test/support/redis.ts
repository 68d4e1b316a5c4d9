import { Redis } from 'ioredis';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startTcpProxy } from './tcp-proxy.js';

/** Where the tests look for a Redis or Valkey that runs already. */
const address = { host: '127.0.0.1', port: 6379 };

const answers = await ping(address.port);
const hasBinary = spawnSync('redis-server', ['--version']).status === 0;

export interface SharedRedis {
  /** For `REDIS_URL`: every key of this run has a prefix of its own. */
  readonly url: string;
  /** Sees all keys as they are; those of this run begin with `prefix`. */
  readonly client: Redis;
  readonly prefix: string;
  /** The keys of this run. */
  keys(): Promise<string[]>;
}

/**
 * Tests against the real server, which must be there in CI. Elsewhere they are skipped where it does not answer,
 * and their title says so.
 */
export function describeWithRedis(title: string, define: (redis: SharedRedis) => void): void {
  const reason = `no Redis answers at ${address.host}:${address.port}`;
  if (!answers && process.env['CI'] === 'true') {
    it(title, () => {
      throw new Error(`In CI these tests must run, and ${reason}.`);
    });
    return;
  }
  const prefix = `peoplegraph-test-${randomBytes(6).toString('hex')}:`;
  const url = `redis://${address.host}:${address.port}/?keyPrefix=${prefix}`;
  const suite = answers ? describe : describe.skip;
  suite(answers ? title : `${title} (skipped: ${reason})`, () => {
    const client = new Redis({ ...address, lazyConnect: true });
    const keys = (): Promise<string[]> => client.keys(`${prefix}*`);
    afterAll(async () => {
      const left = await keys();
      if (left.length > 0) await client.del(left);
      client.disconnect();
    });
    define({ url, client, prefix, keys });
  });
}

/** A Redis that the test can take away. */
export interface BreakableRedis {
  readonly url: string;
  /** Ends it, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again, empty, at the same address. */
  revive(): Promise<void>;
  close(): Promise<void>;
}

/** Whether a Redis of the test's own can be had, as a process or else as the way to the one that runs. */
export const describeWithOwnRedis: (title: string, define: () => void) => void = (title, define) => {
  if (hasBinary || answers) describe(title, define);
  else if (process.env['CI'] === 'true')
    it(title, () => {
      throw new Error('In CI these tests must run, and there is no Redis.');
    });
  else describe.skip(`${title} (skipped: there is no redis-server, and no Redis that runs)`, define);
};

export async function startBreakableRedis(): Promise<BreakableRedis> {
  if (hasBinary) return startProcess();
  const proxy = await startTcpProxy(address.port);
  return {
    url: `redis://127.0.0.1:${proxy.port}/?keyPrefix=peoplegraph-test-${randomBytes(6).toString('hex')}:`,
    kill: async () => proxy.cut(),
    revive: async () => proxy.restore(),
    close: () => proxy.close(),
  };
}

/** A Redis of its own; undefined where there is no `redis-server` to start. */
export async function startOwnRedis(options: readonly string[] = []): Promise<BreakableRedis | undefined> {
  return hasBinary ? startProcess(options) : undefined;
}

async function startProcess(options: readonly string[] = []): Promise<BreakableRedis> {
  const directory = await mkdtemp(join(tmpdir(), 'peoplegraph-redis-'));
  let port = 0;
  let child: ChildProcess | undefined;
  /** Whether it takes connections: it ends by itself where somebody else has its port. */
  const start = async (at: number): Promise<boolean> => {
    port = at;
    const fixed = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', directory];
    const started = spawn('redis-server', [...fixed, ...options], { stdio: ['ignore', 'pipe', 'ignore'] });
    child = started;
    let said = '';
    for await (const text of started.stdout) {
      said += String(text);
      if (said.includes('Ready to accept connections')) return true;
    }
    return false;
  };
  const kill = async (): Promise<void> => {
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  await untilStarted(() => start(anyPort()));
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    revive: () => untilStarted(() => start(port)),
    async close() {
      await kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export const redisPort = (url: string): number => Number(new URL(url).port);

/** Outside of those that the system gives to whoever asks for any: it may be asked for again. */
const anyPort = (): number => randomInt(20_000, 32_000);

async function untilStarted(start: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    if (await start()) return;
    await pause(100);
  }
  throw new Error('redis-server does not start.');
}

async function ping(port: number): Promise<boolean> {
  // It is asked while other modules are evaluated, which takes its time on a busy machine.
  const client = new Redis({ ...address, port, lazyConnect: true, retryStrategy: () => null, connectTimeout: 15_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.ping();
    return true;
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
}
