import { createConnection, type Socket } from 'node:net';

/** How an exchange ended: the status and the bytes of the body. */
export interface Exchange {
  readonly status: number;
  readonly bytes: number;
}

const endOfHead = Buffer.from('\r\n\r\n');
const endOfChunks = Buffer.from('0\r\n\r\n');

/**
 * One keep-alive connection with one request under way. It reads the head of an answer and counts its body:
 * an HTTP client that did more would take from the upstreams the processor time that they share.
 */
export class Connection {
  readonly #socket: Socket;
  #head: Buffer | undefined;
  #status = 0;
  /** The length of the body; NaN where it comes in chunks. */
  #length = 0;
  #received = 0;
  #done: ((exchange: Exchange) => void) | undefined;

  constructor(host: string, port: number) {
    this.#socket = createConnection({ host, port, noDelay: true });
    this.#socket.on('data', (chunk) => this.#read(chunk));
    const broken = (): void => this.#finish({ status: 0, bytes: 0 });
    this.#socket.on('error', broken);
    this.#socket.on('close', broken);
  }

  send(request: Buffer, done: (exchange: Exchange) => void): void {
    this.#head = undefined;
    this.#status = 0;
    this.#done = done;
    this.#socket.write(request);
  }

  close(): void {
    this.#done = undefined;
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    const body = this.#status === 0 ? this.#readHead(chunk) : chunk;
    if (body === undefined) return;
    this.#received += body.length;
    const isComplete = Number.isNaN(this.#length)
      ? body.subarray(-endOfChunks.length).equals(endOfChunks)
      : this.#received >= this.#length;
    if (isComplete) this.#finish({ status: this.#status, bytes: this.#received });
  }

  /** @returns what came of the body with the head, or undefined as long as the head is not complete. */
  #readHead(chunk: Buffer): Buffer | undefined {
    const head = this.#head ? Buffer.concat([this.#head, chunk]) : chunk;
    const end = head.indexOf(endOfHead);
    if (end < 0) {
      this.#head = head;
      return undefined;
    }
    const text = head.toString('latin1', 0, end);
    this.#status = Number(text.slice(9, 12));
    this.#length = Number(/\r\ncontent-length: *(\d+)/i.exec(text)?.[1] ?? NaN);
    this.#received = 0;
    return head.subarray(end + endOfHead.length);
  }

  #finish(exchange: Exchange): void {
    const done = this.#done;
    this.#done = undefined;
    done?.(exchange);
  }
}
