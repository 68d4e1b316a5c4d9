import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Config } from '../../config.js';
import { failed, type Finding, found } from './finding.js';

const name = 'Server';

/** How long a server of this machine may take to say that it is there, in milliseconds. */
const patience = 2_000;

/** Whether a server of this configuration runs, and otherwise whether one could listen. */
export async function checkServer({ host, port }: Config): Promise<{ isServing: boolean; finding: Finding }> {
  if (port !== 0 && (await isServingAt(host, port)))
    return { isServing: true, finding: found(name, 'OK', `It runs, on port ${port}.`) };
  const reason = await refusalToListen(host, port);
  if (reason === undefined)
    return {
      isServing: false,
      finding: found(
        name,
        'OK',
        `It does not run; ${port === 0 ? 'it takes any free port' : `port ${port} is free for it`}.`,
      ),
    };
  const finding =
    reason === 'EADDRINUSE'
      ? failed(
          name,
          'PORT',
          `Port ${port} is in use by another process, which is no Peoplegraph.`,
          'Set PORT to a free one.',
        )
      : failed(
          name,
          'HOST',
          `A server cannot listen on ${host}:${port} (${reason}).`,
          'Set HOST to an address of this machine.',
        );
  return { isServing: false, finding };
}

async function isServingAt(host: string, port: number): Promise<boolean> {
  const everywhere = ['0.0.0.0', '::'].includes(host);
  const address = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  try {
    const answer = await fetch(`http://${address}:${port}/health/live`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    return ((await answer.json()) as { status?: unknown } | null)?.status === 'live';
  } catch {
    return false;
  }
}

/** The code of why nobody can listen there; undefined where it is possible. */
async function refusalToListen(host: string, port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown reason';
  }
}
