import { chmod, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ErrorCode, PeoplegraphError } from '../../src/errors.js';
import { ContactPermission } from '../../src/domain/contact.js';
import { openStore } from '../../src/store/index.js';
import { describeStores, groupCall, storeFile, temporaryDirectory } from './support.js';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;

beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

async function refusal(path: string): Promise<PeoplegraphError> {
  const error: unknown = await openStore(path, storeFile).then(
    (store) => store.close(),
    (reason: unknown) => reason,
  );
  if (error instanceof PeoplegraphError) return error;
  throw new Error('The store was opened.');
}

describeStores('the store', (open) => {
  it('survives the end of its process, memberships and permissions alike', async () => {
    const store = await open();
    const [recorded] = await store.memberships.record([groupCall({ traits: { role: 'founder' } })]);
    await store.permissions.remember('1', [ContactPermission.INVOICES]);
    await store.reopen();

    expect(await store.memberships.find([{ userId: 'ada', groupId: 'mathematicians' }])).toEqual([recorded]);
    expect(await store.permissions.recall(['1'])).toEqual(new Map([['1', ['INVOICES']]]));
    await store.close();
  });

  it('answers STORE_UNAVAILABLE, with the reason as its cause, when it fails while it runs', async () => {
    const store = await open();
    await store.close();

    const reading = store.memberships.find([{ userId: 'ada', groupId: 'mathematicians' }]);
    await expect(reading).rejects.toMatchObject({ code: ErrorCode.STORE_UNAVAILABLE, retryable: true });
    await expect(reading).rejects.toHaveProperty('cause');
  });
});

describe('the embedded store', () => {
  it('is readable by nobody but its user, in a directory of its own or in one that was there', async () => {
    const fresh = await openStore(directory.path, storeFile);
    await fresh.memberships.record([groupCall()]);
    expect(await modeOf(directory.path)).toBe('700');
    await fresh.close();

    const shared = join(directory.path, 'shared');
    await mkdir(shared);
    await chmod(shared, 0o755);
    const store = await openStore(shared, storeFile);
    await store.memberships.record([groupCall()]);
    // The write-ahead log beside the file holds the same data.
    const files = await readdir(shared);
    expect(files).toContain(storeFile);
    for (const file of files) expect([file, await modeOf(join(shared, file))]).toEqual([file, '600']);
    await store.close();
  });

  it('cannot be opened a second time while it is open, and says what to do', async () => {
    const store = await openStore(directory.path, storeFile);

    const { code, message } = await refusal(directory.path);
    expect(code).toBe(ErrorCode.STORE_UNAVAILABLE);
    expect(message).toMatch(/^Another process holds the store in .+ DATA_DIR/);
    expect(message).toContain(directory.path);
    // The refused attempt harmed nothing.
    await store.memberships.record([groupCall()]);
    await store.close();
    await (await openStore(directory.path, storeFile)).close();
  });

  it('refuses a directory that is a file', async () => {
    await writeFile(directory.path, 'a file');

    const { code, message } = await refusal(directory.path);
    expect(code).toBe(ErrorCode.STORE_UNAVAILABLE);
    expect(message).toMatch(/cannot be opened.+DATA_DIR/);
  });

  it('refuses a directory that cannot be written to', async () => {
    // A file in the place of the parent stops root, too, whom no mode bits stop.
    await writeFile(directory.path, 'a file');
    const below = join(directory.path, 'data');

    const { code, message } = await refusal(below);
    expect(code).toBe(ErrorCode.STORE_UNAVAILABLE);
    expect(message).toContain(below);
  });

  it('refuses a file that is no database, and leaves it as it is', async () => {
    await mkdir(directory.path);
    await writeFile(join(directory.path, storeFile), 'notes of somebody, not a database\n'.repeat(100));

    expect(await refusal(directory.path)).toMatchObject({ code: ErrorCode.STORE_UNAVAILABLE });
    expect((await stat(join(directory.path, storeFile))).size).toBe(3_400);
  });
});
