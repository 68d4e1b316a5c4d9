import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** The way to a server of this machine, which the test can cut, silence or slow down. */
export interface TcpProxy {
  readonly port: number;
  /** How often something has been sent on to the server. */
  readonly sent: number;
  /** Ends all connections and refuses new ones. */
  cut(): void;
  /** Takes connections and lets nothing through any more: a line that is dead without a word. */
  silence(): void;
  /** After a cut or a silence. */
  restore(): void;
  /** From now on what the server answers arrives so much later, in milliseconds. */
  delay(milliseconds: number): void;
  close(): Promise<void>;
}

/** @param port That of the server. */
export async function startTcpProxy(port: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let state: 'open' | 'cut' | 'silent' = 'open';
  let latency = 0;
  let sent = 0;
  const later = (work: () => void): void => {
    if (latency === 0) work();
    else setTimeout(work, latency);
  };
  const join = (from: Socket, to: Socket, pass: (work: () => void) => void): void => {
    sockets.add(from);
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
    from.on('data', (bytes) => {
      if (state === 'open') pass(() => to.writable && to.write(bytes));
    });
  };
  const proxy = createServer((client) => {
    if (state === 'cut') return void client.destroy();
    const server = connect(port, '127.0.0.1');
    join(client, server, (work) => {
      sent += 1;
      work();
    });
    join(server, client, later);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const endAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (proxy.address() as AddressInfo).port,
    get sent() {
      return sent;
    },
    cut() {
      state = 'cut';
      endAll();
    },
    silence: () => void (state = 'silent'),
    restore: () => void (state = 'open'),
    delay: (milliseconds) => void (latency = milliseconds),
    async close() {
      endAll();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
