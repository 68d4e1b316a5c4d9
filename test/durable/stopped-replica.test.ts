import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHeldServer } from '../support/held-server.js';
import { createDatabase, describeWithPostgres } from '../support/postgres.js';
import { buildService } from '../support/built-service.js';
import { askProcess, type ServerProcess, startProcess } from '../support/process.js';
import { untilThere } from '../support/until.js';
import type { WriteView } from './support.js';

/** Stores an event of one person, and answers the id of its write. */
async function track({ url }: ServerProcess, event: string): Promise<string> {
  const query = `mutation { track(input: { userId: "u", event: "${event}", delivery: ASYNC }) { write { id } } }`;
  const { data } = (await askProcess(await url, query)) as { data: { track: { write: { id: string } } } };
  return data.track.write.id;
}

async function view({ url }: ServerProcess, id: string): Promise<WriteView> {
  const query = `{ write(id: "${id}") { state attempts endedAt lastError { code } } }`;
  const { data } = (await askProcess(await url, query)) as { data: { write: WriteView } };
  return data.write;
}

async function untilDelivered(server: ServerProcess, id: string): Promise<WriteView> {
  return untilThere(async () => {
    const write = await view(server, id);
    return write.state === 'DELIVERED' ? write : undefined;
  }, 'The delivery');
}

describeWithPostgres('a replica that is stopped in the middle of a delivery', () => {
  it('and goes on after another one has taken the write over, neither asks the vendor again nor changes the outcome', async () => {
    const service = await buildService();
    const directory = await mkdtemp(join(tmpdir(), 'peoplegraph-stopped-'));
    const database = await createDatabase();
    const persio = await startHeldServer();
    const environment = {
      DATABASE_URL: database.url,
      STORE_ENCRYPTION_KEYS: `shared:${randomBytes(32).toString('base64')}`,
      SANDBOX: 'off',
      PERSIO_URL: persio.url,
      PERSIO_WRITE_KEY: 'key',
      VENDOR_RETRIES: '0',
      // A lease of seven seconds.
      OPERATION_TIMEOUT_MS: '3000',
      VENDOR_TIMEOUT_MS: '3000',
      WRITE_LEASE_RESERVE_SECONDS: '1',
    };
    const processes: ServerProcess[] = [];
    const start = async (): Promise<ServerProcess> => {
      const server = startProcess(service.main, environment, directory);
      processes.push(server);
      await server.url;
      return server;
    };
    try {
      const stopped = await start();
      const id = await track(stopped, 'first');
      const lost = await persio.next();
      stopped.kill('SIGSTOP');

      const other = await start();
      const behind = await track(other, 'second');
      (await persio.next()).answer(200);
      const delivered = await untilDelivered(other, id);
      expect(delivered.attempts).toBe(2);
      (await persio.next()).answer(200);
      await untilDelivered(other, behind);

      lost.answer(200);
      stopped.kill('SIGCONT');
      expect(await view(stopped, id)).toEqual(delivered);
      // It stores how its deliveries went before it ends.
      stopped.kill('SIGTERM');
      expect(await stopped.exit).toEqual({ code: 0, signal: null });
      expect(await view(other, id)).toEqual(delivered);
      expect(persio.untaken).toBe(0);
    } finally {
      for (const server of processes) server.kill('SIGKILL');
      await Promise.all(processes.map(({ exit }) => exit));
      await persio.close();
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    }
  });
});
