import { sql } from 'kysely';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ErrorCode } from '../../src/errors.js';
import type { StoreDatabase } from '../../src/store/database.js';
import { openEmbeddedDatabase } from '../../src/store/embedded.js';
import { openStore } from '../../src/store/index.js';
import { membershipLedger } from '../../src/store/membership-ledger.js';
import { groupCall, storeFile, temporaryDirectory } from './support.js';

const fillingProcess = fileURLToPath(new URL('filling-process.ts', import.meta.url));
const project = fileURLToPath(new URL('../../', import.meta.url));

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;

beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

const bigCall = (number: number) => groupCall({ userId: `${number}`, traits: { text: 'x'.repeat(5_000) } });
const keyOf = (number: number) => ({ userId: `${number}`, groupId: 'mathematicians' });

/** What of a store that was filled until it failed is there afterwards. */
async function expectIntact(path: string, acknowledged: number): Promise<void> {
  const database = await openEmbeddedDatabase(path, storeFile);
  const { rows } = await sql`pragma integrity_check`.execute(database);
  expect(rows).toEqual([{ integrity_check: 'ok' }]);
  const keys = Array.from({ length: acknowledged + 1 }, (_, number) => keyOf(number));
  const found = await membershipLedger(database).find(keys);
  expect(found.map((membership) => membership?.userId)).toEqual([
    ...keys.slice(0, -1).map(({ userId }) => userId),
    undefined,
  ]);
  await database.destroy();
}

describe('an embedded store without room', () => {
  const limit = (database: StoreDatabase, pages: number) =>
    sql`pragma max_page_count = ${sql.lit(pages)}`.execute(database);

  it('says so with its code, keeps what it has, and goes on by itself when there is room', async () => {
    const database = await openEmbeddedDatabase(directory.path, storeFile);
    const ledger = membershipLedger(database);
    await limit(database, 60);
    let acknowledged = 0;
    const filling = (async () => {
      for (; ; acknowledged += 1) await ledger.record([bigCall(acknowledged)]);
    })();

    await expect(filling).rejects.toMatchObject({
      code: ErrorCode.STORE_UNAVAILABLE,
      message: expect.stringMatching(/no room left/),
      cause: { code: 'SQLITE_FULL' },
    });
    expect(acknowledged).toBeGreaterThan(0);
    const found = await ledger.find([keyOf(acknowledged - 1), keyOf(acknowledged)]);
    expect(found.map((membership) => membership?.userId)).toEqual([`${acknowledged - 1}`, undefined]);

    await limit(database, 10_000);
    await ledger.record([bigCall(acknowledged)]);
    await database.destroy();
    await expectIntact(directory.path, acknowledged + 1);
  });

  it('on a disk that takes no more loses nothing that was acknowledged', async () => {
    // The limit of a file's size stands for that of the disk.
    const child = spawn(
      'bash',
      ['-c', 'ulimit -f 600; exec "$0" "$@"', process.execPath].concat([
        '--import',
        '@swc-node/register/esm-register',
        fillingProcess,
        directory.path,
      ]),
      { cwd: project, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
    const { acknowledged, failure } = JSON.parse(output) as { acknowledged: number; failure: object };

    expect(failure).toEqual({
      isOurs: true,
      code: ErrorCode.STORE_UNAVAILABLE,
      message: expect.stringMatching(/store/),
      reason: expect.stringMatching(/^SQLITE_(FULL|IOERR_WRITE)$/),
    });
    expect(acknowledged).toBeGreaterThan(0);
    await expectIntact(directory.path, acknowledged);
  });

  const disk = mountable();
  (disk ? it : it.skip)(
    disk ? 'on a full disk is not opened, and says why' : 'on a full disk (skipped: no disk can be mounted here)',
    async () => {
      await mkdir(directory.path);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=60k', 'none', directory.path]);
      try {
        await expect(openStore(directory.path, storeFile)).rejects.toMatchObject({
          code: ErrorCode.STORE_UNAVAILABLE,
          message: expect.stringMatching(/the disk is full/),
        });
      } finally {
        execFileSync('umount', ['--lazy', directory.path]);
      }
    },
  );
});

describe('an embedded store that this user may not write to', () => {
  const nobody = 65_534;

  /** Nothing is forbidden to root: it becomes somebody else for a moment. */
  async function asUser<Result>(work: () => Promise<Result>): Promise<Result> {
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(nobody);
    try {
      return await work();
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  }

  it.each([
    ['a directory of its own, but read-only', true],
    ["somebody else's file", false],
  ])('is refused in %s, and is as it was', async (_, ownsFile) => {
    const store = await openStore(directory.path, storeFile);
    const recorded = await store.memberships.record([groupCall()]);
    await store.close();
    if (ownsFile && process.geteuid?.() === 0) {
      await chown(directory.path, nobody, nobody);
      await chown(join(directory.path, storeFile), nobody, nobody);
    }
    await chmod(dirname(directory.path), 0o755);
    await chmod(directory.path, 0o555);
    await chmod(join(directory.path, storeFile), ownsFile ? 0o600 : 0o444);

    await asUser(() =>
      expect(openStore(directory.path, storeFile)).rejects.toMatchObject({
        code: ErrorCode.STORE_UNAVAILABLE,
        message: expect.stringMatching(/cannot be opened.+DATA_DIR.+may write/),
      }),
    );

    await chmod(directory.path, 0o700);
    await chmod(join(directory.path, storeFile), 0o600);
    const again = await openStore(directory.path, storeFile);
    expect(await again.memberships.find([{ userId: 'ada', groupId: 'mathematicians' }])).toEqual(recorded);
    await again.close();
  });
});

/** Whether this user may mount a small disk in memory. */
function mountable(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', '-o', 'size=60k', 'none', '/mnt'], { stdio: 'ignore' });
    return process.geteuid?.() === 0;
  } catch {
    return false;
  }
}
