import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { createClient, type SubscribePayload } from 'graphql-ws';
import { WebSocket } from 'ws';
import { deferred, type Deferred } from '../support/deferred.js';
import type { GraphError } from '../support/server.js';

// What a test asks for is its own business: it states the shape of the events that it expects.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Anything = any;

export interface LiveEvent<Data = Anything> {
  readonly data?: Data;
  readonly errors?: readonly GraphError[];
}

/** Events in the order in which they come; whoever asks for one waits for it. */
export class Events<Event> {
  readonly #arrived: Event[] = [];
  readonly #waiting: Deferred<Event>[] = [];
  readonly #ended = deferred<unknown>();
  #end: { readonly reason: unknown } | undefined;

  /** Settles with the reason, undefined where it was completed. */
  get ended(): Promise<unknown> {
    return this.#ended.promise;
  }

  get untaken(): number {
    return this.#arrived.length;
  }

  next(): Promise<Event> {
    const event = this.#arrived.shift();
    if (event !== undefined) return Promise.resolve(event);
    const coming = deferred<Event>();
    if (this.#end) coming.reject(new Error(`It has ended: ${JSON.stringify(this.#end.reason)}`));
    else this.#waiting.push(coming);
    return coming.promise;
  }

  /** The next event that is like this; those before it are passed over. */
  async nextLike(isWanted: (event: Event) => boolean): Promise<Event> {
    for (;;) {
      const event = await this.next();
      if (isWanted(event)) return event;
    }
  }

  arrive(event: Event): void {
    const waiting = this.#waiting.shift();
    if (waiting) waiting.resolve(event);
    else this.#arrived.push(event);
  }

  finish(reason?: unknown): void {
    this.#end = { reason };
    this.#ended.resolve(reason);
    for (const waiting of this.#waiting.splice(0)) waiting.reject(new Error(`It has ended: ${String(reason)}`));
  }
}

export interface Listening<Data = Anything> extends Events<LiveEvent<Data>> {
  leave(): void;
}

export interface LiveClient {
  listen<Data = Anything>(query: string, variables?: Record<string, unknown>): Listening<Data>;
  close(): Promise<void>;
}

/** A client over WebSocket, by the library that browsers use. */
export function openClient(
  url: string,
  { authorization, headers }: { authorization?: string; headers?: Record<string, string> } = {},
): LiveClient {
  class Socket extends WebSocket {
    constructor(address: string, protocols: string | string[]) {
      super(address, protocols, { headers });
    }
  }
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: Socket,
    retryAttempts: 0,
    ...(authorization === undefined ? {} : { connectionParams: { authorization } }),
  });
  return {
    listen<Data>(query: string, variables: Record<string, unknown> = {}) {
      const events = new Events<LiveEvent<Data>>();
      const payload: SubscribePayload = { query, variables };
      const leave = client.subscribe<Data>(payload, {
        next: (event) => events.arrive(event as LiveEvent<Data>),
        error: (reason) => events.finish(reason),
        complete: () => events.finish(),
      });
      return Object.assign(events, { leave });
    },
    close: async () => client.dispose(),
  };
}

/** Server-sent events of one operation, read from the socket as they are. */
export async function openStream<Data = Anything>(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) {
  // `fetch` opens another connection as soon as an answer is given up, and asks nothing on it.
  const sent = request(`${url}/graphql`, {
    method: 'POST',
    agent: false,
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
  });
  sent.end(JSON.stringify({ query, variables }));
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const events = new Events<LiveEvent<Data>>();
  const kinds: string[] = [];
  const read = async (): Promise<void> => {
    let text = '';
    for await (const chunk of response as AsyncIterable<Buffer>) {
      text += chunk.toString();
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const lines = text.slice(0, end).split('\n');
        text = text.slice(end + 2);
        const [event = '', data = ''] = ['event', 'data'].map((name) =>
          (lines.find((line) => line.startsWith(`${name}:`)) ?? '').slice(name.length + 1).trim(),
        );
        kinds.push(event || lines.join('\n'));
        if (event === 'next') events.arrive(JSON.parse(data) as LiveEvent<Data>);
      }
    }
  };
  read().then(
    () => events.finish(kinds.at(-1) === 'complete' ? undefined : 'broken off'),
    (reason: unknown) => events.finish(reason),
  );
  const { statusCode, headers: answered } = response;
  return Object.assign(events, {
    status: statusCode,
    headers: answered,
    kinds,
    leave: () => void response.destroy(),
  });
}
