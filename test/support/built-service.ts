import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const path = (relative: string): string => fileURLToPath(new URL(`../../${relative}`, import.meta.url));
const cache = path('node_modules/.cache/built-service');
const options = path('tsconfig.build.json');
const besides = ['bin', 'package.json'];

/** Builds of sources that are gone are removed after a day: nobody tests them any more. */
const keptMs = 24 * 60 * 60 * 1_000;

/** What was built. */
export interface BuiltService {
  /** What `npm start` runs. */
  readonly main: string;
  /** What `npx peoplegraph` runs. */
  readonly command: string;
}

/**
 * The service built as `npm start` builds it, beside the packages that it needs; types are checked elsewhere. It is
 * built once for all the tests of the same sources.
 */
export async function buildService(): Promise<BuiltService> {
  const directory = join(cache, await nameOfSources());
  if (!(await exists(directory))) await build(directory);
  return { main: join(directory, 'dist/main.js'), command: join(directory, 'bin/peoplegraph.mjs') };
}

async function build(directory: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  await removeOld();
  const made = await mkdtemp(`${directory}-`);
  const parameters = ['--project', options, '--outDir', join(made, 'dist'), '--noCheck', '--incremental', 'false'];
  await promisify(execFile)(process.execPath, [path('node_modules/typescript/bin/tsc'), ...parameters]);
  for (const part of besides) await cp(path(part), join(made, part), { recursive: true });
  await rename(made, directory).catch(async (error: unknown) => {
    // Another worker was quicker.
    if (!(await exists(directory))) throw error;
    await rm(made, { recursive: true });
  });
}

async function removeOld(): Promise<void> {
  for (const name of await readdir(cache)) {
    const { mtimeMs } = await stat(join(cache, name)).catch(() => ({ mtimeMs: Infinity }));
    if (Date.now() - mtimeMs > keptMs) await rm(join(cache, name), { recursive: true, force: true });
  }
}

/** A name that other sources do not have. */
async function nameOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of [...(await filesOf('src')), ...(await filesOf('bin')), 'package.json', 'tsconfig.json'])
    hash.update(`${file}\0`).update(await readFile(path(file)));
  return hash
    .update(await readFile(options))
    .digest('hex')
    .slice(0, 24);
}

async function filesOf(directory: string): Promise<string[]> {
  const entries = await readdir(path(directory), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(path('').length))
    .sort();
}

const exists = (directory: string): Promise<boolean> =>
  stat(directory).then(
    () => true,
    () => false,
  );
