import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface GatewayProcess {
  readonly url: string;
  close(): Promise<void>;
}

/** @throws Error with what it said where it ends before it listens. */
export async function startGateway(supergraph: string): Promise<GatewayProcess> {
  const directory = await mkdtemp(join(tmpdir(), 'peoplegraph-gateway-'));
  const file = join(directory, 'supergraph.graphql');
  await writeFile(file, supergraph);
  const program = fileURLToPath(new URL('gateway.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', '@swc-node/register/esm-register', program, file], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => (said += String(text)));
  const closed = once(child, 'close');
  const url = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line)),
    closed.then(() => undefined),
  ]);
  const close = async (): Promise<void> => {
    child.kill();
    await closed;
    await rm(directory, { recursive: true, force: true });
  };
  if (url !== undefined) return { url, close };
  await close();
  throw new Error(`The gateway did not start: ${said}`);
}
