import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Start, typescript } from './processes.js';

/** The root of the repository. */
export const root = join(import.meta.dirname, '..');

/** One line of the table: a process, and what it is asked for. */
export interface Contender {
  readonly name: string;
  /** Contenders of the same process share it. */
  readonly process: string;
  /** Only the queries with these beginnings; all where it is left out. */
  readonly cases?: readonly string[];
  /** All connections ask the same, so that identical operations are under way at once. */
  readonly sameOperation?: boolean;
  /** The most connections that it is given: one that takes long for an answer would take minutes for 64. */
  readonly mostConnections?: number;
}

export const baseline = 'Apollo Server, DataLoader, got';
export const uncached = 'this server, nothing cached';
export const warm = 'this server, warm cache';
export const identical = 'this server, identical operations';
export const mercurius = 'Mercurius, JIT, loaders, undici';
export const bytes = 'floor: the same bytes, node:http';

export const contenders: readonly Contender[] = [
  { name: uncached, process: 'uncached' },
  { name: warm, process: 'warm', cases: ['batch', 'nested'] },
  { name: identical, process: 'uncached', cases: ['batch'], sameOperation: true },
  { name: baseline, process: 'apollo loaders' },
  { name: 'Apollo Server, DataLoader, undici', process: 'apollo undici', cases: ['batch', 'nested'] },
  {
    name: 'Apollo Server, got for each field',
    process: 'apollo fields',
    cases: ['batch-100', 'nested-100'],
    mostConnections: 8,
  },
  { name: 'GraphQL Yoga, DataLoader, fetch', process: 'yoga' },
  { name: mercurius, process: 'mercurius' },
  { name: 'graphql-http, DataLoader, undici', process: 'graphql-http', cases: ['batch', 'trivial'] },
  { name: 'floor: by hand, undici, no GraphQL', process: 'proxy' },
  { name: bytes, process: 'bytes', cases: ['batch', 'trivial'], sameOperation: true },
];

export const answers = ({ cases }: Contender, name: string): boolean =>
  cases === undefined || cases.some((beginning) => name.startsWith(beginning));

const key = 'benchmark';

/** Sent by the load to all contenders; only this server looks at it. */
export const headers = { authorization: `Bearer ${key}` };

/** What `npm start` gives to node, so that what is measured is what people run. */
function serverFlags(): string[] {
  const { config } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { config: { node_flags: string } };
  return config.node_flags.split(' ');
}

function server(
  upstream: string,
  cacheSeconds: number,
  extraFlags: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Start {
  const directory = mkdtempSync(join(tmpdir(), 'peoplegraph-bench-'));
  return {
    place: 'contender',
    args: [...serverFlags(), ...extraFlags, join(root, 'dist/main.js')],
    // Away from the .env file of whoever runs this.
    workingDirectory: directory,
    environment: {
      PORT: '0',
      DATA_DIR: directory,
      SANDBOX: 'off',
      API_KEYS: `bench:${createHash('sha256').update(key).digest('hex')}`,
      NUMI_URL: upstream,
      NUMI_API_KEY: 'benchmark',
      PERFEX_URL: upstream,
      PERFEX_TOKEN: 'benchmark',
      NUMI_CACHE_SECONDS: String(cacheSeconds),
      PERFEX_CACHE_SECONDS: String(cacheSeconds),
      PERSIO_URL: upstream.replace(/\/$/, ''),
      PERSIO_WRITE_KEY: 'benchmark',
      ...environment,
    },
  };
}

const other = (file: string, upstream: string, form = ''): Start => ({
  place: 'contender',
  args: [...typescript, join(root, 'bench/contenders', `${file}.ts`), upstream, form],
  workingDirectory: root,
});

/** How the process of a contender is started. */
export function startOf(process: string, upstream: string, extraFlags: readonly string[] = []): Start {
  if (process === 'uncached') return server(upstream, 0, extraFlags);
  if (process === 'warm') return server(upstream, 86_400, extraFlags);
  const [file = '', form] = process.split(' ');
  if (file === 'postgres') {
    const key = randomBytes(32).toString('base64');
    return server(upstream, 0, extraFlags, { DATABASE_URL: form ?? '', STORE_ENCRYPTION_KEYS: `bench:${key}` });
  }
  return other(file, upstream, form);
}
