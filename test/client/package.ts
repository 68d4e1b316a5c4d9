import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const compiler = resolve('node_modules/typescript/bin/tsc');

/** Compiles, and answers what the compiler says. */
export const compile = async (options: readonly string[], directory: string): Promise<string> =>
  run(process.execPath, [compiler, ...options], { cwd: directory }).then(
    ({ stdout }) => stdout,
    (failure: unknown) => (failure as { stdout: string }).stdout,
  );

export interface PackedClient {
  /** The folder that was packed, with `dist` built from the sources. */
  readonly folder: string;
  /** The paths in the package. */
  readonly files: readonly string[];
  /** An empty project that has installed the package. */
  readonly project: string;
  remove(): Promise<void>;
}

/** Builds, packs and installs the client as somebody else would, without a network. */
export async function packClient(): Promise<PackedClient> {
  const directory = await mkdtemp(join(tmpdir(), 'peoplegraph-package-'));
  const [folder, project] = [join(directory, 'client'), join(directory, 'project')];
  for (const name of ['src', 'package.json', 'README.md', 'LICENSE']) {
    await cp(join('client', name), join(folder, name), { recursive: true });
  }
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{ "type": "module", "private": true }');
  const said = await compile(
    ['--project', resolve('client/tsconfig.json'), '--outDir', join(folder, 'dist')],
    directory,
  );
  if (said) throw new Error(said);
  // A cache of its own: what this machine has installed before must not help.
  const npm = ['--cache', join(directory, 'cache'), '--offline'];
  const { stdout } = await run('npm', ['pack', './client', '--json', ...npm], { cwd: directory });
  const [packed] = JSON.parse(stdout) as { filename: string; files: { path: string }[] }[];
  if (!packed) throw new Error('npm has packed nothing.');
  const tarball = join(directory, packed.filename);
  await run('npm', ['install', tarball, '--no-audit', '--no-fund', '--ignore-scripts', ...npm], { cwd: project });
  return {
    folder,
    files: packed.files.map(({ path }) => path),
    project,
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}
