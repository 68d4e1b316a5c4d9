import { Connection } from './connection.js';
import type { ConnectOrder, Sample } from './orders.js';

/** The same on every process of this machine, in milliseconds since the epoch. */
export const now = (): number => performance.timeOrigin + performance.now();

/** Cheap for everybody. */
const greeting = JSON.stringify({ query: 'query Hello { __typename }', variables: {} });

/** The connections of one stretch of load, and what came back over them. */
export class Exchanges {
  readonly samples: Sample[] = [];
  readonly connections: readonly Connection[];
  failures = 0;
  pending = 0;
  readonly #head: string;

  private constructor({ connect, headers, connections }: ConnectOrder) {
    const { hostname, port, host, pathname, search } = new URL(connect);
    const fields = { host, 'content-type': 'application/json', accept: 'application/json', ...headers };
    const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
    this.#head = `POST ${pathname}${search} HTTP/1.1\r\n${lines.join('')}`;
    this.connections = Array.from({ length: connections }, () => new Connection(hostname, Number(port)));
  }

  /** Resolves when every connection has had its first answer. */
  static async open(order: ConnectOrder): Promise<Exchanges> {
    const exchanges = new Exchanges(order);
    const hello = exchanges.request(greeting);
    await Promise.all(
      exchanges.connections.map((connection) => new Promise((resolve) => connection.send(hello, resolve))),
    );
    return exchanges;
  }

  request(body: string): Buffer {
    return Buffer.from(`${this.#head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  /** @param smallest an answer with fewer bytes is a failure. */
  run(connection: Connection, request: Buffer, sample: Omit<Sample, 'end'>, smallest: number, next: () => void): void {
    this.pending += 1;
    connection.send(request, ({ status, bytes }) => {
      this.pending -= 1;
      if (status !== 200 || bytes < smallest) this.failures += 1;
      else this.samples.push({ ...sample, end: now() });
      next();
    });
  }

  close(): void {
    for (const connection of this.connections) connection.close();
  }
}
