import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { errorClasses } from '../../client/src/generated/errors.js';
import { errorTable } from '../../src/error-codes.js';
import { codeRows, readText } from '../docs/markdown.js';

const committed = 'client/src/generated';
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
  it('is what schema.graphql, its documents and the error codes generate; "npm run generate" brings it up to date', async () => {
    const command = ['--import', '@swc-node/register/esm-register', 'scripts/generate-client.ts', directory];
    await promisify(execFile)(process.execPath, command, { cwd: process.cwd() });

    expect(await filesIn(directory)).toEqual(await filesIn(committed));
  });

  it('has a class for each code of the service, and no other', async () => {
    expect(Object.keys(errorClasses)).toEqual(Object.keys(errorTable));
    const documented = codeRows(await readText('docs/errors.md')).map(([code]) => code);
    expect(documented).toEqual(expect.arrayContaining(Object.keys(errorClasses)));
    expect(new Set(Object.values(errorClasses).map(({ name }) => name)).size).toBe(Object.keys(errorTable).length);
  });

  it('takes its version from the service', async () => {
    const versionIn = async (path: string): Promise<unknown> =>
      (JSON.parse(await readText(path)) as { version: unknown }).version;
    expect(await versionIn('client/package.json')).toBe(await versionIn('package.json'));
  });
});
