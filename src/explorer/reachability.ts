import { connect } from 'node:net';

export interface ReachabilityOptions {
  readonly host: string;
  readonly port: number;
  /** How long to wait for a connection, in milliseconds. */
  readonly timeout: number;
  /** How long the answer is good for, in milliseconds. */
  readonly lifetime: number;
}

/** Whether a host takes connections from here. It is tried when somebody asks, and the answer is kept for a while. */
export class Reachability {
  #answer: Promise<boolean> | undefined;
  #goodUntil = 0;

  constructor(private readonly options: ReachabilityOptions) {}

  isReachable(): Promise<boolean> {
    if (!this.#answer || performance.now() > this.#goodUntil) {
      this.#goodUntil = performance.now() + this.options.lifetime;
      this.#answer = takesConnections(this.options);
    }
    return this.#answer;
  }
}

/** Nothing is sent: the connection is closed as soon as it is there. */
const takesConnections = ({ host, port, timeout }: ReachabilityOptions): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (reached: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(reached);
    };
    // Not the socket's own timeout, which does not count the search for the address.
    const timer = setTimeout(() => end(false), timeout);
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
