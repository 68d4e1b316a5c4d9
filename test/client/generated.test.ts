import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const committed = 'test/client/generated';
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'peoplegraph-client-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const filesIn = async (folder: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all((await readdir(folder)).map(async (name) => [name, await readFile(join(folder, name), 'utf8')])),
  ) as Record<string, string>;

describe('the typed client', () => {
  it('is what codegen.yml generates from schema.graphql; "npm run generate" brings it up to date', async () => {
    const settings = await readFile('codegen.yml', 'utf8');
    const elsewhere = settings.replace(`${committed}/:`, `'${directory}/':`);
    expect(elsewhere).not.toBe(settings);
    // Beside the project's own configuration, because paths in it are relative to the working directory.
    const configuration = join(directory, 'codegen.yml');
    await writeFile(configuration, elsewhere);

    const command = resolve('node_modules/@graphql-codegen/cli/esm/bin.js');
    await promisify(execFile)(process.execPath, [command, '--config', configuration], { cwd: process.cwd() });

    const { ['codegen.yml']: _, ...generated } = await filesIn(directory);
    expect(generated).toEqual(await filesIn(committed));
  });
});
