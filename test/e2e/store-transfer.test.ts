import { readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSharedStore, openStore } from '../../src/store/index.js';
import { groupCall, storeFile, temporaryDirectory } from '../store/support.js';
import { buildService, type BuiltService } from '../support/built-service.js';
import { npmScript, outcomeOf, spawnCommand } from '../support/process.js';
import { createDatabase, describeWithPostgres } from '../support/postgres.js';
import { intent, lease } from '../support/write-intent.js';

const project = fileURLToPath(new URL('../../', import.meta.url));

let service: BuiltService;
beforeAll(async () => {
  service = await buildService();
});

type Way = 'export' | 'import';
const run = (
  script: readonly string[],
  parameters: readonly string[],
  environment: Record<string, string>,
  input = '',
) => outcomeOf(spawnCommand(script, parameters, { environment, directory: project }), input);

const transfer = ([way, ...parameters]: readonly [Way, ...string[]], environment: Record<string, string>, input = '') =>
  run([service.command, 'store', way], parameters, environment, input);

/** The command of a way, as npm runs it. */
const npmTransfer = (
  [way, ...parameters]: readonly [Way, ...string[]],
  environment: Record<string, string>,
  input = '',
) => run(npmScript(`store:${way}`), parameters, environment, input);

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let file: string;

beforeEach(async () => {
  directory = await temporaryDirectory();
  file = join(dirname(directory.path), 'store.jsonl');
});
afterEach(() => directory.remove());

const pending = intent({ items: [{ event: 'e' }] });

async function fill(): Promise<void> {
  const store = await openStore(directory.path, storeFile);
  await store.memberships.record([groupCall({ userId: 'ada' }), groupCall({ userId: 'grace' })]);
  await store.writes.commit(pending, undefined);
  await store.close();
}

/** The key that the embedded store made for itself. */
const keyOfStore = async () => ({
  id: 'file',
  key: Buffer.from(await readFile(join(directory.path, 'encryption.key'), 'utf8'), 'base64'),
});

describe('the command that exports the store', () => {
  it('writes it into a file that nobody else reads, and says how much it was', async () => {
    await fill();
    const { code, output, errors } = await npmTransfer(['export', file], { DATA_DIR: directory.path });

    expect({ code, output }).toEqual({ code: 0, output: '' });
    expect(errors).toContain('Exported 2 rows of group_memberships.\n');
    expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
  });

  it('writes the same to the output stream', async () => {
    await fill();
    await transfer(['export', file], { DATA_DIR: directory.path });

    expect((await transfer(['export'], { DATA_DIR: directory.path })).output).toBe(await readFile(file, 'utf8'));
  });

  it('overwrites no file', async () => {
    await fill();
    await writeFile(file, 'notes');

    expect((await transfer(['export', file], { DATA_DIR: directory.path })).code).toBe(2);
    expect(await readFile(file, 'utf8')).toBe('notes');
  });

  it('refuses a store that is in use, and one that is not there', async () => {
    const store = await openStore(directory.path, storeFile);
    const used = await transfer(['export'], { DATA_DIR: directory.path });
    await store.close();
    const missing = await transfer(['export'], { DATA_DIR: join(directory.path, 'elsewhere') });

    expect(used).toMatchObject({ code: 3, output: '', errors: expect.stringMatching(/^Another process holds/) });
    expect(missing).toMatchObject({
      code: 2,
      output: '',
      errors: expect.stringMatching(/^DATA_DIR: there is no store/),
    });
  });
});

describeWithPostgres('the command that imports a store', () => {
  it('puts an export into PostgreSQL, where the service finds it, and does so once', async () => {
    await fill();
    const database = await createDatabase();
    const { output } = await transfer(['export'], { DATA_DIR: directory.path });
    const first = await npmTransfer(['import'], { DATABASE_URL: database.url }, output);
    const second = await transfer(['import'], { DATABASE_URL: database.url }, output);

    expect(first).toEqual({
      code: 0,
      output: '',
      errors: expect.stringContaining('Imported 2 rows of group_memberships.'),
    });
    expect(second).toMatchObject({ code: 3, errors: expect.stringMatching(/^The store is not empty/) });
    const store = await openSharedStore({
      url: database.url,
      schema: 'peoplegraph',
      connections: 1,
      // As `STORE_ENCRYPTION_KEYS="file:$(cat data/encryption.key)"` gives it.
      encryptionKeys: [await keyOfStore()],
      logger: { warn: () => undefined },
    });
    const { items } = await store.memberships.pageOfGroup('mathematicians', 10, undefined);
    expect(items.map(({ userId }) => userId).sort()).toEqual(['ada', 'grace']);
    const [claimed] = await store.writes.claimDue(pending.vendor, 10, lease());
    expect(claimed).toMatchObject({ write: { id: pending.id }, content: { items: pending.items } });
    await store.close();
    await database.drop();
  });

  it('says that a file is missing', async () => {
    const { code, errors } = await transfer(['import', file], { DATA_DIR: directory.path });

    expect({ code, errors }).toEqual({ code: 2, errors: expect.stringContaining('(ENOENT)') });
  });
});
