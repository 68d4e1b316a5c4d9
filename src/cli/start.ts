import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { packageFile } from './package-file.js';

/**
 * Runs the server as `npm start` does. V8 takes the size of its young generation when a process begins, so that the
 * server needs a process of its own.
 * @returns what it ended with.
 */
export async function start(): Promise<number> {
  const flags = packageFile().config.node_flags.split(' ');
  const main = fileURLToPath(new URL('../main.js', import.meta.url));
  process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
  const server = spawn(process.execPath, [...flags, main], { stdio: 'inherit' });
  // A terminal sends its Ctrl-C to both: a second one would tell the server not to finish what is under way.
  const isOnTerminal = [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
  process.on('SIGINT', () => {
    if (!isOnTerminal) server.kill('SIGINT');
  });
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void server.kill(signal));
  const [code, signal] = (await once(server, 'exit')) as [number | null, NodeJS.Signals | null];
  return code ?? 128 + (signal ? constants.signals[signal] : 0);
}
