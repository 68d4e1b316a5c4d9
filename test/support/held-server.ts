import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deferred, type Deferred } from './deferred.js';

/** A request that waits for the test to answer it. */
export interface HeldRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Settles when the client has gone away without an answer. */
  readonly abandoned: Promise<void>;
  answer(status: number, body?: unknown): void;
}

/** A real HTTP server that answers nothing by itself: each request is handed to the test. */
export async function startHeldServer() {
  const arrived: HeldRequest[] = [];
  const waiting: Deferred<HeldRequest>[] = [];
  const server = createServer((request, response) => {
    const gone = deferred();
    response.once('close', () => {
      if (!response.writableFinished) gone.resolve();
    });
    request.resume().once('end', () => {
      const held: HeldRequest = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        abandoned: gone.promise,
        answer: (status, body) => {
          response.writeHead(status, { 'content-type': 'application/json' });
          response.end(body === undefined ? undefined : JSON.stringify(body));
        },
      };
      const next = waiting.shift();
      if (next) next.resolve(held);
      else arrived.push(held);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** How many requests wait that the test has not taken. */
    get untaken(): number {
      return arrived.length;
    },
    /** The next request, as soon as it is there. */
    next(): Promise<HeldRequest> {
      const held = arrived.shift();
      if (held) return Promise.resolve(held);
      const coming = deferred<HeldRequest>();
      waiting.push(coming);
      return coming.promise;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
