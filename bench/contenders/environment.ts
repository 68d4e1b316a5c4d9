import type { AddressInfo, Server } from 'node:net';

/** The root of both upstreams, with a slash at its end. */
export const upstream = process.argv[2] ?? '';

/** Which form of the contender to be. */
export const form = process.argv[3] ?? '';

export const listening = { host: '127.0.0.1', port: 0 };

/** Tells the runner where this contender listens. */
export function ready(server: Server): void {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`ready: http://127.0.0.1:${port}/graphql\n`);
}
