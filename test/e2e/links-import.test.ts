import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Vendor } from '../../src/domain/vendor.js';
import { openSharedStore, openStore, type Store } from '../../src/store/index.js';
import { buildService, type BuiltService } from '../support/built-service.js';
import { npmScript, outcomeOf, spawnCommand } from '../support/process.js';
import { createDatabase, describeWithPostgres, type TestDatabase } from '../support/postgres.js';
import { encryptionKey, encryptionKeyText, sharedStore, storeFile, temporaryDirectory } from '../store/support.js';

const project = fileURLToPath(new URL('../../', import.meta.url));
const header = 'vendor,record_id,same_as_vendor,same_as_record_id';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let file: string;
beforeEach(async () => {
  directory = await temporaryDirectory();
  file = join(dirname(directory.path), 'links.csv');
});
afterEach(() => directory.remove());

let service: BuiltService;
beforeAll(async () => {
  service = await buildService();
});

const spawned = (script: readonly string[], parameters: readonly string[], environment: Record<string, string> = {}) =>
  spawnCommand(script, parameters, {
    environment: { DATA_DIR: directory.path, ...environment },
    directory: project,
  });
const start = (parameters: readonly string[], environment?: Record<string, string>) =>
  spawned([service.command, 'links', 'import'], parameters, environment);
const run = (parameters: readonly string[], environment?: Record<string, string>) =>
  outcomeOf(start(parameters, environment));

const write = (...lines: string[]): Promise<void> => writeFile(file, [header, ...lines, ''].join('\n'));
const pairs = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `CHATWOOT,${index + 1},PERFEX,${index + 1}`);

/** The records of a person, by that of a user. */
async function linkedTo(store: Store, recordId: string): Promise<string[]> {
  const [identity] = await store.identities.find([{ record: { vendor: Vendor.CHATWOOT, recordId } }]);
  if (identity instanceof Error) throw identity;
  return (identity?.links ?? []).map(({ key, linkedBy }) => `${key.vendor} ${key.recordId} by ${linkedBy}`);
}

async function inStore<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openStore(directory.path, storeFile);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

describe('the command that imports links', () => {
  it('links what each line names, and says how many', async () => {
    await write('chatwoot,1,NUMI,+4930901820', '"PERFEX" , "7",CHATWOOT,1');
    const { code, output, errors } = await outcomeOf(spawned(npmScript('links:import'), [file]));

    expect({ code, output }).toEqual({ code: 0, output: '' });
    expect(errors).toBe('Imported 2 links of 3 lines, 0 lines rejected.\n');
    expect(await inStore((store) => linkedTo(store, '1'))).toEqual([
      'CHATWOOT 1 by import',
      'NUMI +4930901820 by import',
      'PERFEX 7 by import',
    ]);
  });

  it('names each line that it cannot use, without its values, and imports the others', async () => {
    await write(
      'CHATWOOT,ada@example.com,PERFEX,1',
      '"CHATWOOT,2,PERFEX,2',
      'CHATWOOT,3,PERFEX,3',
      '',
      'HUBSPOT,4,PERFEX,4',
      'CHATWOOT,5,PERFEX',
      'PERSIO,anonymous,PERFEX,6',
      'NUMI,030 901820,PERFEX,7',
      'CHATWOOT,8,CHATWOOT,8',
    );
    const { code, output } = await run([file]);

    expect(code).toBe(1);
    expect(output.trim().split('\n')).toEqual([
      'Line 2: record_id must be a whole number above zero, such as 12.',
      'Line 3: its quotation marks do not match.',
      'Line 6: vendor must be one of NUMI, CHATWOOT, PERFEX, PERSIO.',
      'Line 7: it has 3 fields in place of 4.',
      "Line 8: record_id must not be a text that stands for nobody, such as 'null' or 'anonymous'.",
      'Line 9: record_id must be a phone number with its country code, such as +4930901820.',
      'Line 10: it names the same record twice.',
    ]);
    expect(await inStore((store) => linkedTo(store, '3'))).toHaveLength(2);
  });

  it('imports nothing with --strict where a line cannot be used', async () => {
    await write('CHATWOOT,1,PERFEX,1', 'CHATWOOT,0,PERFEX,2');
    const { code, errors } = await run([file, '--strict']);

    expect(code).toBe(1);
    expect(errors).toBe('Nothing was imported: 1 line cannot be used.\n');
    expect(await inStore((store) => linkedTo(store, '1'))).toEqual([]);
  });

  it('does not import a file twice, unless it is asked to', async () => {
    await write('CHATWOOT,1,PERFEX,1');
    await run([file]);

    expect((await run([file])).errors).toContain('This file was imported on ');
    expect((await run([file, '--again'])).errors).toBe('Imported 1 link of 2 lines, 0 lines rejected.\n');
  });

  it('refuses a person of more than a hundred records', async () => {
    await write(...Array.from({ length: 101 }, (_, index) => `CHATWOOT,1,PERFEX,${index + 1}`));
    const { code, output } = await run([file]);

    expect(code).toBe(1);
    expect(output).toBe(
      'Line 101: the person would have more than 100 records.\nLine 102: the person would have more than 100 records.\n',
    );
    expect(await inStore((store) => linkedTo(store, '1'))).toHaveLength(100);
  });

  it.each([
    ['another header', 'id,other\n1,2\n', 'The first line has to be the header'],
    ['no header', '', 'The first line has to be the header'],
  ])('refuses a file with %s', async (_, content, reason) => {
    await writeFile(file, content);
    const { code, errors } = await run([file]);

    expect(code).toBe(2);
    expect(errors).toContain(reason);
  });

  it('takes a file with nothing but the header, and one with ends of lines of Windows', async () => {
    await writeFile(file, header);
    expect((await run([file])).errors).toBe('Imported 0 links of 1 line, 0 lines rejected.\n');
    await writeFile(file, `\ufeff${header}\r\nCHATWOOT,1,PERFEX,1\r\n`);
    expect((await run([file])).errors).toBe('Imported 1 link of 2 lines, 0 lines rejected.\n');
  });

  it('says that a server holds the embedded store', async () => {
    await write('CHATWOOT,1,PERFEX,1');
    const { code, errors } = await inStore(() => run([file]));

    expect(code).toBe(3);
    expect(errors).toContain('Another process holds the store');
  });

  it('goes on where it was killed, and links everything once', async () => {
    const count = 40_000;
    const lines = pairs(count);
    // A line is rejected aloud once what comes before it is stored, and most of the file comes behind.
    lines.splice(7_000, 0, 'CHATWOOT,1,NOBODY,1');
    await write(...lines);
    const child = start([file]);
    const killed = once(child, 'close');
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await killed;
    const { code, errors } = await run([file]);

    expect(code).toBe(1);
    expect(errors).toMatch(/^Going on behind line \d+\.$/m);
    expect(errors).toContain('Imported 40,000 links of 40,002 lines, 1 line rejected.');
    await inStore(async (store) => {
      const keys = pairs(count).map((_, index) => ({ vendor: Vendor.PERFEX, recordId: String(index + 1) }));
      const found = await store.identities.find(keys.map((record) => ({ record })));
      expect(found.filter((identity) => identity && 'links' in identity && identity.links.length === 2)).toHaveLength(
        count,
      );
    });
  });
});

describeWithPostgres('the command that imports links, into PostgreSQL', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.drop());

  it('works beside a server', async () => {
    await write(...pairs(20));
    const settings = { ...sharedStore(database.url), schema: 'peoplegraph', encryptionKeys: [encryptionKey] };
    const server = await openSharedStore(settings);
    try {
      const { code } = await run([file], { DATABASE_URL: database.url, STORE_ENCRYPTION_KEYS: encryptionKeyText });

      expect(code).toBe(0);
      expect(await linkedTo(server, '20')).toEqual(['CHATWOOT 20 by import', 'PERFEX 20 by import']);
    } finally {
      await server.close();
    }
  });

  it('loses none of the links that a server makes of the same records meanwhile', async () => {
    const count = 12_000;
    await write(...pairs(count));
    const server = await openSharedStore({
      ...sharedStore(database.url),
      schema: 'peoplegraph',
      encryptionKeys: [encryptionKey],
    });
    try {
      const imported = run([file], { DATABASE_URL: database.url, STORE_ENCRYPTION_KEYS: encryptionKeyText });
      const progress = { isOver: false };
      void imported.then(() => (progress.isOver = true));
      const linked: number[] = [];
      while (!progress.isOver) {
        const id = 1 + ((linked.length * 997) % count);
        const group = [
          { vendor: Vendor.PERSIO, recordId: `own-${id}` },
          { vendor: Vendor.CHATWOOT, recordId: String(id) },
        ];
        await server.identities.declare([group], { actor: 'support', at: new Date() });
        linked.push(id);
      }

      expect((await imported).code).toBe(0);
      const keys = Array.from({ length: count }, (_, index) => ({
        vendor: Vendor.PERFEX,
        recordId: String(index + 1),
      }));
      const found = await server.identities.find(keys.map((record) => ({ record })));
      const counts = found.map((identity) => (identity && 'links' in identity ? identity.links.length : 0));
      const meanwhile = new Set(linked);
      expect(counts).toEqual(keys.map((_, index) => (meanwhile.has(index + 1) ? 3 : 2)));
    } finally {
      await server.close();
    }
  });
});
