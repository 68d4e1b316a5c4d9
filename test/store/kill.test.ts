import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openStore } from '../../src/store/index.js';
import { storeFile, temporaryDirectory } from './support.js';

const writingProcess = fileURLToPath(new URL('writing-process.ts', import.meta.url));
const project = fileURLToPath(new URL('../../', import.meta.url));

it('loses no acknowledged membership, and no lock stays, when its process is killed in the middle of writing', async () => {
  const directory = await temporaryDirectory();
  const child = spawn(
    process.execPath,
    ['--import', '@swc-node/register/esm-register', writingProcess, directory.path],
    { cwd: project, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');

  const acknowledged: string[] = [];
  for await (const number of createInterface({ input: child.stdout })) {
    acknowledged.push(number);
    if (acknowledged.length === 50) child.kill('SIGKILL');
  }
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(acknowledged.length).toBeGreaterThanOrEqual(50);

  const store = await openStore(directory.path, storeFile);
  const found = await store.memberships.find(acknowledged.map((userId) => ({ userId, groupId: 'mathematicians' })));
  expect(found.map((membership) => membership?.userId)).toEqual(acknowledged);
  await store.close();
  await directory.remove();
});
