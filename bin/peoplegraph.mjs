#!/usr/bin/env node
/**
 * The command `peoplegraph`. An installed package and the image are compiled; in a clone this compiles what has changed
 * first, as `npm start` does, so that `npx peoplegraph` works after `npm install`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const compiler = join(root, 'node_modules/typescript/bin/tsc');
const program = join(root, 'dist/cli/main.js');
const builtAt = join(root, 'dist/.tsbuildinfo');

/** When a file was changed last, in milliseconds; 0 where it is not there. */
const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const hasChanged = () => {
  const built = existsSync(program) ? changedAt(builtAt) : 0;
  return readdirSync(join(root, 'src'), { recursive: true }).some((name) => changedAt(join(root, 'src', name)) > built);
};

if (existsSync(join(root, 'src')) && existsSync(compiler) && hasChanged()) {
  process.stderr.write('Building Peoplegraph…\n');
  // What "npm run build" does. The answer of the command alone is on the output stream.
  for (const step of [[compiler, '-p', join(root, 'tsconfig.build.json')], [join(root, 'scripts/copy-assets.mjs')]]) {
    const { status } = spawnSync(process.execPath, step, { cwd: root, stdio: ['ignore', 2, 2] });
    if (status === 0) continue;
    process.stderr.write('Peoplegraph cannot be built.\n');
    process.exit(1);
  }
  // The compiler leaves it alone where nothing came out differently.
  utimesSync(builtAt, new Date(), new Date());
}

if (existsSync(program)) {
  await import(pathToFileURL(program));
} else {
  process.stderr.write('Peoplegraph is not built. Run "npm install" in its directory, and then "npm run build".\n');
  process.exitCode = 1;
}
