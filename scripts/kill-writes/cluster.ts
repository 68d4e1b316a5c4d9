import { execFileSync, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { chownSync, mkdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A PostgreSQL server of the run's own. */
export interface Cluster {
  readonly url: string;
  /** Ends it as a crash does, and starts it again after so many milliseconds. */
  restart(awayFor: number): Promise<void>;
  close(): Promise<void>;
}

/** @returns undefined where `initdb` and `pg_ctl` are not to be found. */
export async function startCluster(directory: string): Promise<Cluster | undefined> {
  if ([spawnSync('initdb', ['--version']), spawnSync('pg_ctl', ['--version'])].some(({ status }) => status !== 0))
    return undefined;
  const user = await ownUser();
  mkdirSync(directory, { mode: 0o700 });
  if (user) for (const path of [directory, dirname(directory)]) chownSync(path, user.uid, user.gid);
  const port = await freePort();
  const run = (command: string, ...args: string[]): SpawnSyncReturns<string> => {
    const result = spawnSync(command, ['-D', directory, ...args], { ...user, cwd: directory, encoding: 'utf8' });
    if (result.status !== 0) throw new Error(`${command} failed: ${result.stderr}`);
    return result;
  };
  const start = (): void => {
    const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${directory}`;
    run('pg_ctl', 'start', '-w', '-s', '-l', `${directory}/log`, '-o', options);
  };
  run('initdb', '--auth=trust', '--username=postgres', '--encoding=UTF8', '--locale=C');
  start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async restart(awayFor) {
      run('pg_ctl', 'stop', '-s', '-m', 'immediate');
      await pause(awayFor);
      start();
    },
    async close() {
      run('pg_ctl', 'stop', '-s', '-m', 'immediate');
    },
  };
}

/** PostgreSQL does not run as root: as its own user then. */
async function ownUser(): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
