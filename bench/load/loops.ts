import type { Connection } from './connection.js';
import { type Exchanges, now } from './exchanges.js';
import type { LoadOrder } from './orders.js';

/** How long the last answers are waited for, in milliseconds. */
const patience = 20_000;

/**
 * Each connection sends its request again as soon as it has the answer. Answers that are under way at the end are
 * waited for and counted: the contender has worked for them.
 */
export function closedLoop(exchanges: Exchanges, { bodies, seconds, smallest }: LoadOrder): Promise<void> {
  const requests = bodies.map((body) => exchanges.request(body));
  const end = now() + seconds * 1_000;
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(finish, seconds * 1_000 + patience);
    exchanges.connections.forEach((connection, index) => {
      const body = index % requests.length;
      const again = (): void => {
        // A connection that is refused would fail at once, again and again.
        if (now() < end && exchanges.failures === 0) {
          exchanges.run(connection, requests[body] as Buffer, { body, start: now() }, smallest, again);
        } else if (exchanges.pending === 0) finish();
      };
      again();
    });
  });
}

/** Sends at its own pace. A request that finds no free connection counts its time from when it was due. */
export function openLoop(exchanges: Exchanges, order: LoadOrder, rate: number): Promise<void> {
  const requests = order.bodies.map((body) => exchanges.request(body));
  const free = [...exchanges.connections];
  const waiting: { readonly body: number; readonly start: number }[] = [];
  const total = rate * order.seconds;
  const begin = now();
  let sent = 0;
  return new Promise((resolve) => {
    const finish = (): void => {
      clearInterval(pace);
      clearTimeout(timer);
      resolve();
    };
    const dispatch = (): void => {
      for (let first = waiting[0]; first && free.length > 0; first = waiting[0]) {
        waiting.shift();
        const connection = free.shift() as Connection;
        exchanges.run(connection, requests[first.body] as Buffer, first, order.smallest, () => {
          free.push(connection);
          dispatch();
        });
      }
      if (sent >= total && exchanges.pending === 0) finish();
    };
    const timer = setTimeout(finish, order.seconds * 1_000 + patience);
    const pace = setInterval(() => {
      while (sent < total && begin + (sent * 1_000) / rate <= now()) {
        waiting.push({ body: sent % requests.length, start: now() });
        sent += 1;
      }
      dispatch();
    }, 1);
  });
}
